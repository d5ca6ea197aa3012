import { forget } from '../caps.ts';
import type { TimedEventOf } from '../../model/event.ts';
import type { FirstWords, Life, PoolState, Served } from '../state.ts';

/** Routes of a pool that ran dry; of more the first ones tell enough. */
const MOST_ROUTES = 500;

export const isRefused = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** A request is over. Only of a pool that callers have waited for in vain it matters which routes succeed. */
export function noteServed(
  life: Life,
  pool: PoolState,
  { route, status, access, startup, template }: TimedEventOf<'context'>,
  first?: FirstWords,
): void {
  if (pool.timeoutsRaised === 0) return;
  if (startup === true || (template !== undefined && template === first?.template)) pool.begunSince = true;
  if (access !== true || route === undefined || status === undefined) return;
  const served = (pool.served ??= new Map<string, Served>());
  let own = served.get(route);
  if (own === undefined) {
    if (served.size >= MOST_ROUTES) return forget(life, 'requests of rare routes while the pool was dry');
    served.set(route, (own = { asked: 0, refused: 0, since: 0, succeeded: 0 }));
  }
  own.since += 1;
  if (isRefused(status)) own.refused += 1;
  else if (status < 400) own.succeeded += 1;
}

/** Another caller gave up: what was asked since the one before was asked while the pool was dry. */
export function stillDry(pool: PoolState): void {
  delete pool.begunSince;
  for (const own of pool.served?.values() ?? []) {
    own.asked += own.since;
    [own.since, own.succeeded] = [0, 0];
  }
}
