import { STARVING_MS } from '../../starving.ts';
import { limitOf } from '../../limit.ts';
import { timeoutsOf, type PoolCase } from '../case/pool-case.ts';
import { beyondLimit } from '../case/visibility.ts';
import { largest } from '../words/reasons.ts';

/** So many times longer than any connection is known to have been out must a pool stay dry. */
const OUTLASTS = 10;

/**
 * Every connection that the pool may open is reported, none is seen back, and callers go on timing out long after the last report: then it does
 * not matter that returns could not be seen, for a returned connection would have served one of them. Where connections are reported twice, or
 * come back, the reports are of load: then the pool has to stay dry for far longer than any of them took to come back.
 */
export function drained({ pool, life, alarms, lateReturns, moreBack }: PoolCase): boolean {
  const unseen = life.unseenReturns + beyondLimit({ pool, alarms });
  const limit = limitOf(pool) ?? pool.openPeak;
  const distinct = new Set(alarms.map((alarm) => alarm.connection)).size - moreBack.more;
  if (limit === undefined || limit <= 0 || distinct < limit || timeoutsOf(pool) === 0) return false;
  if ((pool.lastTimeout?.line ?? 0) <= largest(alarms.map((alarm) => alarm.evidence.line))) return false;
  const last = largest(alarms.map((alarm) => alarm.at ?? -Infinity));
  // A log without times tells only the order.
  if (last === -Infinity || pool.lastTimeoutAt === null) return unseen === 0 && lateReturns.length === 0;
  const out = Math.max(life.unseenReturnMs, ...lateReturns.map((late) => late.afterMs ?? 0)) + (pool.thresholdMs ?? 0);
  const busy = unseen > 0 || lateReturns.length > 0;
  return pool.lastTimeoutAt - last > Math.max(STARVING_MS, busy ? OUTLASTS * out : 0);
}
