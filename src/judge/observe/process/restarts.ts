import { limitOf } from '../../limit.ts';
import type { TimedEventOf } from '../../../model/event.ts';
import { judgeSeries } from '../../series/index.ts';
import type { Alarm, FirstWords, Life, PoolState } from '../../state.ts';
import { beganAgain } from '../work/first-words.ts';
import { nameOf } from '../figures/samples.ts';

type Snapshot = TimedEventOf<'pool-snapshot'>;

/** All that is known of the process's pools are figures that it prints itself, under names that it gives them: a start that names none is that of all. */
const printedAlone = ({ pools }: Life): boolean => {
  const named = [...pools.values()].filter(({ name }) => name !== '');
  const printed = ({ samples, checkouts, startedAt }: PoolState): boolean =>
    samples.length > 0 && samples.at(-1)?.occasion !== 'change' && checkouts === 0 && startedAt === null;
  return named.length > 0 && named.every(printed);
};

/** A pool prints several start lines; only one that comes after work of the same pool is another start. */
export const startsAnew = (life: Life, event: TimedEventOf<'pool-lifecycle'>): boolean => {
  if (life.order === 0) {
    life.startSeen = true;
    return false;
  }
  if (event.pool === undefined && printedAlone(life)) return true;
  const pool = life.pools.get(event.pool ?? '');
  if (pool === undefined) return false;
  const alone = [...life.pools.keys()].every((name) => name === '' || name === pool.name);
  const reported = ({ pool: name, at }: Alarm): boolean =>
    name === event.pool || (name === undefined && alone && at !== null && pool.startedAt !== null && at > pool.startedAt);
  return pool.checkouts > 0 || pool.samples.length > 0 || pool.timeoutsRaised > 0 || [...life.alarms].some(reported);
};

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
  return judgeSeries(samples, limitOf(pool), { fromStart: true }).verdict === 'leak';
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
