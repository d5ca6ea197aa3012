import { describe, expect, it } from 'vitest';
import { fallsBesideByChance } from '../../../src/judge/cooccurrence/near.ts';
import { emptyIntervals } from '../../../src/judge/cooccurrence/index.ts';
import type { Intervals } from '../../../src/judge/cooccurrence/types.ts';

const intervalsOf = (requests: readonly number[]): Intervals => ({
  ...emptyIntervals(),
  intervals: requests.map((served, i) => ({ from: i, to: i, at: i * 60_000, requests: served })),
});
const placed = (steps: readonly number[]) => {
  const at = steps.flatMap((n, i) => (n > 0 ? [i] : []));
  return { at, steps: Float64Array.from(at, (i) => steps[i]!), total: steps.reduce((a, b) => a + b, 0), used: steps.length };
};
const cellsOf = (lines: readonly number[]): number[] => lines.flatMap((n, i) => (n > 0 ? [i, n] : []));
const chance = (steps: readonly number[], lines: readonly number[], requests = steps.map(() => 10)): number =>
  fallsBesideByChance(intervalsOf(requests), cellsOf(lines), placed(steps));

describe('lines that each stand beside a step of the floor', () => {
  it('are as unlikely as the places that they could have', () => {
    // one line, one step: in its interval or the next, of four
    expect(chance([0, 1, 0, 0], [0, 1, 0, 0])).toBeCloseTo(2 / 4);
    expect(chance([0, 1, 0, 0], [0, 0, 1, 0])).toBeCloseTo(2 / 4);
    // two: each in one of two places of five, which of the lines is which does not matter
    expect(chance([1, 0, 1, 0, 0], [0, 1, 0, 1, 0])).toBeCloseTo((2 * 4) / 25);
    expect(chance([0, 1, 0, 0], [0, 1, 0, 0], [10, 70, 10, 10])).toBeCloseTo(0.8);
  });

  it('are none where a line stands before its step, too late, or without one', () => {
    expect(chance([0, 1, 0, 0], [1, 0, 0, 0])).toBe(1);
    expect(chance([0, 1, 0, 0], [0, 0, 0, 1])).toBe(1);
    expect(chance([0, 1, 0, 0], [0, 1, 1, 0])).toBe(1);
    expect(chance([0, 2, 0, 0], [0, 1, 0, 0])).toBe(1);
    expect(chance([0, 0, 0], [0, 0, 0])).toBe(1);
  });

  it('agree with what throwing them again and again shows', () => {
    const [steps, requests] = [
      [1, 0, 2, 0, 1, 1, 0, 0],
      [5, 9, 2, 4, 8, 1, 3, 8],
    ];
    const lines = [0, 1, 1, 1, 1, 0, 1, 0];
    let seed = 7;
    const random = (): number => (seed = (seed * 16_807) % 2_147_483_647) / 2_147_483_647;
    const sum = requests.reduce((a, b) => a + b, 0);
    let fits = 0;
    for (let k = 0; k < 40_000; k++) {
      const thrown = requests.map(() => 0);
      for (let n = 0; n < 5; n++) {
        let x = random() * sum;
        thrown[requests.findIndex((r) => (x -= r) < 0)]! += 1;
      }
      if (chance(steps, thrown, requests) < 1) fits += 1;
    }
    expect(chance(steps, lines, requests) / (fits / 40_000)).toBeGreaterThan(0.85);
    expect(chance(steps, lines, requests) / (fits / 40_000)).toBeLessThan(1.15);
  });
});
