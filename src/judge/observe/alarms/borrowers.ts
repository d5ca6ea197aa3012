import type { TimedEventOf } from '../../../model/event.ts';
import type { Alarm, Life } from '../../state.ts';

/*
 * Some watchdogs name the borrower of a connection and not the connection. A borrower may have several out: which of them a sentence means is told by how
 * long it says that the connection has been out.
 */

/** Two sentences about one hold print how long it took with a digit or none behind the point. */
const SAME_START_MS = 1000;

/** Reports of a pool that names neither connection nor borrower: the newest alone is of use. No thread's name begins so. */
const ofPool = (pool: string | undefined): string => `\n${pool ?? ''}`;

export function noteBorrower(life: Life, alarm: Alarm): void {
  if (alarm.reclaimed) return;
  if (alarm.thread === undefined) return void life.borrowed.set(ofPool(alarm.pool), [alarm]);
  const mine = life.borrowed.get(alarm.thread);
  if (mine) mine.push(alarm);
  else life.borrowed.set(alarm.thread, [alarm]);
}

export function forgetBorrower(life: Life, alarm: Alarm): void {
  const key = alarm.thread ?? ofPool(alarm.pool);
  const left = life.borrowed.get(key)?.filter((other) => other !== alarm) ?? [];
  if (left.length === 0) life.borrowed.delete(key);
  else life.borrowed.set(key, left);
}

/** The report of the same borrower's hold that began at the same time: a watchdog says it again, or says that it came back. */
export function reportedOf(
  life: Life,
  { thread, heldMs }: TimedEventOf<'leak-reported' | 'checkin'>,
  at: number | null,
): Alarm | undefined {
  if (thread === undefined || heldMs === undefined || at === null) return undefined;
  const beganThen = (alarm: Alarm): boolean =>
    alarm.at !== null && alarm.heldMs !== undefined && Math.abs(alarm.at - alarm.heldMs - (at - heldMs)) <= SAME_START_MS;
  return life.borrowed.get(thread)?.find(beganThen);
}

/** The hold that came back: the one that began as long ago as the sentence says, else the borrower's newest. */
export const returnedOf = (life: Life, event: TimedEventOf<'checkin'>, at: number | null): Alarm | undefined =>
  reportedOf(life, event, at) ?? (event.thread === undefined ? undefined : life.borrowed.get(event.thread)?.at(-1));

/** A pool says in a line of its own, right behind its report, that it takes that connection back. */
const RIGHT_BEHIND_MS = 1000;

/** The report to which a line belongs that tells no more than that the pool takes a connection back. */
export function justReported(life: Life, { pool, reclaimed, stack }: TimedEventOf<'leak-reported'>, at: number | null): Alarm | undefined {
  if (reclaimed !== true || stack.length > 0 || at === null) return undefined;
  const last = life.borrowed.get(ofPool(pool))?.at(-1);
  return last !== undefined && last.at !== null && Math.abs(at - last.at) <= RIGHT_BEHIND_MS ? last : undefined;
}
