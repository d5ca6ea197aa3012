import { dayMs, digitRun, digitsAt, monthAt, weekdayAt } from './calendar.ts';
import { shortYearDay } from './two-digit-year.ts';

/** A date as printed: a UTC midnight, or only month and day, and where the text after it begins. */
export type ReadDate =
  { readonly day: number; readonly end: number } | { readonly month: number; readonly dayOfMonth: number; readonly end: number };

const SEPARATOR = (code: number): boolean => code === 45 || code === 47 || code === 46;

const full = (year: number, month: number, day: number, end: number): ReadDate | undefined => {
  const ms = dayMs(year, month, day);
  return ms === undefined ? undefined : { day: ms, end };
};

/** What makes a month and a day of four digits before it, which else may be any number. */
const FINE_CLOCK = /^ \d\d:\d\d:\d\d[.,]\d{3}/;

/**
 * `2026-11-23`, `2026/11/23`, `2026.11.23`, `20261123`, `261123` before a blank (Tornado, HDFS, old MySQL servers), and `1123` before a time with its milliseconds: what
 * glog prints behind its letter, alone.
 */
function yearFirst(text: string, pos: number): ReadDate | undefined {
  const year = digitsAt(text, pos, 4);
  if (year < 0) return undefined;
  const mark = text.charCodeAt(pos + 4);
  if (SEPARATOR(mark)) {
    if (text.charCodeAt(pos + 7) !== mark) return undefined;
    return full(year, digitsAt(text, pos + 5, 2), digitsAt(text, pos + 8, 2), pos + 10);
  }
  const run = digitRun(text, pos, 9);
  if (run === 6 && text.charCodeAt(pos + 6) === 32)
    return full(2000 + digitsAt(text, pos, 2), digitsAt(text, pos + 2, 2), digitsAt(text, pos + 4, 2), pos + 6);
  if (run === 4 && text.charCodeAt(pos + 4) === 32 && FINE_CLOCK.test(text.slice(pos + 4, pos + 17)))
    return dayAndMonth(digitsAt(text, pos + 2, 2), digitsAt(text, pos, 2), pos + 4);
  return run === 8 ? full(year, digitsAt(text, pos + 4, 2), digitsAt(text, pos + 6, 2), pos + 8) : undefined;
}

/** `23/11/2026`, `16-05-2019`, `11/23/2026,` with the month first where the second number can be no month; `26/11/23`, `23.11.26`. `23/Nov/2026`, `3 Nov 2026`. */
function dayFirst(text: string, pos: number, monthLeads: boolean, near?: number): ReadDate | undefined {
  const width = digitRun(text, pos, 3);
  if (width < 1 || width > 2) return undefined;
  const first = digitsAt(text, pos, width);
  const mark = text.charCodeAt(pos + width);
  if (!SEPARATOR(mark) && mark !== 32) return undefined;
  const second = pos + width + 1;
  const month = monthAt(text, second);
  if (month > 0) {
    const year = digitsAt(text, second + 4, 4);
    return text.charCodeAt(second + 3) === mark && year >= 0 ? full(year, month, first, second + 8) : undefined;
  }
  const width2 = digitRun(text, second, 3);
  if (mark === 32 || width2 < 1 || width2 > 2) return undefined;
  const other = digitsAt(text, second, width2);
  // `23.11. 01:52:09`: a dot behind the month as well, or `23.11 01:52:09` without it, and the day first always
  if (mark === 46 && text.charCodeAt(second + width2) === 46 && text.charCodeAt(second + width2 + 1) === 32)
    return dayAndMonth(first, other, second + width2 + 1);
  if (text.charCodeAt(second + width2) === 32 && width === 2 && width2 === 2)
    return mark === 46 ? dayAndMonth(first, other, second + width2) : yearless(first, other, second + width2);
  if (text.charCodeAt(second + width2) !== mark) return undefined;
  const last = second + width2 + 1;
  if (digitRun(text, last, 3) === 2) {
    const day = shortYearDay(first, other, digitsAt(text, last, 2), mark, monthLeads, near);
    return day === undefined ? undefined : { day, end: last + 2 };
  }
  const year = digitsAt(text, last, 4);
  if (year < 0) return undefined;
  const end = last + 4;
  return other > 12 || (monthLeads && first <= 12) ? full(year, first, other, end) : full(year, other, first, end);
}

const dayAndMonth = (dayOfMonth: number, month: number, end: number): ReadDate | undefined =>
  month >= 1 && month <= 12 && dayOfMonth >= 1 && dayOfMonth <= 31 ? { month, dayOfMonth, end } : undefined;

/** `11-23` before a blank: `%m-%d %H:%M:%S` of Python's logging cookbook, Android's logcat. With the day first where only that can be. */
function yearless(first: number, other: number, end: number): ReadDate | undefined {
  const [month, dayOfMonth] = first > 12 ? [other, first] : [first, other];
  return dayAndMonth(dayOfMonth, month, end);
}

/** `Nov 23, 2026`, `Nov 23` (no year), after a weekday or not: `Mon Nov 23`, `Mon, 23 Nov 2026`. */
function named(text: string, at: number): ReadDate | undefined {
  let pos = at;
  if (weekdayAt(text, pos)) {
    pos += 3;
    if (text.charCodeAt(pos) === 44) pos++;
    if (text.charCodeAt(pos) !== 32) return undefined;
    pos++;
    // systemd prints the weekday before an ISO date
    if (digitRun(text, pos, 5) === 4) return yearFirst(text, pos);
    if (digitRun(text, pos, 1) === 1) return dayFirst(text, pos, false);
  }
  const month = monthAt(text, pos);
  if (month === 0) return undefined;
  pos += 3;
  if (text.charCodeAt(pos) !== 32) return undefined;
  pos += text.charCodeAt(pos + 1) === 32 ? 2 : 1;
  const width = digitRun(text, pos, 3);
  if (width < 1 || width > 2) return undefined;
  const dayOfMonth = digitsAt(text, pos, width);
  if (dayOfMonth < 1 || dayOfMonth > 31) return undefined;
  pos += width;
  if (text.charCodeAt(pos) === 44) {
    const year = digitsAt(text, pos + 2, 4);
    return text.charCodeAt(pos + 1) === 32 && year >= 0 ? full(year, month, dayOfMonth, pos + 6) : undefined;
  }
  const year = text.charCodeAt(pos) === 32 && digitRun(text, pos + 1, 5) === 4 ? digitsAt(text, pos + 1, 4) : -1;
  if (year >= 0) return full(year, month, dayOfMonth, pos + 5);
  return { month, dayOfMonth, end: pos };
}

/** A date at `pos` in any of the shapes that logs print, of two that it can be the one next to `near` (epoch ms), `monthLeads` where the time after it counts in halves of a day, as in the US. */
export function dateAt(text: string, pos: number, near?: number, monthLeads = false): ReadDate | undefined {
  const code = text.charCodeAt(pos);
  if (code >= 48 && code <= 57) return yearFirst(text, pos) ?? dayFirst(text, pos, monthLeads, near);
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? named(text, pos) : undefined;
}
