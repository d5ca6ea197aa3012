/** What a value that may be a time has at least, and a time at most. */
const TIME = { least: 10, most: 63 };
const KEY_MOST = 81;

/**
 * What a value is: `inside` begins with a bracket, a blank or an escape, and `pairs` like logfmt, so either may be a record itself; a `stamp` is
 * digits and what stands between those of a date and a time; an `epoch` has as many digits as seconds, ms, µs or ns since 1970.
 */
export const KIND = { text: 1, inside: 2, pairs: 3, empty: 4, stamp: 5, number: 6, epoch: 7 } as const;
export type Kind = (typeof KIND)[keyof typeof KIND];

/** Bytes of dates and times. */
const OF_TIME = new Uint8Array(256);
for (const byte of Buffer.from('0123456789-/:.,+TZ ')) OF_TIME[byte] = 1;
/** Bytes of a key of logfmt; its first is no digit. */
const OF_KEY = new Uint8Array(256);
for (const byte of Buffer.from('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.@/-')) OF_KEY[byte] = 1;
export const digitAt = (bytes: Buffer, at: number): boolean => {
  const byte = bytes[at] as number;
  return byte >= 48 && byte <= 57;
};

/** What a value is, its text from `from` to `end`. */
export function kindOf(bytes: Buffer, from: number, end: number): Kind {
  if (from === end) return KIND.empty;
  const first = bytes[from] as number;
  if (first === 123 || first === 32 || first === 92) return KIND.inside;
  if (beginsPairs(bytes, from, end)) return KIND.pairs;
  if (!digitAt(bytes, from) || end - from < TIME.least || end - from > TIME.most) return KIND.text;
  for (let at = from; at < end; at++) if (OF_TIME[bytes[at] as number] !== 1) return KIND.text;
  return KIND.stamp;
}

/** `key=` */
const beginsPairs = (bytes: Buffer, from: number, end: number): boolean => keyEnd(bytes, from, end) > 0;

/** Where the `=` stands behind the key of logfmt that begins at `from`; 0 where none begins. */
export function keyEnd(bytes: Buffer, from: number, end: number): number {
  const first = bytes[from] as number;
  if (OF_KEY[first] !== 1 || (first >= 45 && first <= 57)) return 0;
  let at = from;
  const most = Math.min(end, from + KEY_MOST);
  while (at < most && OF_KEY[bytes[at] as number] === 1) at++;
  return at < end && bytes[at] === 61 ? at : 0;
}
