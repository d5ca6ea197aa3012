import { lentOf } from '../../series/index.ts';
import type { PoolState } from '../../state.ts';

/** Folds neighbours into one, keeping the lower in-use: the floor is made of minima. */
export const thin = (pool: PoolState): void => {
  const keep = pool.samples.map((_, i) => i).filter((i) => i % 2 === 0 || i === pool.samples.length - 1);
  const lowerOf = (i: number): number => {
    const [a, b] = [pool.samples[i], pool.samples[i + 1]];
    return a && b && lentOf(b) < lentOf(a) ? i + 1 : i;
  };
  const chosen = keep.map(lowerOf);
  pool.samples = chosen.flatMap((i) => pool.samples[i] ?? []);
  pool.sampleLines = chosen.flatMap((i) => pool.sampleLines[i] ?? []);
  pool.sampleOrder = chosen.flatMap((i) => pool.sampleOrder[i] ?? []);
};
