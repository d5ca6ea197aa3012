import type { TimedEventOf } from '../../../model/event.ts';
import { evidenceOf, keepLatest } from '../../lives.ts';
import type { Hold, Life } from '../../state.ts';
import { noteReset } from './elsewhere.ts';
import { keyOf, SAME_CHECKOUT_RECORDS } from './new-hold.ts';

/** What a pool says besides: a clock that leapt, a connection that was found dead as it went out. */
export function onNote(life: Life, event: TimedEventOf<'pool-note'>, at: number | null): void {
  if (event.code === 'clock-leap' || event.code === 'retrograde-clock') life.clockTrouble.push({ at, evidence: evidenceOf(event) });
  keepLatest(life, 'clockTrouble');
  if (event.code === 'rollback-on-return' || event.code === 'already-reset') noteReset(life, event);
  if (event.code !== 'pre-ping-failed' && event.code !== 'disconnection-detected') return;
  const hold = event.connection !== undefined ? life.open.get(keyOf(event.connection, event)) : newestOf(life, event.thread);
  if (hold) hold.pinging = true;
}

/** The checkout in progress of a thread, for lines that name no connection: only one of this very moment can be in its ping. */
const newestOf = ({ newest, moving, order }: Life, thread: string | undefined): Hold | undefined =>
  newest.findLast(
    (hold) => hold.thread === thread && order - hold.order <= SAME_CHECKOUT_RECORDS && !('until' in hold) && !moving.includes(hold),
  );
