import type { TimedEventOf } from '../../../model/event.ts';
import {
  addCounted,
  addLine,
  closeInterval,
  countedOf,
  emptyIntervals,
  type CountedLine,
  type Intervals,
} from '../../cooccurrence/index.ts';
import { noteWaitsMeanwhile } from '../alarms/unreached.ts';
import { evidenceOf, poolOf } from '../../lives.ts';
import type { Life, PoolState } from '../../state.ts';
import { addInUse, emptyLoad } from '../../series/index.ts';
import { settleDeadlines } from '../alarms/deadlines.ts';
import { noteInUse } from './in-use.ts';
import { thin } from './thin.ts';

const MAX_SAMPLES = 20_000;

type Snapshot = TimedEventOf<'pool-snapshot'>;

/** Two handles that print alike are told apart by their limits, or by the number of connections that they keep, where they differ. */
export function nameOf(life: Life, event: Snapshot): string | undefined {
  if (event.pool !== undefined || event.occasion === 'exhaustion') return event.pool;
  const first = life.pools.get('');
  const differs = (own: number | undefined, other: number | undefined): boolean =>
    own !== undefined && other !== undefined && own !== other;
  if (differs(event.max, first?.seenMax)) return `max ${event.max}`;
  return differs(event.size, first?.keeps) ? `size ${event.size}` : undefined;
}

/** Connections that are open and not in use. */
const unused = ({ open, inUse }: Snapshot): number | undefined =>
  open === undefined || inUse === undefined ? undefined : Math.max(0, open - inUse);

const openOf = ({ open, inUse, idle }: Snapshot): number | undefined =>
  open ?? (inUse === undefined || idle === undefined ? undefined : inUse + idle);

/** A line that stands for one request as such; of two that do, the first. */
export const isRequest = (line: TimedEventOf<'context'>): boolean => line.access === true && line.retold !== 'request';

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

/** Counts an ordinary line between the samples of each pool of a life. */
export function noteLine(life: Life, line: TimedEventOf<'context'>): void {
  let counted: CountedLine | undefined;
  for (const pool of life.pools.values()) {
    if (pool.ahead && life.order > MAX_AHEAD) pool.ahead = undefined;
    const into = pool.intervals ?? pool.ahead;
    if (into) addCounted(into, (counted ??= countedOf(line, isRequest(line))));
  }
}

/** @param early ordinary lines of the process before its first pool line */
export function onSnapshot(life: Life, event: Snapshot, at: number | null, early: readonly TimedEventOf<'context'>[]): void {
  const pool = poolOf(life, nameOf(life, event));
  pool.toldByLimit ||= event.pool === undefined && pool.name !== '';
  if (event.max !== undefined) pool.seenMax = event.max;
  else if (event.open !== undefined && pool.seenMax !== 0) pool.openPeak = Math.max(pool.openPeak ?? 0, event.open);
  if (event.size !== undefined) pool.keeps = event.size;
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
  if (waitCount !== undefined && last?.waitCount !== undefined) noteWaitsMeanwhile(life.reaching, pool, waitCount - last.waitCount, at);
  if (waitCount !== undefined)
    pool.waits = { count: Math.max(pool.waits.count, waitCount), totalMs: Math.max(pool.waits.totalMs, waitDurationMs ?? 0) };
  if (event.takenBack !== undefined && (event.takenBack > 0 || pool.collected !== undefined)) pool.collected = event.takenBack;
  if (event.inUse === undefined) return;
  if (life.open.size === 0) noteInUse(pool, at, event.inUse);
  const max = event.max ?? pool.configuredMax ?? limitBeside(life);
  pool.samples.push({
    at,
    inUse: event.inUse,
    line: event.line,
    ...(openOf(event) !== undefined && { open: openOf(event) }),
    ...(event.pending !== undefined && { pending: event.pending }),
    ...(waitCount !== undefined && { waitCount }),
    ...(waitDurationMs !== undefined && { waitDurationMs }),
    ...(max !== undefined && { max }),
    ...(event.occasion !== undefined && { occasion: event.occasion }),
    ...(pool.collected !== undefined && { collected: pool.collected }),
  });
  // samples tell what deadlines were
  delete pool.presumed;
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
