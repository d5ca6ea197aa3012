import type { Life, PoolState } from '../../state.ts';

/** A connection came back while callers were giving up. */
export function noteReturn(pool: PoolState): void {
  if (pool.firstTimeout) pool.turnoverOpen += 1;
}

/** Another caller gave up: what came back since the one before did so while the pool was dry. */
export function noteTurnover(life: Life, named: PoolState): void {
  // returns carry no pool name, so that a life's pools may hold the count under another name
  for (const pool of new Set([named, life.pools.get('')])) {
    if (!pool) continue;
    pool.turnover += pool.turnoverOpen;
    pool.turnoverOpen = 0;
  }
}
