import { isRefused, workKey } from '../../observe/work/served.ts';
import type { Kind, PoolState, Served } from '../../state.ts';
import { STARVING_MS } from '../../starving.ts';
import { needingOf } from '../../observe/work/needing.ts';
import { limitOf } from '../../limit.ts';
import { SLOWEST_JOB_MS } from '../fates/fates.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { reason } from '../words/reasons.ts';
import { claim, type Claim } from './claim.ts';

/** Of fewer connections than this lines are as many by chance too easily. */
const FEWEST = 4;
/** Work that was over before prints its line a moment later. */
const MOMENT_MS = 500;
/** The chance that the last line is of such a kind by accident, above which nothing is said. */
const ACCIDENT = 0.1;

const NOTHING: ReadonlyMap<string, Served> = new Map();

/** One line for each connection that the pool has. */
export interface Spent {
  readonly claim: Claim;
  /** Lines of one work that always come together: what it says, and its request. */
  readonly kinds: readonly Kind[];
  readonly lines: number;
}

/**
 * From its beginning to the first caller that gave up a process wrote as many lines of one kind as its pool has connections, the last of them is the last
 * thing that it got done, and nothing that needs the pool got done since: so ends what takes one connection each time and keeps it, and hardly anything else. The
 * last connection goes when all others are gone, so that the last line of the leak is the last of all; and few kinds of lines are written exactly so often.
 */
export function fromSpent(poolCase: PoolCase): Spent | undefined {
  const { pool, life, alarms } = poolCase;
  const { usual, served = NOTHING, firstTimeout, timeoutsRaised } = pool;
  const limit = limitOf(pool) ?? pool.openPeak ?? 0;
  if (limit < FEWEST || usual?.kinds === undefined || !firstTimeout) return undefined;
  // samples and checkouts tell by themselves
  if (alarms.length > 0 || pool.checkouts > 0 || pool.samples.some(({ occasion }) => occasion !== 'exhaustion')) return undefined;
  // a pool that is merely busy would have served some of them
  if (timeoutsRaised < limit || dryFor(pool) < STARVING_MS) return undefined;
  // where nothing at all gets done any more, all of it waits for the pool
  const needs = served.size === 0 ? () => true : needingOf(poolCase);
  const kinds = [...usual.kinds.values()];
  const work = kinds.filter((kind) => isDone(kind) && needs(kind));
  // what goes on while the pool is dry needs no connection, or the pool is not dry
  const idle = work.filter((kind) => !goesOn(served, kind));
  if (work.some(({ status }) => status !== undefined) && idle.length < work.length) return undefined;
  const got = idle.reduce((sum, { lines }) => sum + lines, 0);
  // of a process whose beginning is not in the log only what failed counts: nothing else is as rare
  const many = kinds.filter((kind) => kind.lines === limit && (life.startSeen || failed(kind)) && isOver(kind, pool));
  const last = many.filter((one) => idle.every((other) => !isAfter(other, one)));
  const chance = (many.length * limit) / Math.max(got, 1);
  if (last.length === 0 || !areTogether(last) || chance > ACCIDENT) return undefined;
  const text = `Until it ran dry the process wrote ${limit} lines of one kind, as many as the pool has connections; the last of them is the last that it got done, and while ${timeoutsRaised} callers gave up since nothing did: each such piece of work kept one.`;
  const lines = [last[0]?.first, last[0]?.last, firstTimeout];
  return { kinds: last, lines: limit, claim: claim('leak', Math.min(0.9, 1 - chance), reason('spent', 'leak', text, lines)) };
}

/** How long callers are known to have waited for a connection, ms. */
const dryFor = ({ firstTimeoutAt, lastTimeoutAt, longestWaitMs = 0 }: PoolState): number =>
  (lastTimeoutAt ?? 0) - (firstTimeoutAt ?? 0) + longestWaitMs;

/** Requests that succeeded, and lines that tell of no trouble. */
const isDone = ({ status, logger }: Kind): boolean => (status !== undefined ? status < 400 : logger !== undefined);

const failed = ({ status }: Kind): boolean => status !== undefined && isRefused(status);

/** A request that was answered; other work that began so long ago that it would be over. What ten jobs say as they begin at once they say in a pool of ten that serves them. */
const isOver = ({ status, route, from }: Kind, { lastTimeoutAt }: PoolState): boolean =>
  status !== undefined || route !== undefined || from === null || (lastTimeoutAt ?? from) - from >= SLOWEST_JOB_MS;

function goesOn(served: ReadonlyMap<string, Served>, { route, status, logger, template }: Kind): boolean {
  const own = served.get(status !== undefined ? (route ?? '') : workKey(logger ?? '', template ?? ''));
  return own !== undefined && own.earlier + own.done + own.succeeded > 0;
}

const isAfter = (a: Kind, b: Kind): boolean =>
  a !== b && (a.at === null || b.at === null ? a.last.line > b.last.line : a.at > b.at + MOMENT_MS);

/** Their first lines stand beside each other, and so do their last; or they were written at one moment, with a stack between them. */
const areTogether = (kinds: readonly Kind[]): boolean =>
  areWithin(kinds, kinds.length, ({ first }) => first.line, ({ last }) => last.line) ||
  areWithin(kinds, MOMENT_MS, ({ from }) => from ?? NaN, ({ at }) => at ?? NaN); // prettier-ignore

const areWithin = (kinds: readonly Kind[], most: number, ...places: readonly ((kind: Kind) => number)[]): boolean =>
  places.every((place) => Math.max(...kinds.map(place)) - Math.min(...kinds.map(place)) <= most);
