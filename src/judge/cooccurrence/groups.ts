import { candidatesOf } from './candidates.ts';
import type { Intervals, Key } from './types.ts';

/** Keys that come and go together and are one suspect. */
export interface Group {
  readonly names: readonly string[];
  readonly keys: readonly Key[];
  /** Of the key that stands for the group, within the used intervals. */
  readonly total: number;
  readonly cells: readonly number[];
  /** Of siblings that were joined, their routes. */
  readonly alike?: readonly string[];
}

/** Lines that may lack their partner, of all. */
const SAME = 0.1;
/** Two that come independently miss each other by about this much times the root of their sum, an interval. */
const INDEPENDENT = 0.8;
/** What belongs together misses by at most this part of that. */
const FAR_BELOW = 0.25;

/**
 * Groups the keys by their counts over the first `used` intervals: an error's template and its access line fall together without any id.
 *
 * Two keys are one suspect when their counts agree interval by interval, one interval to and fro forgiven (the two lines of a request may
 * straddle a sample): at most a tenth of the lines lack a partner, and far fewer than would by chance. Comparing running totals instead, to
 * within 10 %, joins any two routes of similar traffic once they have a hundred lines or two: relative noise shrinks as counts grow.
 */
export function group(value: Intervals, used: number): Group[] {
  const counted = candidatesOf(value)
    .map(([name, key]) => ({ name, key, ...within(key, used) }))
    .filter(({ total }) => total > 0);
  counted.sort((a, b) => b.total - a.total || (a.name < b.name ? -1 : 1));
  const groups: { names: string[]; keys: Key[]; total: number; cells: readonly number[] }[] = [];
  for (const { name, key, total, cells } of counted) {
    let home;
    for (let g = groups.length - 1; g >= 0 && groups[g]!.total * (1 - SAME) <= total; g--) {
      if (together(groups[g]!.cells, cells, groups[g]!.total * SAME)) {
        home = groups[g];
        break;
      }
    }
    if (home === undefined) groups.push({ names: [name], keys: [key], total, cells });
    else {
      home.names.push(name);
      home.keys.push(key);
    }
  }
  return groups;
}

/** Lines of a key in the first `used` intervals. */
export function within({ cells }: Key, used: number): { total: number; cells: readonly number[] } {
  let [end, total] = [0, 0];
  for (; end < cells.length && cells[end]! < used; end += 2) total += cells[end + 1]!;
  return { total, cells: end === cells.length ? cells : cells.slice(0, end) };
}

function together(a: readonly number[], b: readonly number[], most: number): boolean {
  let [i, j, missing, chance, before, carried] = [0, 0, 0, 0, -1, 0];
  while (i < a.length || j < b.length) {
    const at = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    const inA = a[i] === at ? a[i + 1]! : 0;
    const inB = b[j] === at ? b[j + 1]! : 0;
    if (inA > 0) i += 2;
    if (inB > 0) j += 2;
    const here = inA - inB;
    // A surplus here may be the partner of the opposite surplus in the interval before.
    const paired = at === before + 1 && here * carried < 0 ? Math.min(Math.abs(here), Math.abs(carried)) : 0;
    missing += Math.abs(carried) - paired;
    if (missing > most) return false;
    carried = here - Math.sign(here) * paired;
    chance += INDEPENDENT * Math.sqrt(inA + inB);
    before = at;
  }
  missing += Math.abs(carried);
  return missing <= most && missing <= FAR_BELOW * chance;
}
