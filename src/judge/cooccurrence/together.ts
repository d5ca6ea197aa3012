import { summed, weigh, type Told } from './attribute.ts';
import { keysOf } from './candidates.ts';
import { KERNEL } from './causes.ts';
import { sameIn } from './siblings.ts';
import { place, type Placed, type Step } from './steps.ts';
import type { AttributeOptions, CoOccurrence, Interval, Intervals, Key } from './types.ts';

/** One process of a program: what stands between its samples, and the floor of these. */
export interface Part {
  readonly value: Intervals;
  readonly floor: readonly Step[];
  readonly options: AttributeOptions;
}

/** From this part of a step on a process counts among those in which a suspect leaks. */
const LEAST = 0.5;

/**
 * Attributes the steps of several processes of one program, or of several lives of one, as if they had followed each other: what each of them alone is too
 * short to prove, they may prove together.
 * @returns for each part what was found, with its own share of it
 */
export function attributeTogether(parts: readonly Part[]): CoOccurrence[] {
  const placed = parts.map(({ value, floor, options }) => place(value, floor, options));
  const { value, whole } = inARow(parts, placed);
  const weighed = weigh(value, whole);
  let first = 0;
  return parts.map((part, p) => {
    const from = first;
    first += placed[p]!.at.length;
    const shareOf = (one: Told): Told[] => {
      const fall = one.fall.slice(from, first);
      const leaked = fall.reduce((sum, x) => sum + x, 0);
      const own = sameIn(part.value, placed[p]!.used, one.group);
      return own && leaked >= LEAST ? [{ ...one, group: own, fall, leaked }] : [];
    };
    return summed(part.value, placed[p]!, {
      proven: weighed.proven.flatMap(shareOf),
      hints: weighed.hints.flatMap(shareOf),
      groups: weighed.groups,
    });
  });
}

/** The parts one behind the other, each up to where it counts. */
function inARow(parts: readonly Part[], placed: readonly Placed[]): { value: Intervals; whole: Placed } {
  const intervals: Interval[] = [];
  const keys = new Map<string, Key>();
  const [at, steps]: [number[], number[]] = [[], []];
  let [samples, forgotten] = [0, 0];
  parts.forEach(({ value }, p) => {
    const { used, ...own } = placed[p]!;
    const offset = intervals.length;
    for (const { from, to, ...interval } of value.intervals.slice(0, used))
      intervals.push({ ...interval, from: from + samples, to: to + samples });
    at.push(...own.at.map((position) => position + offset));
    steps.push(...own.steps);
    for (const [name, key] of keysOf(value)) {
      const cells = shifted(key.cells, used, offset);
      if (cells.length > 0) keys.set(name, joined(keys.get(name), { ...key, cells }));
    }
    samples = (intervals.at(-1)?.to ?? -1) + 1;
    forgotten += value.forgotten;
    // no line of one part stands shortly behind a step of the part before
    for (let gap = 1; gap < KERNEL.length; gap++) intervals.push({ from: samples, to: samples - 1, at: null, requests: 0 });
  });
  const value: Intervals = {
    intervals,
    keys,
    touched: new Set(),
    requests: 0,
    samples,
    inUse: 0,
    rises: [],
    lastWords: undefined,
    timesKept: 0,
    forgotten,
  };
  return { value, whole: { at, steps: Float64Array.from(steps), total: steps.reduce((sum, n) => sum + n, 0), used: intervals.length } };
}

function shifted(cells: readonly number[], used: number, offset: number): number[] {
  const out: number[] = [];
  for (let c = 0; c < cells.length && cells[c]! < used; c += 2) out.push(cells[c]! + offset, cells[c + 1]!);
  return out;
}

/** Only who goes with the steps is asked of both as one: what a report says of a key is said of each part's own. */
function joined(a: Key | undefined, b: Key): Key {
  if (a === undefined) return b;
  const { route, ...rest } = a;
  return { ...rest, ...(route !== undefined && route === b.route && { route }), cells: [...a.cells, ...b.cells] };
}
