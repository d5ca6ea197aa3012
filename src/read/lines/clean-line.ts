import { isAscii } from 'node:buffer';

/** Everything that plain text has none of: NUL, CR, the beginning of a colour code, bytes above ASCII. */
const UNCLEAN = /[\0\r\x1b\x80-\xff]/;
/** Colours and the like, titles of windows and targets of links, each whole; else what begins one. */
const COLOUR = /\x1b\[[0-9;:?]{0,64}[A-Za-z]|\x1b\][^\x07\x1b]{0,2000}(?:\x07|\x1b\\)|[\0\x1b]/g;
const RETURNS = /\r/g;
/** Blanks at which no line may be broken: pages, chats and word processors make them of ordinary ones. */
const NO_BREAK = /[\u00a0\u2007\u202f]/g;
const NO_BREAK_BYTES = ['\u00a0', '\u2007', '\u202f'].map((blank) => Buffer.from(blank, 'utf8'));

/** Makes text of the bytes of one line: UTF-8 (what is none becomes U+FFFD), ordinary blanks, no colour codes, NUL or CR. */
export function cleanLine(latin1: string): string {
  if (!UNCLEAN.test(latin1)) return latin1;
  const text = /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8').replace(NO_BREAK, ' ') : latin1;
  return text.replace(COLOUR, '').replace(RETURNS, '');
}

/** Whether every line of the bytes is surely clean as it is. Told of many lines at once, which costs far less than looking at each. */
export const isClean = (bytes: Buffer): boolean => isAscii(bytes) && !bytes.includes(0) && !bytes.includes(13) && !bytes.includes(27);

/** Whether blanks in `from` to `to` are not what they will be read as. */
export const holdsNoBreak = (bytes: Buffer, from: number, to: number): boolean =>
  NO_BREAK_BYTES.some((blank) => {
    const at = bytes.indexOf(blank, from);
    return at >= 0 && at < to;
  });

/** A text without colour codes. */
export const withoutColour = (text: string): string => text.replace(COLOUR, '');
