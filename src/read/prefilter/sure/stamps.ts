const DAYS = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export const digit = (byte: number | undefined): boolean => byte !== undefined && byte >= 48 && byte <= 57;

/** No stamp, or one that cannot be told from the next ten seconds'. */
export const NONE = -1;

/** The tens of seconds of `YYYY-MM-DD hh:mm:ss`, as a number that is equal for equal stamps; NONE where none stands at `at`. */
export function isoTens(bytes: Buffer, at: number): number {
  const mark = bytes[at + 4];
  const middle = bytes[at + 10];
  if ((mark !== 45 && mark !== 47) || bytes[at + 7] !== mark || bytes[at + 13] !== 58 || bytes[at + 16] !== 58) return NONE;
  if (middle !== 32 && middle !== 84) return NONE;
  const year = two(bytes, at) * 100 + two(bytes, at + 2);
  const month = two(bytes, at + 5);
  const day = two(bytes, at + 8);
  const hour = two(bytes, at + 11);
  const minute = two(bytes, at + 14);
  const second = two(bytes, at + 17);
  if (!(year >= 1971 && year < 2100 && month >= 1 && month <= 12 && day >= 1 && hour < 24 && minute < 60 && second < 60)) return NONE;
  if (day > (DAYS[month] as number) || (day === 29 && month === 2 && year % 4 !== 0)) return NONE;
  return ((((((year - 1971) * 12 + month) * 31 + day) * 24 + hour) * 60 + minute) * 6 + ((second / 10) | 0)) | 0;
}

/** Whether such a stamp is so near to the next ten seconds that the reader may round it up. */
export const isoRounds = (bytes: Buffer, at: number): boolean => bytes[at + 18] === 57 && threeNines(bytes, at + 20);

/** The end of a stamp that begins at `at`, its fraction included and its zone excluded. */
export function isoEnd(bytes: Buffer, at: number): number {
  const dot = bytes[at + 19];
  if (dot !== 46 && dot !== 44) return at + 19;
  let end = at + 20;
  while (digit(bytes[end])) end++;
  return end === at + 20 ? at + 19 : end;
}

/**
 * The same of a number of seconds, ms, µs or ns since 1970 that takes up all of `from` to `to`; it equals that of no other kind of stamp.
 * NONE as well where the reader may round it up.
 */
export function epochTens(bytes: Buffer, from: number, to: number): number {
  let whole = 0;
  while (from + whole < to && digit(bytes[from + whole])) whole++;
  const rest = to - from - whole;
  if (whole !== 10 && (rest > 0 || (whole !== 13 && whole !== 16 && whole !== 19))) return NONE;
  if (rest > 0 && (bytes[from + 10] !== 46 || rest === 1 || rest > 13)) return NONE;
  for (let at = from + 11; at < to; at++) if (!digit(bytes[at])) return NONE;
  // 1985 to 2128
  const first = bytes[from] as number;
  if (first < 49 || first > 52) return NONE;
  if (bytes[from + 9] === 57 && threeNines(bytes, whole === 10 ? from + 11 : from + 10)) return NONE;
  let tens = 0;
  for (let at = from; at < from + 9; at++) tens = tens * 10 + (bytes[at] as number) - 48;
  return -tens;
}

const threeNines = (bytes: Buffer, at: number): boolean => bytes[at] === 57 && bytes[at + 1] === 57 && bytes[at + 2] === 57;

/** Two digits as a number, -10000 or less where they are none. */
function two(bytes: Buffer, at: number): number {
  const tens = (bytes[at] as number) - 48;
  const ones = (bytes[at + 1] as number) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : -10_000;
}
