import type { TimedEventOf } from '../../../model/event.ts';
import type { Failure, Life } from '../../state.ts';

type Failed = TimedEventOf<'acquire-timeout' | 'deadline-exceeded'>;

/** Two layers of an application that log the same failure do so within this time. */
const SAME_FAILURE_MS = 1000;
const MAX_REMEMBERED = 5000;
/** Where records tell no borrower. */
const NOBODY = '';
/** Under which the latest failures are kept that an ORM told and passed on. No thread is named so. */
const PASSED_ON = '\u0000';
/**
 * Threads on which many wait at a time: Python's first, which runs asyncio's loop, and those of Reactor's timers (`Schedulers.parallel`), where no caller waits but R2DBC's
 * timeouts pass.
 */
const NOBODYS = /^(?:MainThread|parallel-\d+)$/;

/**
 * Whether a failure is one that was told already: the same error, logged once more on its way up, by the same borrower, at the same time, after the same wait. Where no
 * record tells a borrower it is the one that an ORM's logger told by its sentence alone, and another logger now with its stack; each sentence stands for one.
 * @returns `as-before`; `with-more` where the stack, or the route, is told only now; undefined where it is news
 */
export function toldBefore(life: Life, event: Failed, at: number | null): 'as-before' | 'with-more' | undefined {
  if (event.kind === 'deadline-exceeded') {
    const last = life.failures.get(PASSED_ON);
    const waiting = last === undefined || !areNear(last.at, at) ? 0 : last.bare;
    if (event.passedOn === true) {
      life.failures.set(PASSED_ON, { ...failureOf(event, at), bare: waiting + 1 });
      return undefined;
    }
    if (last !== undefined && waiting > 0) {
      last.bare = waiting - 1;
      return event.route === undefined ? 'as-before' : 'with-more';
    }
  }
  const who = event.request ?? (event.thread !== undefined && NOBODYS.test(event.thread) ? NOBODY : event.thread) ?? NOBODY;
  const last = life.failures.get(who);
  const failure = failureOf(event, at);
  life.failures.delete(who);
  life.failures.set(who, failure);
  if (life.failures.size > MAX_REMEMBERED) life.failures.delete(life.failures.keys().next().value as string);
  if (last === undefined || last.waited !== failure.waited) return undefined;
  const told = who === NOBODY ? completes(last, failure) : isSoon(last, failure, event.request !== undefined);
  if (!told) return undefined;
  // where nobody waits, and both loggers have told it, what comes next is news
  if (failure.waited === 0 && who !== NOBODY) failure.logger = undefined;
  const more = who === NOBODY || (!last.named && failure.named);
  failure.named ||= last.named;
  return more ? 'with-more' : 'as-before';
}

const failureOf = (event: Failed, at: number | null): Failure => {
  const named = event.stack !== undefined || event.route !== undefined;
  const waited = event.kind === 'acquire-timeout' ? (event.waitedMs ?? null) : null;
  return { at, waited, line: event.line, named, logger: event.logger, bare: event.stack === undefined ? 1 : 0 };
};

/** The one may be stamped in whole seconds, and so before what came ahead of it. */
const areNear = (before: number | null, at: number | null): boolean =>
  before !== null && at !== null && Math.abs(at - before) <= SAME_FAILURE_MS;

/** A request fails once; a thread may fail again as soon as it has waited again, and one that never waits fails once more where the same logger says so. */
function isSoon({ at: before, logger: first }: Failure, { at, waited, logger }: Failure, request: boolean): boolean {
  if (request) return at === null || before === null || at - before <= SAME_FAILURE_MS;
  if (waited === 0) return first !== undefined && logger !== undefined && first !== logger && areNear(before, at);
  return at !== null && before !== null && at - before <= Math.min(SAME_FAILURE_MS, waited === null ? SAME_FAILURE_MS : waited / 2);
}

/** How many sentences still wait for their stack goes from one failure on to the next. */
function completes(last: Failure, now: Failure): boolean {
  if (last.at === null || now.at === null || now.at - last.at > SAME_FAILURE_MS || now.at < last.at || last.bare === 0) return false;
  if (now.bare > 0) {
    now.bare = last.bare + 1;
    return false;
  }
  if (now.waited === null || last.logger === undefined || now.logger === undefined || last.logger === now.logger) return false;
  now.bare = last.bare - 1;
  now.logger = last.logger;
  return true;
}
