import { copyOfWords } from './last-words.ts';
import { namesOf } from './accumulate.ts';
import { MOST_INTERVALS } from './coalesce.ts';
import type { ContextLine, Intervals, Key } from './types.ts';

/**
 * A copy into which these lines may be taken, and so many intervals of which be closed, while the given value stays as it is. Keys that this does not concern
 * are the same objects in both.
 */
export function forkOf(value: Intervals, lines: readonly ContextLine[], closed: number): Intervals {
  const { intervals, touched, rises } = value;
  const keys = new Map(value.keys);
  // Where neighbours are joined, all keys change.
  const all = intervals.length + closed > MOST_INTERVALS;
  for (const name of all ? [...keys.keys()] : new Set([...touched, ...lines.flatMap((line) => Object.values(namesOf(line)))])) {
    const key = keys.get(name);
    if (key !== undefined) keys.set(name, ownKey(key));
  }
  return {
    ...value,
    intervals: [...intervals],
    keys,
    touched: new Set(touched),
    rises: [...rises],
    lastWords: copyOfWords(value.lastWords),
  };
}

const ownKey = (key: Key): Key => ({ ...key, cells: [...key.cells], times: [...key.times], raised: [...key.raised] });
