import type { PoolState } from './state.ts';

/** The most connections that the pool may open, 0 for no limit, undefined where the log does not say. */
export const limitOf = (pool: PoolState): number | undefined => pool.seenMax ?? pool.configuredMax;
