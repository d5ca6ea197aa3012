import type { PoolState } from '../../state.ts';

/** Lines that tell no year, before any line of their log has told one, stand in a year before this one (see `read/time`). */
const YEARLESS_UNTIL_MS = Date.UTC(1973);

/** Whether the first of two times has no year, and the second one has: how far they are apart nobody knows. */
export const losesYear = (from: number | null | undefined, to: number | null): boolean =>
  typeof from === 'number' && from < YEARLESS_UNTIL_MS && to !== null && to >= YEARLESS_UNTIL_MS;

/** The log tells its year from now on: what was sampled before keeps its order, but no time. */
export function tellYear(pool: PoolState, at: number | null): void {
  if (losesYear(pool.inUse?.start, at)) pool.inUse = { ...pool.inUse!, bucketMs: 1000, start: null, buckets: [] };
  if (losesYear(pool.samples[0]?.at, at))
    pool.samples = pool.samples.map((sample) => (losesYear(sample.at, at) ? { ...sample, at: null } : sample));
}
