import type { TimedEventOf } from '../../../model/event.ts';
import { keepLatest } from '../../caps.ts';
import type { ClosedHold, Life } from '../../state.ts';
import { keyOf } from './new-hold.ts';

/** So many more returns by others than by their own threads show that connections are handed on. */
const HANDED_ON = 20;
/** The pool's word on the transaction comes right after the return, but other threads may say something in between. */
const SOON = 8;

/** Nobody takes so long to clear up. */
const CLEARED_UP_MS = 1000;

/**
 * Who gave a connection back, as far as the line names its thread: who took it, or another. One that came back after the work that took it was over, or its
 * thread had gone on to other work, is remembered: a garbage collector may have found it. SQLAlchemy's synchronous pool prints the same line for both.
 * @param by the thread of the line that tells of the return
 */
export function noteElsewhere(life: Life, hold: ClosedHold, by: string | undefined): void {
  if (by === undefined || hold.thread === undefined) return;
  const { gaveBack } = life;
  const own = by === hold.thread;
  gaveBack[own ? 'own' : 'others'] += 1;
  if (!hold.finished) return;
  // Work within work ends last in its own thread, which has gone on since; and many programs log a request before they clear up after it.
  if (own && (hold.done === undefined || (hold.until ?? hold.done) - hold.done < CLEARED_UP_MS)) return;
  // a pool whose connections are always handed on would fill the list
  if (gaveBack.others > gaveBack.own + HANDED_ON) return;
  life.elsewhere.push({ hold, by, rolledBack: false });
  keepLatest(life, 'elsewhere');
}

/** Whether a transaction was left open at a return. Who closes what it took has ended it before. */
export function noteReset(life: Life, event: TimedEventOf<'pool-note'>): void {
  const closed = life.lastClosed.get(keyOf(event.connection ?? '', event));
  if (closed === undefined || life.order - closed.closed > SOON) return;
  const rolledBack = event.code === 'rollback-on-return';
  const elsewhere = latestOf(life, closed);
  if (elsewhere) elsewhere.rolledBack = rolledBack;
  if (event.thread !== undefined && closed.thread !== undefined && event.thread !== closed.thread)
    life.gaveBack[rolledBack ? 'othersRolledBack' : 'othersEnded'] += 1;
  else if (!elsewhere) life.gaveBack[rolledBack ? 'rolledBack' : 'ended'] += 1;
}

function latestOf({ elsewhere }: Life, hold: ClosedHold): Life['elsewhere'][number] | undefined {
  for (let i = elsewhere.length - 1; i >= 0 && i >= elsewhere.length - SOON; i--) if (elsewhere[i]?.hold === hold) return elsewhere[i];
  return undefined;
}
