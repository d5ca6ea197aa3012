import type { TimedEventOf } from '../../model/event.ts';
import { evidenceOf, keepLatest } from '../lives.ts';
import type { Hold, Life } from '../state.ts';
import { keyOf } from './holds.ts';
import { SAME_CHECKOUT_RECORDS } from './new-hold.ts';

/** What a pool says besides: a clock that leapt, a connection that was found dead as it went out. */
export function onNote(life: Life, event: TimedEventOf<'pool-note'>, at: number | null): void {
  if (event.code === 'clock-leap' || event.code === 'retrograde-clock') life.clockTrouble.push({ at, evidence: evidenceOf(event) });
  keepLatest(life, 'clockTrouble');
  if (event.code !== 'pre-ping-failed' && event.code !== 'disconnection-detected') return;
  const hold = event.connection !== undefined ? life.open.get(keyOf(event.connection, event)) : newestOf(life, event.thread);
  if (hold) hold.pinging = true;
}

/** The checkout in progress of a thread, for lines that name no connection. */
const newestOf = (life: Life, thread: string | undefined): Hold | undefined => {
  const mine = [...life.open.values()].filter((hold) => hold.thread === thread);
  const newest = mine.reduce<Hold | undefined>((best, hold) => (best === undefined || hold.order > best.order ? hold : best), undefined);
  // only a checkout of this very moment can be in its ping
  return newest !== undefined && life.order - newest.order <= SAME_CHECKOUT_RECORDS ? newest : undefined;
};
