import type { Kind, Served, Talk } from '../../state.ts';
import { usualPace } from '../../observe/work/pace.ts';
import { PER_CONNECTION } from '../../observe/work/served.ts';
import { starvingMs } from '../../starving.ts';
import { needingOf, servedThatNeeds } from '../../observe/work/needing.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { dryFromOf } from '../case/ran-dry.ts';
import type { Reason } from '../../../model/report.ts';
import { plural, reason, span } from '../words/reasons.ts';

/** A rush is at least this many times what the process usually does. */
const RUSH = 2;

/**
 * Callers gave up while far more of the work that needs the pool was done than before or since, and nobody has for as long again: a rush filled the pool, and
 * it was empty again when that was over. Lost connections serve nobody: what a leak empties does less than usual, and does not recover.
 *
 * @param after ms since the last caller that gave up
 * @param capacity connections that the pool may open
 */
export function rushOver(poolCase: PoolCase, after: number, capacity: number): Reason | undefined {
  const { pool, alarms } = poolCase;
  const { served, usual, lastTimeoutAt, begunSince } = pool;
  const from = dryFromOf(pool);
  if (begunSince || !served || !usual || usual.from === null || capacity <= 0 || alarms.length > 0) return undefined;
  if (from === null || lastTimeoutAt === null) return undefined;
  const [dry, before] = [lastTimeoutAt - from, from - usual.from];
  if (dry <= 0 || before < dry || after < Math.max(dry, starvingMs(pool))) return undefined;
  const needs = needingOf(poolCase);
  const needing = servedThatNeeds(pool, needs);
  const [done, since] = [total(needing, 'done'), total(needing, 'succeeded')];
  if (Math.min(done, since) < PER_CONNECTION * capacity) return undefined;
  // its rush had begun when the first caller gave up: the mean until then would call a part of it usual
  const usually = Math.max(shareOf(usual, needs) * ((usual.pace && usualPace(usual.pace)) ?? usual.lines / before), since / after);
  if (done / dry < RUSH * usually) return undefined;
  const times = Math.floor(done / dry / usually);
  const text = `In the ${span(dry)} in which callers gave up ${plural(done, 'piece')} of work that need this pool got done, at least ${times} times as many as in as long a time outside of the rush, and nobody has given up in the ${span(after)} since, in which ${since} more got done: a rush filled the pool, and the connections came back.`;
  return reason('rush-over', 'saturation', text);
}

/** Which part of the lines tells of work that needs the pool and is done; all of it where lines were too many to be told apart. */
function shareOf({ kinds, lines }: Talk, needs: ReturnType<typeof needingOf>): number {
  if (kinds === undefined || lines === 0) return 1;
  const done = [...kinds.values()].filter((kind) => isDone(kind) && needs(kind));
  return done.reduce((sum, kind) => sum + kind.lines, 0) / lines;
}

/** A request that succeeded, a task that is over, or a line of other work; a line of a task that is not over is none. */
const isDone = ({ status, route, ended, logger }: Kind): boolean =>
  status !== undefined ? status < 400 : logger !== undefined && (ended === true || route === undefined);

const total = (work: readonly Served[], of: 'done' | 'succeeded'): number => work.reduce((sum, one) => sum + one[of], 0);
