import { NO_NAME } from '../../../model/no-address.ts';
import type { TimedEventOf } from '../../../model/event.ts';
import { keepLatest, poolOf } from '../../lives.ts';
import type { Hold, Life } from '../../state.ts';
import { OFF_MS } from './sites.ts';

/*
 * Lines that say that a connection went out or came back and not which one. Each checkout is a hold of its own; a return ends the hold that fits it best.
 */

/** Each one is out under a key of its own. */
export const unnamedKey = (order: number): string => `${NO_NAME}\u0001${order}`;

/** Remembers an open hold without a name, so that a return can find it. */
export function noteUnnamed(life: Life, hold: Hold): void {
  life.unnamed.push(hold);
  keepLatest(life, 'unnamed');
}

/** Longer holds are told less exactly. */
const OFF_SHARE = 0.05;

type Return = TimedEventOf<'checkin'>;

/** How well an open hold fits a return by what both lines tell; undefined where they contradict each other. */
function likeness(hold: Hold, event: Return, pool: string, stack: string | undefined): number | undefined {
  if (hold.pool !== pool) return undefined;
  let same = 0;
  for (const [a, b] of [
    [hold.stack, stack],
    [hold.request, event.request],
  ]) {
    if (a === undefined || b === undefined) continue;
    if (a !== b) return undefined;
    same += 1;
  }
  // a connection may be given back by another thread than took it
  return hold.thread !== undefined && hold.thread === event.thread ? same + 1 : same;
}

/**
 * The open hold that a return ends, taken off the list of those: of those that nothing contradicts the ones that share most with it; of these the one that went out
 * when the time held says, else the newest: what was forgotten grows old.
 */
export function takeUnnamed(life: Life, event: Return, at: number | null, stack: string | undefined): Hold | undefined {
  const pool = poolOf(life, event.pool).name;
  const began = at === null || event.heldMs === undefined ? undefined : at - event.heldMs;
  const near = OFF_MS + OFF_SHARE * (event.heldMs ?? 0);
  let best: { readonly index: number; readonly same: number; readonly off: number } | undefined;
  for (const [index, hold] of life.unnamed.entries()) {
    const same = likeness(hold, event, pool, stack);
    if (same === undefined) continue;
    const off = began === undefined || hold.since === null ? 0 : Math.abs(hold.since - began);
    if (off > near) continue;
    if (best === undefined || same > best.same || (same === best.same && off <= best.off)) best = { index, same, off };
  }
  return best && life.unnamed.splice(best.index, 1)[0];
}
