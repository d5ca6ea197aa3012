import type { PoolSample } from '../series/index.ts';

/** How a pool's samples end. */
export interface Ending {
  /** The least that was in use before the last window: where the pool should fall back to. */
  readonly baseline: number;
  /** The least and the most in use in the last window. */
  readonly low: number;
  readonly high: number;
  /** Milliseconds of the last window; null where its samples have no time. */
  readonly spanMs: number | null;
  /** Index of the sample with which the last window begins. */
  readonly from: number;
}

/** Samples of the last window: a tenth of all, but at least three, for one or two agree by accident. */
const FEWEST = 3;
const SHARE = 0.1;

/**
 * The last window of a pool's samples against what came before. Undefined where there are not enough samples for both. The window
 * begins earlier where in-use has stood still since before: quiet is as long as it is quiet.
 */
export function endingOf(all: readonly PoolSample[]): Ending | undefined {
  const samples = all.flatMap((sample, index) => (sample.occasion === 'shutdown' ? [] : [{ sample, index }]));
  const least = Math.max(FEWEST, Math.ceil(samples.length * SHARE));
  if (samples.length < 2 * FEWEST) return undefined;
  let start = samples.length - least;
  const tail = samples.slice(start).map(({ sample }) => sample.inUse);
  const [low, high] = [Math.min(...tail), Math.max(...tail)];
  // At least the first samples stay outside: a pool that never moves is compared with itself.
  while (low === high && start > FEWEST && samples[start - 1]!.sample.inUse === low) start--;
  const before = samples.slice(0, start).map(({ sample }) => sample.inUse);
  const first = samples[start]!;
  const from = first.sample.at;
  const to = samples.at(-1)!.sample.at;
  return {
    baseline: before.reduce((a, b) => Math.min(a, b), Infinity),
    low,
    high,
    spanMs: from === null || to === null ? null : to - from,
    from: first.index,
  };
}
