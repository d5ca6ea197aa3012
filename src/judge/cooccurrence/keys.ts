import type { Intervals, Key, KeyLine } from './types.ts';

const MOST_KEYS = 2000;
/** Kept when the cap is reached, so that a flood of new keys does not sort the table for each of them. */
const KEPT_KEYS = 1500;
/** Two megabytes a pool. What comes later is no longer matched with single moments. */
const MOST_TIMES = 250_000;

/** Counts one line for a key. */
export function noteKey(
  value: Intervals,
  name: string,
  line: KeyLine,
  what: Pick<Key, 'kind' | 'route' | 'status' | 'template' | 'ended' | 'logger'>,
): Key {
  const position = value.intervals.length;
  let key = value.keys.get(name);
  if (key === undefined) {
    if (value.keys.size >= MOST_KEYS) forget(value);
    key = { ...what, total: 0, cells: [], times: [], first: line, last: line, recent: line, raised: [] };
    value.keys.set(name, key);
  }
  key.total++;
  key.ended &&= what.ended;
  // Two routes say the same words: then the words alone are meant.
  if (key.route !== what.route) delete key.route;
  key.last = line;
  if (line.at !== null && value.timesKept < MOST_TIMES) {
    key.times.push(line.at);
    value.timesKept++;
  }
  const { cells } = key;
  if (cells.at(-2) === position) cells[cells.length - 1]!++;
  else cells.push(position, 1);
  if (!value.touched.has(name)) {
    value.touched.add(name);
    key.recent = line;
  }
  return key;
}

/** Keeps the times of the first half of the log so far, and no later ones any more. */
export function closeTimes(value: Intervals): void {
  let [from, to] = [Infinity, -Infinity];
  for (const { times } of value.keys.values())
    for (const time of times) {
      if (time < from) from = time;
      if (time > to) to = time;
    }
  for (const key of value.keys.values()) key.times = key.times.filter((time) => time <= (from + to) / 2);
  value.timesKept = MOST_TIMES;
}

/** Drops the rarest keys; among equals the one not seen for longest, then by name: the same lines always forget the same keys. */
function forget(value: Intervals): void {
  const age = (key: Key): number => key.cells.at(-2) ?? -1;
  const order = [...value.keys].sort(([nameA, a], [nameB, b]) => b.total - a.total || age(b) - age(a) || (nameA < nameB ? -1 : 1));
  for (const [name, { times }] of order.slice(KEPT_KEYS)) {
    value.timesKept -= times.length;
    value.keys.delete(name);
    value.touched.delete(name);
    value.forgotten++;
  }
}
