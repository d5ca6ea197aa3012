/** Milliseconds of a day. */
export const DAY_MS = 86_400_000;

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

let lastKey = -1;
let lastDay = 0;

/** Epoch milliseconds of a UTC midnight, undefined where no such day exists. The last answer is kept: log lines rarely change their day. */
export function dayMs(year: number, month: number, day: number): number | undefined {
  const key = (year * 16 + month) * 32 + day;
  if (key === lastKey) return lastDay;
  if (year < 1970 || year > 2999 || month < 1 || month > 12 || day < 1 || day > 31) return undefined;
  const ms = Date.UTC(year, month - 1, day);
  if (new Date(ms).getUTCDate() !== day) return undefined;
  lastKey = key;
  lastDay = ms;
  return ms;
}

/** 1–12 for an English month's name of three letters or more at `pos`, else 0. */
export const monthAt = (text: string, pos: number): number => MONTHS.indexOf(text.slice(pos, pos + 3).toLowerCase()) + 1;

/** True where an English weekday's name of three letters stands at `pos`. */
export const weekdayAt = (text: string, pos: number): boolean => WEEKDAYS.includes(text.slice(pos, pos + 3).toLowerCase());

/** The value of exactly `length` decimal digits at `pos`, -1 where they are none. */
export function digitsAt(text: string, pos: number, length: number): number {
  let value = 0;
  for (let i = pos; i < pos + length; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/** How many decimal digits stand at `pos`, at most `most`. */
export function digitRun(text: string, pos: number, most: number): number {
  let n = 0;
  while (n < most) {
    const code = text.charCodeAt(pos + n);
    if (!(code >= 48 && code <= 57)) break;
    n++;
  }
  return n;
}
