import { copyOfWords, movePositions } from './last-words.ts';
import type { Step } from './steps.ts';
import type { Interval, Intervals } from './types.ts';

/**
 * Joins the intervals of each step that a rush hides. In-use goes up with the rush and comes down again to a floor that has risen: what was lost in it was lost at any
 * moment of the rush, not when it began. What is given does not change.
 */
export function joinVeiled(value: Intervals, floor: readonly Step[]): Intervals {
  const place = placesOf(value.intervals, floor);
  if (place === undefined) return value;
  const intervals: Interval[] = [];
  value.intervals.forEach((one, i) => {
    const known = intervals[place[i]!];
    intervals[place[i]!] =
      known === undefined ? one : { from: known.from, to: one.to, at: one.at, requests: known.requests + one.requests };
  });
  const keys = new Map([...value.keys].map(([name, key]) => [name, { ...key, cells: moved(key.cells, place) }]));
  const joined = { ...value, intervals, keys, lastWords: copyOfWords(value.lastWords) };
  movePositions(joined, place);
  return joined;
}

/** Where each interval goes; undefined where all stay. */
function placesOf(intervals: readonly Interval[], floor: readonly Step[]): number[] | undefined {
  const spans = floor.flatMap(({ index, veiledUntil }) => (veiledUntil === undefined ? [] : [{ from: index, to: veiledUntil }]));
  if (spans.length === 0) return undefined;
  let [next, span] = [-1, 0];
  return intervals.map((one) => {
    while (span < spans.length && one.from > spans[span]!.to) span++;
    const { from = Infinity } = spans[span] ?? {};
    // the first interval of a span stands alone before it
    if (one.to <= from) return ++next;
    return next < 0 ? ++next : next;
  });
}

function moved(cells: readonly number[], place: readonly number[]): number[] {
  const out: number[] = [];
  for (let c = 0; c < cells.length; c += 2) {
    // lines after the last sample stand in an interval that is open
    const position = place[cells[c]!] ?? (place.at(-1) ?? -1) + 1;
    if (out.at(-2) === position) out[out.length - 1]! += cells[c + 1]!;
    else out.push(position, cells[c + 1]!);
  }
  return out;
}
