import type { LogRecord } from '../types.ts';

/** What two layouts of one record may differ by: one of them may print whole seconds. */
const SECOND_MS = 1_000;
/** One instant, told to less than a second. */
export const sameInstant = (a: LogRecord, b: LogRecord): boolean => a.at !== null && a.at === b.at && a.at % SECOND_MS !== 0;

/** One instant, whatever a layout may have cut off of it. */
export const sameMoment = ({ at: a }: LogRecord, { at: b }: LogRecord): boolean =>
  a === b || a === null || b === null || (Math.abs(a - b) < SECOND_MS && (a % SECOND_MS === 0) !== (b % SECOND_MS === 0));

/** Of one process, as far as both tell. */
export function sameStream({ instance: a, pid: p }: LogRecord, { instance: b, pid: q }: LogRecord): boolean {
  if (p !== undefined && q !== undefined && p !== q) return false;
  return a === b || (a.pod === b.pod && a.container === b.container && a.host === b.host && a.namespace === b.namespace && a.pid === b.pid);
}
