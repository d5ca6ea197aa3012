/**
 * Times as logs print them.
 * @module
 */
import { digitRun } from './calendar.ts';
import { epochAt, readTimeAt, type TimeOptions } from './read-time.ts';

export { Clock } from './clock.ts';
export { whichOf } from './twice.ts';
export { readTimeAt, YEARLESS_UNTIL_MS } from './read-time.ts';
export type { ReadTime, TimeOptions } from './read-time.ts';

/** Epoch milliseconds of a number of unknown unit: seconds, ms, us or ns since 1970, told apart by their size. Undefined outside 1985–2128. */
export function epochMs(value: number): number | undefined {
  for (const perMs of [1e-3, 1, 1e3, 1e6]) {
    const ms = value / perMs;
    if (ms > 5e11 && ms < 5e12) return Math.round(ms * 1e3) / 1e3;
  }
  return undefined;
}

/**
 * Epoch milliseconds (fractions kept) of a text that is a time and nothing else; undefined where it is none, or where its year or date is
 * missing and `options.near` does not supply it. A date alone is no time. Never throws.
 */
export function parseTime(text: string, options: TimeOptions = {}): number | undefined {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > 64) return undefined;
  if (digitRun(trimmed, 0, 11) >= 10 && !/[^\d.]/.test(trimmed)) return epochAt(trimmed, 0)?.ms ?? epochMs(Number(trimmed));
  const read = readTimeAt(trimmed, 0, options);
  return read?.end === trimmed.length ? read.ms : undefined;
}
