import type { Pace } from '../../state.ts';

/** Stretches that are told apart: enough for one in the middle that is like most, and so few that quiet work leaves none of them empty. */
const STRETCHES = 16;
const FIRST_WIDTH_MS = 1000;

/** One more line. Those before the first one are counted with it. @param at epoch ms */
export function noteAt(pace: Pace | undefined, at: number): Pace {
  const known = pace ?? { from: at, width: FIRST_WIDTH_MS, counts: [] };
  while (at - known.from >= known.width * STRETCHES) {
    known.counts = pairs(known.counts);
    known.width *= 2;
  }
  const stretch = Math.max(0, Math.floor((at - known.from) / known.width));
  while (known.counts.length <= stretch) known.counts.push(0);
  known.counts[stretch]! += 1;
  return known;
}

const pairs = (counts: readonly number[]): number[] => counts.flatMap((count, i) => (i % 2 === 0 ? [count + (counts[i + 1] ?? 0)] : []));

/**
 * Lines a millisecond as they are written usually: in most of the time no more. What comes in a rush at the end of it, be it much more than all before, does not
 * count. Undefined where not one stretch is whole.
 */
export function usualPace({ width, counts }: Pace): number | undefined {
  // the last one is not over
  const whole = counts.slice(0, -1).sort((a, b) => a - b);
  const middle = whole[Math.floor(whole.length / 2)];
  return middle === undefined ? undefined : middle / width;
}
