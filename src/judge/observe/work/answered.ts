import type { TimedEventOf } from '../../../model/event.ts';
import type { Process } from '../../state.ts';

/** Of more routes the first ones tell enough. */
const MOST_ROUTES = 500;
/** So many of the latest times between two requests make a route's pace. */
export const LATEST = 16;

/** A request was answered well: how often its route is asked for of late. Once it stops, that tells for how long it should not have. */
export function noteAnswered({ answered }: Process, { at, route, status, access, retold }: TimedEventOf<'context'>): void {
  if (at === null || route === undefined || access !== true || retold === 'request' || (status ?? 0) >= 400) return;
  const known = answered.get(route);
  if (known === undefined) {
    if (answered.size < MOST_ROUTES) answered.set(route, { lines: 1, from: at, at, gapMs: 0, unevenMs: 0 });
    return;
  }
  const gap = Math.max(0, at - known.at);
  const n = Math.min(known.lines, LATEST);
  if (known.lines > 1) known.unevenMs += (Math.abs(gap - known.gapMs) - known.unevenMs) / n;
  known.gapMs += (gap - known.gapMs) / n;
  known.lines += 1;
  known.at = Math.max(known.at, at);
}
