import { limitOf } from '../../limit.ts';
import type { PoolState } from '../../state.ts';

/** Jobs that run one by one or two at a time are what a pool has a few connections for. */
const FEWEST_AT_ONCE = 3;
/** Share of the connections that the pool may open. */
const OF_LIMIT = 1 / 4;
/** Share of the most that were ever in use at a time. */
const OF_PEAK = 1 / 2;

/**
 * Whether slow work that held so many connections at one time left others short of them, or would have at a little more load. Work that does not is no
 * trouble of the pool's, however slow it is.
 */
export function takesMuch(pool: PoolState, atOnce: number, fewest = FEWEST_AT_ONCE): boolean {
  return atOnce >= fewest && atOnce >= OF_LIMIT * (limitOf(pool) ?? 0) && atOnce >= OF_PEAK * (pool.inUse?.peak ?? 0);
}
