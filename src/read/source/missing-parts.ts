import { basename } from 'node:path';
import { partOf, type Part } from './sets.ts';

/** Files that a rotated set lacks. */
export interface MissingParts {
  readonly files: number;
  /** Dates tell of no file for which nothing was logged, and of none where a log is rotated more seldom: for so long, in ms, no line stands there. 0 where numbers tell. */
  readonly spanMs: number;
}

const NONE: MissingParts = { files: 0, spanMs: 0 };
const HOUR_MS = 3_600_000;

/**
 * How many files are missing before each one of a set, by the names alone.
 * @param names oldest first
 */
export function missingParts(names: readonly string[]): readonly MissingParts[] {
  const parts = names.map((name) => partOf(basename(name)));
  const missing = parts.map((part, i) => between(parts[i - 1], part, i));
  const steps = parts.slice(1).map((part, i) => stepOf(parts[i], part));
  // Numbers of a set that go now up and now down, or of which most are missing, are something else than an order: a process id.
  const oneWay = steps.every((step) => step <= 0) || steps.every((step) => step >= 0);
  const counted = missing.reduce((sum, { files, spanMs }) => sum + (spanMs === 0 ? files : 0), 0);
  const dated = parts.some((part) => part !== undefined && part.date !== '');
  const beforeCurrent = parts.at(-1) === undefined && steps.some((step) => step > 0) ? parts.length - 1 : -1;
  return missing.map((one, i) => (one.spanMs === 0 && (!oneWay || i === beforeCurrent || (dated && counted > names.length)) ? NONE : one));
}

/** By how much a number grows from one file to the next; 0 where they are not numbered alike. */
const stepOf = (older: Part | undefined, newer: Part | undefined): number =>
  older?.index === undefined || newer?.index === undefined || older.date !== newer.date ? 0 : newer.index - older.index;

function between(older: Part | undefined, newer: Part | undefined, place: number): MissingParts {
  if (place === 0 || older === undefined) return NONE;
  // The current file comes after number 1, or 0.
  if (newer === undefined) return older.date === '' && older.index !== undefined ? counted(older.index) : NONE;
  if (older.date === newer.date) return counted(Math.abs(stepOf(older, newer)));
  const [from, to] = [timeOf(older), timeOf(newer)];
  if (from === undefined || to === undefined || from.unitMs !== to.unitMs) return NONE;
  const files = Math.round((to.at - from.at) / from.unitMs) - 1;
  return files > 0 ? { files, spanMs: files * from.unitMs } : NONE;
}

const counted = (step: number): MissingParts => (step > 1 ? { files: step - 1, spanMs: 0 } : NONE);

/** The day or the hour that a name tells; undefined where it tells minutes: such a file was begun when the one before was full. */
function timeOf({ date }: Part): { readonly at: number; readonly unitMs: number } | undefined {
  const found = /^(\d{4})(\d\d)(\d\d) (\d\d)?$/.exec(date);
  if (found === null) return undefined;
  const [, year, month, day, hour] = found;
  return {
    at: Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour ?? 0)),
    unitMs: hour === undefined ? 24 * HOUR_MS : HOUR_MS,
  };
}
