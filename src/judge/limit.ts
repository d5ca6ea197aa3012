import type { PoolState } from './state.ts';

/** The most connections that the pool may open, 0 for no limit, undefined where the log does not say. */
export const limitOf = (pool: PoolState): number | undefined => pool.seenMax ?? pool.configuredMax;

/** More than pools open by default (HikariCP 10, SQLAlchemy 15). */
const ASSUMED = 20;

/** How many connections a pool may have that must all have come back; where the log tells neither a limit nor how many were open, more than are usual. 0 where there is no limit. */
export const capacityOf = (pool: PoolState): number => limitOf(pool) ?? pool.openPeak ?? ASSUMED;
