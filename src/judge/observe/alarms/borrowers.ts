import type { TimedEventOf } from '../../../model/event.ts';
import type { Alarm, Life } from '../../state.ts';

/*
 * Some watchdogs name the borrower of a connection and not the connection. A borrower may have several out: which of them a sentence means is told by how
 * long it says that the connection has been out.
 */

/** Two sentences about one hold print how long it took with a digit or none behind the point. */
const SAME_START_MS = 1000;

export function noteBorrower(life: Life, alarm: Alarm): void {
  if (alarm.thread === undefined || alarm.reclaimed) return;
  const mine = life.borrowed.get(alarm.thread);
  if (mine) mine.push(alarm);
  else life.borrowed.set(alarm.thread, [alarm]);
}

export function forgetBorrower(life: Life, alarm: Alarm): void {
  const { thread } = alarm;
  if (thread === undefined) return;
  const left = life.borrowed.get(thread)?.filter((other) => other !== alarm) ?? [];
  if (left.length === 0) life.borrowed.delete(thread);
  else life.borrowed.set(thread, left);
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
