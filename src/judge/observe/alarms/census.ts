import { evidenceOf } from '../../lives.ts';
import type { TimedEvent } from '../../../model/event.ts';
import type { Alarm, Census, ClosedHold, Hold, Life, PoolState } from '../../state.ts';

/** Failures in a row are one moment: a census takes time that grows with what is out. */
const EVERY_MS = 1000;
/** More borrowers than any pool has; of the rest only the number is kept. */
const MOST_HOLDERS = 1000;

/** Notes who held connections when a caller gave up, the first time and the last. */
export function takeCensus(life: Life, pool: PoolState, event: TimedEvent, at: number | null): void {
  const { first, last } = pool.censuses;
  const before = last ?? first;
  if (before && (at === null || before.at === null || at - before.at < EVERY_MS)) return;
  const held: (Hold | ClosedHold | Alarm)[] = [];
  let more = 0;
  for (const holders of [life.open.values(), life.alarmed.values()]) {
    for (const holder of holders) {
      if (held.length < MOST_HOLDERS) held.push(holder);
      else more += 1;
    }
  }
  if (held.length === 0) return;
  const census: Census = { at, held, more, evidence: evidenceOf(event) };
  pool.censuses = first ? { first, last: census } : { first: census, last: undefined };
}
