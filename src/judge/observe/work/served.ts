import { forget } from '../../caps.ts';
import type { TimedEventOf } from '../../../model/event.ts';
import { capacityOf } from '../../limit.ts';
import { needingOf, servedThatNeeds } from './needing.ts';
import { isBeginning } from './first-words.ts';
import { isQuiet, noteSaid, talkSoFar } from './talk.ts';
import { starvingMs } from '../../starving.ts';
import type { Life, PoolState, Process, Served } from '../../state.ts';

/** Routes and kinds of lines of a pool that ran dry; of more the first ones tell enough. */
const MOST_ROUTES = 500;

/** Of a pool that stays dry somebody gives up more often than this, where the process works at all. */
const PAUSE_MS = 300_000;

/** Requests that succeeded for each of a pool's connections: fewer may have been served by one that still goes round. */
export const PER_CONNECTION = 5;

export const isRefused = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** A caller gave up: what was said until then is what was usual. */
export function noteUsual(life: Life, process: Process): void {
  for (const pool of life.pools.values()) if (pool.timeoutsRaised > 0) pool.usual ??= talkSoFar(process);
}

/** A request or a task is over, or a line tells of other work. Only of a pool that callers have waited for in vain it matters what is served. */
export function noteServed(life: Life, pool: PoolState, event: TimedEventOf<'context'>, process: Process): void {
  if (pool.timeoutsRaised === 0 && pool.presumed === undefined) return;
  const { route, status, access, startup, template, retold } = event;
  pool.usual ??= talkSoFar(process);
  noteSaid(pool.usual, event);
  if (startup === true || isBeginning(process, template)) pool.begunSince = true;
  if (access === true && route !== undefined && (status !== undefined || isQuiet(event))) {
    if (retold === 'request') return;
    const own = servedAt(life, pool, route);
    if (own === undefined) return;
    own.since += 1;
    if (status === undefined || status < 400) own.succeeded += 1;
    else if (isRefused(status)) own.refused += 1;
  } else if (isOfWork(event)) {
    const own = servedAt(life, pool, workKey(event.logger, event.template), event.logger);
    if (own === undefined) return;
    own.since += 1;
    own.succeeded += 1;
  }
}

/** Under what the lines of work are counted that is no request. */
export const workKey = (logger: string, template: string): string => `${logger}\u0001${template}`;

/** A line without trouble of somebody who is named: whose work needs the pool, stacks of callers that gave up tell. */
const isOfWork = (
  event: TimedEventOf<'context'>,
): event is TimedEventOf<'context'> & { readonly logger: string; readonly template: string } =>
  event.logger !== undefined && event.template !== undefined && event.access !== true && isQuiet(event);

function servedAt(life: Life, pool: PoolState, key: string, logger?: string): Served | undefined {
  const served = (pool.served ??= new Map<string, Served>());
  const known = served.get(key);
  if (known !== undefined) return known;
  if (served.size >= MOST_ROUTES) {
    forget(life, 'requests of rare routes while the pool was dry');
    return undefined;
  }
  const own: Served = { ...(logger !== undefined && { logger }), asked: 0, done: 0, earlier: 0, refused: 0, since: 0, succeeded: 0 };
  served.set(key, own);
  return own;
}

/**
 * Another caller gave up: what was asked since the one before was asked while the pool was dry. After a pause that is longer than all the time before in which
 * callers gave up it runs dry anew; of a short one it must be known that the pool served.
 * @param lastAt when the caller before gave up
 */
export function stillDry(life: Life, pool: PoolState, lastAt: number | null, at: number | null): void {
  delete pool.begunSince;
  if (lastAt === null || at === null) pool.dryFrom ??= at;
  else if (isPause(life, pool, at - lastAt, lastAt - (pool.dryFrom ?? lastAt))) return dryAnew(pool, at);
  for (const own of pool.served?.values() ?? []) {
    own.asked += own.since;
    own.done += own.succeeded;
    [own.since, own.succeeded] = [0, 0];
  }
}

/** A time in which callers gave up that is over after a short pause, as a part of what starves them: one or two of them, further apart, may be of one that goes on. */
const STORM = 1 / 3;
/** So many times as long it must be calm after it, with so many times less to do. */
const CALM = { longer: 1.25, quieter: 2 };

const isPause = (life: Life, pool: PoolState, pause: number, dry: number): boolean =>
  pause >= Math.max(PAUSE_MS, dry) ||
  (dry >= STORM * starvingMs(pool) && pause >= Math.max(starvingMs(pool), CALM.longer * dry) && isCalm(life, pool, pause, dry));

/**
 * Since the last caller that gave up so much of the work that needs the pool got done that each connection must have come back, and far less was asked for than
 * before: a rush goes on where it is only the callers that are patient for a while.
 */
function isCalm(life: Life, pool: PoolState, pause: number, dry: number): boolean {
  const capacity = capacityOf(pool);
  const needing = servedThatNeeds(pool, needingOf({ pool, life }));
  const sum = (of: 'asked' | 'since' | 'succeeded'): number => needing.reduce((all, own) => all + own[of], 0);
  if (capacity <= 0 || sum('succeeded') < PER_CONNECTION * capacity) return false;
  return (sum('since') / pause) * CALM.quieter <= sum('asked') / dry;
}

function dryAnew(pool: PoolState, at: number): void {
  pool.dryFrom = at;
  for (const own of pool.served?.values() ?? []) {
    own.earlier += own.done + own.succeeded;
    [own.asked, own.done, own.since, own.succeeded] = [0, 0, 0, 0];
  }
}

/** How long a caller waited that gave up. Of a line without a time nobody knows since when. */
export function noteWaited(pool: PoolState, event: TimedEventOf<'acquire-timeout'>, at: number | null): void {
  const { waitedMs } = event;
  const isFirst = pool.firstTimeoutAt === null && at !== null;
  if (isFirst && event.at === null) pool.firstUntimed = true;
  if (waitedMs === undefined) return;
  if (isFirst && event.at !== null) pool.firstWaitedMs = waitedMs;
  pool.longestWaitMs = Math.max(pool.longestWaitMs ?? 0, waitedMs);
}
