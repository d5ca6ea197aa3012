import type { AttributeOptions, Intervals } from './types.ts';

/** A step of the floor as the series judgement gives it: the first is the base. Structure of `FloorStep`. */
export interface Step {
  /** Index of the sample. */
  readonly index: number;
  readonly value: number;
  /** False where it may still turn out to be no step: from there on nothing is used. */
  readonly settled?: boolean;
  /** In-use stood far above it up to the sample of this index, which shows it first: when within that time it rose nobody knows. */
  readonly veiledUntil?: number;
}

/** The steps by interval. */
export interface Placed {
  /** Intervals with steps: positions ascending, and steps in each. */
  readonly at: readonly number[];
  readonly steps: Float64Array;
  readonly total: number;
  /** Intervals that count: all up to the first unsettled step or the one in which the pool was full. */
  readonly used: number;
}

/**
 * Finds the interval of each step. Left out is what comes after the floor has reached the limit, where failures are consequences, and what
 * comes after the first unsettled step, where the floor is still what happens to be in use.
 */
export function place(value: Intervals, floor: readonly Step[], { limit = 0, fromStart = false }: AttributeOptions): Placed {
  const { intervals } = value;
  const [at, counts]: [number[], number[]] = [[], []];
  let [position, before, used] = [0, fromStart ? 0 : (floor[0]?.value ?? 0), intervals.length];
  for (const { index, value: level, settled } of floor) {
    while (position < intervals.length && intervals[position]!.to < index) position++;
    if (settled === false) used = Math.min(used, position);
    if (position >= used) break;
    if (level > before) {
      if (at.at(-1) === position) counts[counts.length - 1]! += level - before;
      else {
        at.push(position);
        counts.push(level - before);
      }
      before = level;
    }
    if (limit > 0 && level >= limit) used = position + 1;
  }
  return { at, steps: Float64Array.from(counts), total: before - (fromStart ? 0 : (floor[0]?.value ?? 0)), used };
}
