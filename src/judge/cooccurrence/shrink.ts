import { coalesce } from './coalesce.ts';
import { closeTimes } from './keys.ts';
import type { Intervals } from './types.ts';

/** Numbers that are kept of the lines between a pool's samples. */
export function sizeOf({ intervals, keys, lastWords }: Intervals): number {
  let size = 4 * (intervals.length + (lastWords?.threads.size ?? 0));
  for (const { cells, times } of keys.values()) size += cells.length + times.length;
  return size;
}

/** Of the intervals at most so many stay: half of them, and those beside the floor's steps. */
const LEFT = 0.65;

/** Keeps about half of them: neighbouring intervals are joined, and of times the first half stays. What it costs is resolution, and no step of the floor. */
export function shrink(value: Intervals): void {
  coalesce(value, value.intervals.length * LEFT);
  closeTimes(value);
}
