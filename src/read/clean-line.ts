/** Everything that plain text has none of: NUL, CR, the beginning of a colour code, bytes above ASCII. */
const UNCLEAN = /[\0\r\x1b\x80-\xff]/;
const COLOUR = /\x1b\[[0-9;:?]{0,64}[A-Za-z]|[\0\x1b]/g;
const RETURNS = /\r/g;

/** Makes text of the bytes of one line: UTF-8 (what is none becomes U+FFFD), no colour codes, NUL or CR. */
export function cleanLine(latin1: string): string {
  if (!UNCLEAN.test(latin1)) return latin1;
  const text = /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8') : latin1;
  return text.replace(COLOUR, '').replace(RETURNS, '');
}

/** A text without colour codes. */
export const withoutColour = (text: string): string => text.replace(COLOUR, '');
