import type { PoolReport, Report } from '../model/report.ts';
import { onlyAccepted } from './summary.ts';

const NEXT = {
  accepted: 'Nothing new. What is accepted goes on leaking until it is mended; the reasons given for it stand below.',
  leak: 'The log proves the leak but not the place: leak-stream recipe tells what to log so that the next one names it.',
  saturation: 'Shorten the longest holds or admit less work at once. More connections help only where the database has room for them.',
  refused:
    'Let callers wait for a moment: a pool that waits, or a semaphore of its size before this one. Then shorten the longest holds, or admit less work at once.',
  'long-hold': 'The connections came back. Shorten the work done while holding one, or raise the detection threshold above it.',
  locked:
    'End the session that holds the lock, or let it finish, and keep such work out of busy hours: a lock_timeout for it, in parts, or at night. pg_blocking_pids() tells who holds it now. More connections would only wait as well.',
  nested:
    'Let the inner work take part in the transaction around it, or do it before or after; until then the pool has to be larger than the number of callers that do so at once.',
  unreached:
    'Look at the database at that time, and at the way to it: its own log, its limit of connections, the network. A larger pool would only have waited as well.',
  inconclusive: 'Log more, or for longer: leak-stream recipe tells what settles it and what that costs.',
  healthy: 'Nothing to do.',
  kept: 'Nothing to do, if what is still out is kept by design: a listener, a lock.',
} as const;

const RESTART = 'Restart what leaks: that frees the connections, and the leak begins anew until the code is mended.';
/** Nothing is proven, and yet somebody stands before a pool that is dry. */
const DRY =
  'If callers still time out, look at the sessions of the database first (idle in transaction speaks for a leak, active for load; those that wait for a lock are freed by ending what holds it), then restart: that frees what is out.';

/** What to do where no suspect says it: what ends the incident first, then what makes the next log tell more. */
export function nextOf(report: Report, pool: PoolReport | undefined): string {
  if (onlyAccepted(report)) return NEXT.accepted;
  const { verdict } = report;
  if (verdict === 'healthy')
    return pool === undefined ? NEXT.healthy : `${pool.openHolds.length > 0 ? NEXT.kept : NEXT.healthy}${advised(pool)}`;
  if (verdict === 'leak' && pool !== undefined && isOut(pool)) return `${RESTART} ${NEXT.leak}`;
  if (
    (verdict === 'saturation' || verdict === 'inconclusive') &&
    pool !== undefined &&
    pool.verdict === verdict &&
    has(pool, 'waits-for-lock')
  )
    return NEXT.locked;
  if (verdict === 'inconclusive' && pool !== undefined && has(pool, 'not-opened', 'unreachable')) return NEXT.unreached;
  if (
    (verdict === 'saturation' || verdict === 'inconclusive') &&
    pool !== undefined &&
    pool.verdict === verdict &&
    has(pool, 'nested-acquisition')
  )
    return verdict === 'saturation' ? NEXT.nested : `${DRY} ${NEXT.nested}`;
  if (verdict === 'inconclusive' && pool !== undefined && ranDry(pool)) return `${DRY} ${NEXT.inconclusive}`;
  if (verdict === 'saturation' && pool?.verdict === verdict && has(pool, 'refused-at-once')) return NEXT.refused;
  return NEXT[verdict];
}

/** What a sound pool could still do better: another threshold than the one that is set. */
function advised({ threshold }: PoolReport): string {
  if (threshold === undefined) return '';
  const { recommendedMs, current, advice } = threshold;
  return current === 0 || (recommendedMs !== null && recommendedMs !== current) ? ` Advice: ${advice}` : '';
}

const isOut = ({ openHolds, inUse }: PoolReport): boolean => openHolds.length > 0 || (inUse?.last ?? 0) > 0;

const has = ({ reasons }: PoolReport, ...codes: string[]): boolean => reasons.some(({ code }) => codes.includes(code));

const ranDry = ({ acquireTimeouts, exhaustion }: PoolReport): boolean =>
  acquireTimeouts > 0 || (exhaustion !== undefined && 'at' in exhaustion);
