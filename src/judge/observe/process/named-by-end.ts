import type { TimedEvent, TimedEventOf } from '../../../model/event.ts';
import type { Life } from '../../state.ts';

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

/** `OrdersPool`, `orders-primary` in words. */
const wordsOf = (name: string): string[] => name.split(/[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])/).map((word) => word.toLowerCase());

/**
 * A caller that got nothing from a pool of which the line tells one word, its name or what is in it: of the known pool in whose name that word stands. Undefined where there is
 * none: a `word pool` has words.
 */
export function ofKnownPool(life: Life, event: TimedEventOf<'acquire-timeout'>): TimedEventOf<'acquire-timeout'> | undefined {
  const word = event.poolPerhaps?.toLowerCase();
  if (event.pool !== undefined || word === undefined) return event;
  const fits = [...life.pools.keys()].filter((name) => wordsOf(name).includes(word));
  if (fits.length === 0) return undefined;
  return fits.length === 1 ? { ...event, pool: fits[0]! } : event;
}
