const SECOND = 1000;
const UNIT_MS: Readonly<Record<string, number>> = {
  year: 31_557_600 * SECOND, mon: 2_592_000 * SECOND, week: 604_800 * SECOND, day: 86_400 * SECOND, hour: 3600 * SECOND, min: 60 * SECOND, sec: SECOND,
  Y: 31_557_600 * SECOND, W: 604_800 * SECOND, D: 86_400 * SECOND, H: 3600 * SECOND, S: SECOND,
}; // prettier-ignore

const NUMBER = /^[+-]?\d{1,15}(?:\.\d{1,9})?$/;
const CLOCK = /(?<![\d.:-])([+-]?)(\d{1,9}):(\d\d)(?::(\d\d(?:\.\d{1,9})?))?$/;
const WORD = /([+-]?\d{1,12}(?:\.\d{1,9})?) ?(year|mon|week|day|hour|min|sec)s?\b/g;
const WORDS_ONLY = /^(?:@ )?(?:[+-]?\d{1,12}(?:\.\d{1,9})? ?(?:years?|mons?|weeks?|days?|hours?|mins?|secs?) ?){0,8}(?:ago)?$/;
const ISO = /^P(?=[-+\dT])[-+.\dYMWD]{0,60}(?:T[-+.\dHMS]{1,60})?$/;
const ISO_PART = /([+-]?\d{1,12}(?:\.\d{1,9})?)([YWDHS]|mon|min)/g;
const SQL_DATE = /^(?:([+-]?)(\d{1,6})-(\d{1,2})(?: |$))?([+-]?\d{1,9})?$/;

const clockMs = (found: RegExpExecArray): number => {
  const ms = Number(found[2]) * 3_600_000 + Number(found[3]) * 60_000 + Number(found[4] ?? 0) * SECOND;
  return found[1] === '-' ? -ms : ms;
};

const sumOf = (text: string, part: RegExp): number => {
  let sum = 0;
  for (const [, amount, unit] of text.matchAll(part)) sum += Number(amount) * (UNIT_MS[unit as string] ?? 0);
  return sum;
};

const isoMs = (text: string): number => {
  const [date = '', time = ''] = text.slice(1).split('T');
  // M is a month before the T and a minute after it.
  return sumOf(date.replaceAll('M', 'mon'), ISO_PART) + sumOf(time.replaceAll('M', 'min'), ISO_PART);
};

/**
 * Milliseconds of an interval as PostgreSQL prints it in any IntervalStyle (`00:00:02.0801`, `3 days 04:05:06`, `@ 4 hours 5 mins ago`,
 * `3 4:05:06`, `P3DT4H5M`) or of a bare number, which is in `numberUnit`. Undefined where the text is none of these.
 * Months count 30 days, as extract(epoch) does. Source: postgres, src/backend/utils/adt/datetime.c, EncodeInterval.
 */
export function intervalMs(text: string, numberUnit: 's' | 'ms' = 's'): number | undefined {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > 120) return undefined;
  if (NUMBER.test(trimmed)) return Number(trimmed) * (numberUnit === 's' ? SECOND : 1);
  if (ISO.test(trimmed)) return isoMs(trimmed);
  const clock = CLOCK.exec(trimmed);
  const rest = (clock ? trimmed.slice(0, clock.index) : trimmed).trim();
  if (rest === '') return clock ? clockMs(clock) : undefined;
  if (WORDS_ONLY.test(rest)) {
    const ms = sumOf(rest, WORD) + (clock ? clockMs(clock) : 0);
    return rest.endsWith('ago') ? -ms : ms;
  }
  const sql = clock ? SQL_DATE.exec(rest) : null;
  if (!sql || !clock) return undefined;
  const months = (Number(sql[2] ?? 0) * 12 + Number(sql[3] ?? 0)) * (sql[1] === '-' ? -1 : 1);
  return months * (UNIT_MS['mon'] as number) + Number(sql[4] ?? 0) * (UNIT_MS['day'] as number) + clockMs(clock);
}
