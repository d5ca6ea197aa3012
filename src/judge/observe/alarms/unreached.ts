import type { TimedEvent } from '../../../model/event.ts';
import type { Evidence } from '../../../model/report.ts';
import { evidenceOf } from '../../lives.ts';
import type { PoolState, Reaching, Unreached } from '../../state.ts';

/** Who connects to a server that does not answer is told after so long at the latest (Linux: net.ipv4.tcp_syn_retries); ms. */
const NEAR_MS = 130_000;
const MAX_WAITING = 1000;

/** A driver could not reach the server: whoever gave up a moment ago waited for that, too. */
export function noteUnreachable(reaching: Reaching, event: TimedEvent): void {
  if (event.at === null) return;
  reaching.failedAt = Math.max(reaching.failedAt ?? event.at, event.at);
  reaching.failure = evidenceOf(event);
  for (const { pool, at, counter } of reaching.waiting) if (event.at - at <= NEAR_MS) noteUnreached(pool, counter, reaching.failure);
  reaching.waiting = [];
}

/** A caller gave up waiting. */
export function noteGaveUp(reaching: Reaching, pool: PoolState, counter: boolean, at: number | null): void {
  if (at === null) return;
  const { failedAt, failure, waiting } = reaching;
  if (failedAt !== null && failure !== undefined && at - failedAt <= NEAR_MS) return noteUnreached(pool, counter, failure);
  if (waiting.length === MAX_WAITING) reaching.waiting = waiting.filter((one) => at - one.at <= NEAR_MS).slice(-MAX_WAITING / 2);
  reaching.waiting.push({ pool, at, counter });
}

/** A sample shows that so many callers waited since the one before. */
export function noteWaitsMeanwhile({ failedAt, failure }: Reaching, pool: PoolState, waits: number, at: number | null): void {
  if (waits <= 0 || at === null || failedAt === null || failure === undefined || at - failedAt > NEAR_MS) return;
  unreachedOf(pool, failure).waits += waits;
}

function noteUnreached(pool: PoolState, counter: boolean, evidence: Evidence): void {
  unreachedOf(pool, evidence)[counter ? 'counted' : 'raised'] += 1;
}

const unreachedOf = (pool: PoolState, evidence: Evidence): Unreached => (pool.unreached ??= { counted: 0, raised: 0, waits: 0, evidence });
