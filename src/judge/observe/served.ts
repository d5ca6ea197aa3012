import { forget } from '../caps.ts';
import type { TimedEventOf } from '../../model/event.ts';
import { isBeginning } from './first-words.ts';
import type { Life, PoolState, Process, Served } from '../state.ts';

/** Routes and kinds of lines of a pool that ran dry; of more the first ones tell enough. */
const MOST_ROUTES = 500;

export const isRefused = (status: number): boolean => status >= 500 || status === 429 || status === 408;

/** An ordinary line was written, whatever of. Lines that only say that the log goes on do not count. */
export function noteTalk({ talk }: Process, { at, template, access }: TimedEventOf<'context'>): void {
  if (template === undefined && access !== true) return;
  talk.from ??= at;
  talk.lines += 1;
}

/** A request is over, or a line tells of other work. Only of a pool that callers have waited for in vain it matters what is served. */
export function noteServed(life: Life, pool: PoolState, event: TimedEventOf<'context'>, process: Process): void {
  if (pool.timeoutsRaised === 0) return;
  const { route, status, access, startup, template } = event;
  pool.usual ??= { ...process.talk };
  if (startup === true || isBeginning(process, template)) pool.begunSince = true;
  if (access === true && route !== undefined && status !== undefined) {
    const own = servedAt(life, pool, route);
    if (own === undefined) return;
    own.since += 1;
    if (isRefused(status)) own.refused += 1;
    else if (status < 400) own.succeeded += 1;
  } else if (isOfWork(event)) {
    const own = servedAt(life, pool, `${event.logger}\u0001${event.template}`, event.logger);
    if (own === undefined) return;
    own.since += 1;
    own.succeeded += 1;
  }
}

/** A line without trouble of somebody who is named: whose work needs the pool, stacks of callers that gave up tell. */
const isOfWork = (
  event: TimedEventOf<'context'>,
): event is TimedEventOf<'context'> & { readonly logger: string; readonly template: string } =>
  event.logger !== undefined &&
  event.template !== undefined &&
  event.access !== true &&
  (event.severity === 'info' || event.severity === 'debug');

function servedAt(life: Life, pool: PoolState, key: string, logger?: string): Served | undefined {
  const served = (pool.served ??= new Map<string, Served>());
  const known = served.get(key);
  if (known !== undefined) return known;
  if (served.size >= MOST_ROUTES) {
    forget(life, 'requests of rare routes while the pool was dry');
    return undefined;
  }
  const own: Served = { ...(logger !== undefined && { logger }), asked: 0, done: 0, refused: 0, since: 0, succeeded: 0 };
  served.set(key, own);
  return own;
}

/** Another caller gave up: what was asked since the one before was asked while the pool was dry. */
export function stillDry(pool: PoolState): void {
  delete pool.begunSince;
  for (const own of pool.served?.values() ?? []) {
    own.asked += own.since;
    own.done += own.succeeded;
    [own.since, own.succeeded] = [0, 0];
  }
}
