/** V8 makes a substring of 13 characters or more a view of its parent: kept alone, it would keep the 64 KiB slice that it came in. */
export const VIEW = 13;
const WIDE = /[^\0-\xff]/;

/** Written to and read from again at once: a buffer for each text would cost as much as both. */
const SCRATCH = Buffer.allocUnsafeSlow(1024);

/** The same text, in memory of its own. */
export const flatten = (text: string): string => {
  if (text.length < VIEW) return text;
  if (WIDE.test(text)) return Buffer.from(text, 'utf16le').toString('utf16le');
  if (text.length > SCRATCH.length) return Buffer.from(text, 'latin1').toString('latin1');
  return SCRATCH.toString('latin1', 0, SCRATCH.write(text, 'latin1'));
};
