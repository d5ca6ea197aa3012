import type { TimedEventOf } from '../../../model/event.ts';
import type { Evidence } from '../../../model/report.ts';
import { limitOf } from '../../limit.ts';
import { evidenceOf, poolOf } from '../../lives.ts';
import type { Life, PoolState } from '../../state.ts';
import { noteVictim } from './timeouts.ts';
import { toldBefore } from './same-failure.ts';
import { stillDry } from '../work/served.ts';

/** Deadlines that passed between two samples count as acquire timeouts if callers were waiting or the pool was full at either end. */
export function settleDeadlines(pool: PoolState, before: PoolState['samples'][number] | undefined): void {
  const now = pool.samples.at(-1);
  if (pool.deadlines.open === 0 || !now) return;
  const full = (sample: typeof now): boolean => {
    const max = sample.max ?? limitOf(pool) ?? pool.openPeak;
    return max !== undefined && max > 0 && sample.inUse >= max;
  };
  const waited = now.waitCount !== undefined && before?.waitCount !== undefined && now.waitCount > before.waitCount;
  const { open, whilePinned, span } = pool.deadlines;
  const pinned = full(now) || (before !== undefined && full(before)) || waited;
  if (pinned && span) {
    pool.firstTimeout ??= span.evidence;
    pool.firstTimeoutAt ??= span.from;
    pool.lastTimeoutAt = span.to ?? pool.lastTimeoutAt;
  }
  pool.deadlines = { open: 0, whilePinned: whilePinned + (pinned ? open : 0), span: undefined };
}

export function onDeadline(life: Life, event: TimedEventOf<'deadline-exceeded'>, at: number | null): void {
  const pools = event.pool !== undefined ? [poolOf(life, event.pool)] : [...life.pools.values()];
  // a limit that is told without a name may make a second one
  const counted = pools.length <= 1 ? pools : pools.filter(({ samples }) => samples.length > 0);
  if (counted.length !== Math.min(pools.length, 1)) return;
  const told = toldBefore(life, event, at);
  if (told === 'with-more' && counted.length > 0) noteVictim(life, undefined, event.route, event);
  if (told !== undefined) return;
  const [pool] = counted;
  if (!pool) return noteStray(life, event, at);
  pool.deadlines.open += 1;
  const { span } = pool.deadlines;
  pool.deadlines.span = span ? { ...span, to: at ?? span.to } : { evidence: evidenceOf(event), from: at, to: at };
  noteVictim(life, undefined, event.route, event);
  if (pool.samples.length === 0 && pool.timeoutsRaised === 0 && pool.configuredMax !== undefined)
    presume(life, pool, evidenceOf(event), at);
}

/** What it waited for nobody knows yet: what the process gets done meanwhile, and since, may tell. */
function presume(life: Life, pool: PoolState, evidence: Evidence, at: number | null): void {
  stillDry(life, pool, pool.presumed?.lastAt ?? null, at);
  pool.presumed ??= { count: 0, first: evidence, firstAt: at, last: evidence, lastAt: at };
  pool.presumed.count += 1;
  pool.presumed.last = evidence;
  pool.presumed.lastAt = at ?? pool.presumed.lastAt;
}

function noteStray(life: Life, event: TimedEventOf<'deadline-exceeded'>, at: number | null): void {
  life.strayDeadlines ??= { count: 0, from: at, to: at, evidence: evidenceOf(event) };
  life.strayDeadlines.count += 1;
  life.strayDeadlines.to = at ?? life.strayDeadlines.to;
}

/** At the end of the log the last interval has only its beginning. */
export function settleLastDeadlines(pool: PoolState): void {
  settleDeadlines(pool, pool.samples.at(-2));
}
