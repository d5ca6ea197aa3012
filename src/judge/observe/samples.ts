import type { TimedEventOf } from '../../model/event.ts';
import { addLine, closeInterval, emptyIntervals, type Intervals } from '../cooccurrence/index.ts';
import { evidenceOf, poolOf } from '../lives.ts';
import type { FirstWords, Life, PoolState } from '../state.ts';
import { isSameFailure, noteVictim } from './alarms.ts';
import { addInUse, emptyLoad, judgeSeries } from '../series/index.ts';
import { beganAgain } from './first-words.ts';
import { noteInUse } from './in-use.ts';
import { thin } from './thin.ts';

const MAX_SAMPLES = 20_000;

type Snapshot = TimedEventOf<'pool-snapshot'>;

/** Two handles that print alike are told apart by their limits, where they differ. */
function nameOf(life: Life, event: Snapshot): string | undefined {
  if (event.pool !== undefined || event.max === undefined || event.occasion === 'exhaustion') return event.pool;
  const first = life.pools.get('');
  if (first?.seenMax === undefined || first.seenMax === event.max) return undefined;
  return `max ${event.max}`;
}

/** Counters of a process only rise. One that fell belongs to a process that began anew. */
export function isRestart(life: Life, event: Snapshot, first: FirstWords | undefined): boolean {
  const pool = life.pools.get(nameOf(life, event) ?? '');
  const last = pool?.samples.at(-1);
  if (!last) return false;
  const fell = (now: number | undefined, before: number | undefined): boolean => now !== undefined && before !== undefined && now < before;
  if (fell(event.waitCount, last.waitCount) || fell(event.waitDurationMs, last.waitDurationMs)) return true;
  if (pool && (leakEndedAtOnce(pool, event) || closedUncounted(pool, event) || saidAndClosed(pool, event, first))) return true;
  return Object.entries(event.counters ?? {}).some(([name, value]) => fell(value, pool?.counters?.[name]));
}

/** So far down, from so high a floor, goes no pool whose connections are lost. */
const LEAST_FALL = 3;
/** Samples between two looks at the whole series: a look costs time that grows with it. */
const BETWEEN_LOOKS = 20;
const EMPTY = 1;

/**
 * In-use climbed in steps and never came down, and now all of it is gone from one sample to the next, connections closed and all: lost connections do
 * not come back by themselves, so the process began anew though no line and no counter says so.
 */
function leakEndedAtOnce(pool: PoolState, { inUse, open }: Snapshot): boolean {
  const { samples } = pool;
  const last = samples.at(-1);
  if (pool.collected !== last?.collected) return false;
  if (inUse === undefined || inUse > EMPTY || last === undefined || last.inUse - inUse < LEAST_FALL) return false;
  if (open !== undefined && open >= last.inUse) return false;
  const lately = samples.slice(-BETWEEN_LOOKS);
  if (lately.length < BETWEEN_LOOKS || lately.some((sample) => sample.inUse - inUse < LEAST_FALL)) return false;
  return judgeSeries(samples, pool.seenMax ?? pool.configuredMax, { fromStart: true }).verdict === 'leak';
}

/** All reasons for which a pool closes connections that are whole. With one missing, some may have been closed for that. */
const CLOSED = ['maxIdleClosed', 'maxIdleTimeClosed', 'maxLifetimeClosed'];
/** So many samples in a row stood so far above what is in use now: no burst that was over in a moment. */
const STOOD = 3;

/**
 * A pool that counts what it closes has closed connections, and counted none: more than it had idle, so some that were in use. Where its counters
 * stand at nothing they cannot fall; this tells that another process began to count.
 */
function closedUncounted(pool: PoolState, { inUse, open, counters, waitCount }: Snapshot): boolean {
  if (!closedInUse(pool, { inUse, open })) return false;
  const waitedBefore = pool.samples.at(-1)?.waitCount ?? 0;
  const counts = [...Object.values(counters ?? {}), ...Object.values(pool.counters ?? {}), waitCount ?? 0, waitedBefore];
  return CLOSED.every((name) => counters?.[name] !== undefined) && counts.every((count) => count === 0);
}

/** The words with which the process began come again, and with them more connections are gone than the pool had idle. */
const saidAndClosed = (pool: PoolState, event: Snapshot, first: FirstWords | undefined): boolean =>
  beganAgain(first, pool.samples.length) && closedInUse(pool, event);

/** In-use stood high and is down, and fewer connections are open than were in use: some of those are closed. */
function closedInUse({ samples }: PoolState, { inUse, open }: Pick<Snapshot, 'inUse' | 'open'>): boolean {
  const last = samples.at(-1);
  if (inUse === undefined || open === undefined || last === undefined || open > last.inUse - LEAST_FALL) return false;
  const lately = samples.slice(-STOOD);
  return lately.length === STOOD && lately.every((sample) => sample.inUse - inUse >= LEAST_FALL);
}

/** Connections that are open and not in use. */
const unused = ({ open, inUse }: Snapshot): number | undefined =>
  open === undefined || inUse === undefined ? undefined : Math.max(0, open - inUse);

/** A line that stands for one request as such. */
export const isRequest = (line: TimedEventOf<'context'>): boolean => line.access === true;

/** Lines of work between a pool's first word and its first sample; of a pool that prints no samples nobody needs them. */
const MAX_AHEAD = 2000;

const begun = (early: readonly TimedEventOf<'context'>[]): Intervals => {
  const intervals = emptyIntervals();
  for (const line of early) addLine(intervals, line, isRequest(line));
  return intervals;
};

/** The pool told of itself before any sample: what its process says from now on stands before the first one. @param early as of `onSnapshot` */
export function expectSamples(pool: PoolState, early: readonly TimedEventOf<'context'>[]): void {
  if (pool.samples.length === 0) pool.ahead ??= begun(early);
}

/** Counts an ordinary line between the samples of a pool. */
export function noteLine(life: Life, pool: PoolState, line: TimedEventOf<'context'>): void {
  if (pool.ahead && life.order > MAX_AHEAD) pool.ahead = undefined;
  const into = pool.intervals ?? pool.ahead;
  if (into) addLine(into, line, isRequest(line));
}

/** @param early ordinary lines of the process before its first pool line */
export function onSnapshot(life: Life, event: Snapshot, at: number | null, early: readonly TimedEventOf<'context'>[]): void {
  const pool = poolOf(life, nameOf(life, event));
  pool.toldByLimit ||= event.pool === undefined && pool.name !== '';
  if (event.max !== undefined) pool.seenMax = event.max;
  else if (event.open !== undefined && pool.seenMax !== 0) pool.openPeak = Math.max(pool.openPeak ?? 0, event.open);
  pool.counters = event.counters ?? pool.counters;
  if (event.occasion === 'shutdown') {
    // What a closing pool prints is no recovery.
    pool.shutdown = true;
    return;
  }
  pool.idle = event.idle ?? unused(event) ?? pool.idle;
  pool.pending = event.pending ?? pool.pending;
  const last = pool.samples.at(-1);
  const waitCount = event.waitCount ?? (event.waitCountDelta === undefined ? undefined : (last?.waitCount ?? 0) + event.waitCountDelta);
  const waitDurationMs =
    event.waitDurationMs ?? (event.waitDurationDeltaMs === undefined ? undefined : (last?.waitDurationMs ?? 0) + event.waitDurationDeltaMs);
  if (waitCount !== undefined)
    pool.waits = { count: Math.max(pool.waits.count, waitCount), totalMs: Math.max(pool.waits.totalMs, waitDurationMs ?? 0) };
  if (event.inUse === undefined) return;
  if (life.open.size === 0) noteInUse(pool, at, event.inUse);
  const max = event.max ?? pool.configuredMax ?? limitBeside(life);
  pool.samples.push({
    at,
    inUse: event.inUse,
    line: event.line,
    ...(event.pending !== undefined && { pending: event.pending }),
    ...(waitCount !== undefined && { waitCount }),
    ...(waitDurationMs !== undefined && { waitDurationMs }),
    ...(max !== undefined && { max }),
    ...(event.occasion !== undefined && { occasion: event.occasion }),
    ...(pool.collected !== undefined && { collected: pool.collected }),
  });
  // A connection that only the garbage collector gave back is lost all the same.
  const lent = event.inUse + (pool.collected ?? 0);
  pool.sampleLines.push(evidenceOf(event));
  pool.intervals ??= pool.ahead ?? begun(early);
  pool.ahead = undefined;
  if (event.occasion !== 'exhaustion') addInUse((pool.load ??= emptyLoad()), at, lent);
  pool.sampleOrder.push(pool.intervals.samples);
  closeInterval(pool.intervals, { at, inUse: lent });
  if (event.occasion !== 'exhaustion') settleDeadlines(pool, last);
  if (pool.samples.length > MAX_SAMPLES) thin(pool);
}

/** The limit that was told without a name, where there is one other pool. */
const limitBeside = ({ pools }: Life): number | undefined => (pools.size === 2 ? pools.get('')?.configuredMax : undefined);

/** Deadlines that passed between two samples count as acquire timeouts if callers were waiting or the pool was full at either end. */
function settleDeadlines(pool: PoolState, before: PoolState['samples'][number] | undefined): void {
  const now = pool.samples.at(-1);
  if (pool.deadlines.open === 0 || !now) return;
  const full = (sample: typeof now): boolean => {
    const max = sample.max ?? pool.seenMax ?? pool.configuredMax ?? pool.openPeak;
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
  if (counted.length !== Math.min(pools.length, 1) || isSameFailure(life, event, at)) return;
  const [pool] = counted;
  if (!pool) return noteStray(life, event, at);
  pool.deadlines.open += 1;
  const { span } = pool.deadlines;
  pool.deadlines.span = span ? { ...span, to: at ?? span.to } : { evidence: evidenceOf(event), from: at, to: at };
  noteVictim(life, undefined, event.route, event);
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
