import { movePositions } from './last-words.ts';
import type { Interval, Intervals } from './types.ts';

export const MOST_INTERVALS = 5000;
/** A step's line may be logged this many intervals after it: these stay apart from what follows. */
const LAG = 2;

/**
 * Joins neighbours once there are more than so many intervals.
 *
 * Where in-use did not rise, or has fallen back since, the floor can have no step, whatever comes: a suffix minimum only loses steps as
 * samples are added. For the likelihood such intervals count by their sums alone, so joining two of them loses nothing. Only if rises that
 * still stand take up most of the room (thousands of levels) are any neighbours joined, and steps and lines share longer intervals.
 */
export function coalesce(value: Intervals, most = MOST_INTERVALS): void {
  if (value.intervals.length <= most) return;
  const fixed = new Uint8Array(value.intervals.length);
  let at = 0;
  for (const { sample } of value.rises) {
    while (at < value.intervals.length && value.intervals[at]!.to < sample) at++;
    for (let i = at; i <= at + LAG && i < fixed.length; i++) fixed[i] = 1;
  }
  joinPairs(value, (i) => fixed[i] === 0 && fixed[i + 1] === 0);
  if (value.intervals.length > most * 0.8) joinPairs(value, () => true);
}

function joinPairs(value: Intervals, joinable: (i: number) => boolean): void {
  const old = value.intervals;
  const place = new Uint32Array(old.length + 1);
  const joined: Interval[] = [];
  for (let i = 0; i < old.length; i++) {
    place[i] = joined.length;
    const [a, b] = [old[i]!, old[i + 1]];
    if (b !== undefined && joinable(i)) {
      joined.push({ from: a.from, to: b.to, at: b.at, requests: a.requests + b.requests });
      place[++i] = joined.length - 1;
    } else joined.push(a);
  }
  place[old.length] = joined.length;
  value.intervals = joined;
  movePositions(value, place);
  for (const key of value.keys.values()) {
    const cells: number[] = [];
    for (let c = 0; c < key.cells.length; c += 2) {
      const position = place[key.cells[c]!]!;
      if (cells.at(-2) === position) cells[cells.length - 1]! += key.cells[c + 1]!;
      else cells.push(position, key.cells[c + 1]!);
    }
    key.cells = cells;
  }
}
