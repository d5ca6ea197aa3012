import { fromSpent } from './from-spent.ts';
import { rushOver } from './from-rush.ts';
import { limitOf } from '../../limit.ts';
import type { PoolCase } from '../case/pool-case.ts';

/**
 * Requests that ran out of time, in a process of whose pool only the limit is known, waited for a connection if what else the process got done shows a pool that
 * was spent, or a rush that filled it: then they count as callers that gave up. A slow database gets less done than usual, and does not stop for good after so many
 * lines of one kind as the pool has connections.
 */
export function believed(poolCase: PoolCase): PoolCase {
  const { pool, life } = poolCase;
  const { presumed } = pool;
  if (presumed === undefined) return poolCase;
  const { count, first, firstAt, last, lastAt } = presumed;
  const waited: PoolCase = {
    ...poolCase,
    pool: { ...pool, timeoutsRaised: count, firstTimeout: first, firstTimeoutAt: firstAt, lastTimeout: last, lastTimeoutAt: lastAt },
  };
  const after = life.lastAt !== null && lastAt !== null ? life.lastAt - lastAt : 0;
  return (fromSpent(waited) ?? rushOver(waited, after, limitOf(pool) ?? 0)) === undefined ? poolCase : waited;
}
