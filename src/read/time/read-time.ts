import { DAY_MS, dayMs, digitRun, digitsAt } from './calendar.ts';
import { timeOfDayAt } from './clock-face.ts';
import { dateAt, type ReadDate } from './date.ts';
import { isoAt } from './iso.ts';
import type { ReadTime, TimeOptions } from './types.ts';
import { againOf, fromLocal, zoneAt } from './zone.ts';

export type { ReadTime, TimeOptions } from './types.ts';

const zoneOf = (options: TimeOptions): string => options.timezone ?? 'UTC';

/**
 * Stands for the day, or the year, that a log does not tell: noon of 1 January 1970. Intervals come out right, which is what the judgement needs,
 * and the same log gives the same report on any day and machine; a guess from a file's date would be wrong for every copied log.
 */
export const UNKNOWN_DAY_MS = 43_200_000;
/** A time before it has no year of its own. */
export const YEARLESS_UNTIL_MS = Date.UTC(1973);

const closest = (near: number, candidates: readonly (number | undefined)[]): number | undefined => {
  let best: number | undefined;
  for (const ms of candidates) if (ms !== undefined && (best === undefined || Math.abs(ms - near) < Math.abs(best - near))) best = ms;
  return best;
};

const instant = (date: ReadDate | undefined, timeOfDay: number, zone: number | string, near: number | undefined): number | undefined => {
  if (date && 'day' in date) return fromLocal(date.day + timeOfDay, zone);
  if (near === undefined) return undefined;
  if (!date) {
    const today = Math.floor(near / DAY_MS) * DAY_MS;
    return closest(
      near,
      [today - DAY_MS, today, today + DAY_MS].map((day) => fromLocal(day + timeOfDay, zone)),
    );
  }
  const year = new Date(near).getUTCFullYear();
  const unknown = near < UNKNOWN_DAY_MS + 366 * DAY_MS;
  const inYear = (y: number): number | undefined => {
    const day = dayMs(y, date.month, date.dayOfMonth);
    return day === undefined ? undefined : fromLocal(day + timeOfDay, zone);
  };
  // 29 February was not in 1970
  if (unknown) return inYear(1970) ?? inYear(1972);
  return closest(near, [inYear(year - 1), inYear(year), inYear(year + 1)]);
};

/** `1795397545.940764`, `1795397545940`, `…940764`, `…940764402`: seconds with a fraction, ms, us, ns since 1970 at `pos`. */
export function epochAt(text: string, pos: number): ReadTime | undefined {
  const whole = digitRun(text, pos, 20);
  let end = pos + whole;
  let digits = 0;
  if (whole === 10 && text.charCodeAt(end) === 46) digits = digitRun(text, end + 1, 9);
  if (digits > 0) end += digits + 1;
  if ((whole !== 10 || digits === 0) && whole !== 13 && whole !== 16 && whole !== 19) return undefined;
  const seconds = whole === 10 ? Number(text.slice(pos, end)) : digitsAt(text, pos, whole) / 10 ** (whole - 10);
  return seconds > 5e8 && seconds < 5e9
    ? { ms: Math.round(seconds * 1e6) / 1e3, end, zoned: true, dated: true, digits: whole === 10 ? digits : whole - 10 }
    : undefined;
}

/**
 * Reads the time that stands at `pos`, whatever its shape; undefined where there is none. Linear, allocates one small object, never throws.
 * Reads ISO 8601 and its relatives, dates with the day first or with English month names, syslog's without a year, a mere time of day,
 * epoch numbers.
 */
export function readTimeAt(text: string, pos: number, options: TimeOptions = {}): ReadTime | undefined {
  const first = text.charCodeAt(pos);
  if (!((first >= 48 && first <= 57) || (first >= 65 && first <= 90) || (first >= 97 && first <= 122))) return undefined;
  return (first <= 57 ? isoAt(text, pos, options) : undefined) ?? generalTimeAt(text, pos, options);
}

/** The same for any shape of a time, without a short way. @param pos of a digit or a letter */
export function generalTimeAt(text: string, pos: number, options: TimeOptions): ReadTime | undefined {
  const first = text.charCodeAt(pos);
  const near = options.near !== undefined && options.near >= YEARLESS_UNTIL_MS ? options.near : undefined;
  let date = dateAt(text, pos, near);
  let start = pos;
  if (date) {
    start = date.end;
    const mark = text.charCodeAt(start);
    // T, blank, underscore (svlogd), colon (access logs), dash (compact), comma and blank (en-US)
    if (mark === 84 || mark === 32 || mark === 95 || mark === 58 || mark === 45 || mark === 116) start++;
    else if (mark === 44 && text.charCodeAt(start + 1) === 32) start += 2;
    else return undefined;
    // gin's `2026/11/23 - 01:52:09`
    if (mark === 32 && text.startsWith('- ', start)) start += 2;
  }
  const clock = timeOfDayAt(text, start) ?? (date ? (compactTime(text, start) ?? timeBehindWord(text, start)) : undefined);
  if (!clock) return date ? undefined : epochAt(text, pos);
  if (!date && !clock.meridiem && text.charCodeAt(pos + 2) !== 58) return undefined;
  if (clock.meridiem && date && first >= 48 && first <= 57) date = dateAt(text, pos, near, true) ?? date;
  const zone = zoneAt(text, clock.end);
  let end = zone ? zone.end : clock.end;
  let dated = date !== undefined && 'day' in date;
  // ctime(3) prints the year last: `Mon Nov 23 01:32:25 2026`, `… UTC 2026`; a dash or a slash behind it makes another stamp of it
  const mark = text.charCodeAt(end + 5);
  if (date && !('day' in date) && text.charCodeAt(end) === 32 && digitRun(text, end + 1, 5) === 4 && mark !== 45 && mark !== 47) {
    const day = dayMs(digitsAt(text, end + 1, 4), date.month, date.dayOfMonth);
    if (day !== undefined) {
      end += 5;
      date = { day, end };
      dated = true;
    }
  }
  const offset = zone ? zone.offset : zoneOf(options);
  const ms = instant(date, clock.ms, offset, options.near);
  const again = date && 'day' in date ? againOf(date.day + clock.ms, offset) : undefined;
  const east = typeof zone?.offset === 'number' && zone.offset !== 0 ? { east: zone.offset * 60_000 } : undefined;
  return { ms, end, zoned: zone !== undefined, ...east, dated, digits: clock.digits, ...(again !== undefined && { again }) };
}

/** How languages say at what time of a day: `01.12.2026 klo 05:04:03`, `1 Dec 2026, at 5:04:03 AM`. */
const AT_TIME = /(?:at|um|à|klo|kl\.?|alle|ore|om|ob|o) (?=\d)/y;

function timeBehindWord(text: string, pos: number): ReturnType<typeof timeOfDayAt> {
  AT_TIME.lastIndex = pos;
  const word = AT_TIME.exec(text)?.[0];
  return word === undefined ? undefined : timeOfDayAt(text, pos + word.length);
}

/** `013225`, `013225.123` after a date: ISO 8601's basic format. */
function compactTime(text: string, pos: number): { ms: number; end: number; digits: number; meridiem: boolean } | undefined {
  if (digitRun(text, pos, 7) !== 6) return undefined;
  const [hour, minute, second] = [digitsAt(text, pos, 2), digitsAt(text, pos + 2, 2), digitsAt(text, pos + 4, 2)];
  if (hour > 23 || minute > 59 || second > 60) return undefined;
  const mark = text.charCodeAt(pos + 6);
  const digits = mark === 46 || mark === 44 ? digitRun(text, pos + 7, 9) : 0;
  const fraction = digits > 0 ? digitsAt(text, pos + 7, digits) / 10 ** digits : 0;
  return {
    ms: (hour * 3600 + minute * 60 + second + fraction) * 1000,
    end: pos + 6 + (digits > 0 ? digits + 1 : 0),
    digits,
    meridiem: false,
  };
}
