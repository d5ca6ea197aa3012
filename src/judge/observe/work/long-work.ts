import type { TimedEventOf } from '../../../model/event.ts';
import { evidenceOf, forget } from '../../lives.ts';
import { SLOW_MS, STARVING_MS } from '../../starving.ts';
import type { Life } from '../../state.ts';

const MAX_WORKS = 1500;
/** Of work that takes less than callers of a full pool wait the first ones tell enough; where a pool is dry, every request is such work. */
const MAX_SHORTER = 500;

/** Notes a line that says that its work took long, where samples of a pool stand beside it. */
export function noteLongWork(life: Life, event: TimedEventOf<'context'>): void {
  const { at, durationMs, route, template } = event;
  if (at === null || durationMs === undefined || durationMs < SLOW_MS || (route ?? template) === undefined) return;
  if (![...life.pools.values()].some(({ samples }) => samples.length > 0)) return;
  const shorter = durationMs < STARVING_MS;
  if (shorter && life.longWork.length >= MAX_SHORTER) return;
  if (life.longWork.length < MAX_WORKS) life.longWork.push({ at, lastedMs: durationMs, route, template, evidence: evidenceOf(event) });
  else forget(life, 'lines of long work');
}
