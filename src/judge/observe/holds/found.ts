import type { TimedEventOf } from '../../../model/event.ts';
import { keepLatest, poolOf } from '../../lives.ts';
import type { ClosedHold, Life } from '../../state.ts';
import { newHold, remember, SAME_CHECKOUT_MS, SAME_CHECKOUT_RECORDS } from './new-hold.ts';

/** The garbage collector found a connection where the log shows no checkouts: that one was never given back is all that is known of it. Two handlers say it twice. */
export function onFound(life: Life, event: TimedEventOf<'checkin'>, key: string, at: number | null): void {
  const before = life.lastClosed.get(key);
  if (
    before &&
    (at === null || before.until === null ? life.order - before.closed <= SAME_CHECKOUT_RECORDS : at - before.until <= SAME_CHECKOUT_MS)
  )
    return;
  const pool = poolOf(life, event.pool);
  pool.collected = (pool.collected ?? 0) + 1;
  const hold: ClosedHold = { ...newHold(life, pool.name, event, key), until: at, closed: life.order, ended: 'reclaimed' };
  remember(life, key, hold);
  life.reclaimed.push(hold);
  keepLatest(life, 'reclaimed');
}
