import type { TimedEvent } from '../../model/event.ts';
import type { Life } from '../state.ts';

/**
 * The event of a pool of which the line tells the end of its name alone: with the name of the only pool known by then that ends so. Where two do, or
 * none is known, nobody can say.
 */
export function namedByEnd(life: Life, event: TimedEvent): TimedEvent {
  if (event.kind !== 'leak-reported' || event.pool !== undefined || event.poolEnd === undefined) return event;
  const { poolEnd } = event;
  const fits = [...life.pools.keys()].filter((name) => name.endsWith(poolEnd));
  return fits.length === 1 ? { ...event, pool: fits[0]! } : event;
}
