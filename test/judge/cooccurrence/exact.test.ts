import { describe, expect, test } from 'vitest';
import { fallsAlikeByChance } from '../../../src/judge/cooccurrence/exact.ts';
import { emptyIntervals } from '../../../src/judge/cooccurrence/accumulate.ts';
import type { Placed } from '../../../src/judge/cooccurrence/steps.ts';

/** Eight samples; three connections lost before the third, one before the sixth. */
const placed: Placed = { at: [2, 5], steps: Float64Array.from([3, 1]), total: 4, used: 8 };
const value = (requests: number) => ({
  ...emptyIntervals(),
  intervals: Array.from({ length: 8 }, (_, i) => ({ from: i, to: i, at: i * 30_000, requests })),
});

describe('lines that fall as the steps do', () => {
  test('do so by chance as seldom as so many balls fall into those boxes', () => {
    // 4!/(3!·1!) · (1/8)^4
    expect(fallsAlikeByChance(value(20), [2, 3, 5, 1], placed)).toBeCloseTo(4 / 8 ** 4, 12);
  });

  test('are weighed by length where no request is logged', () => {
    expect(fallsAlikeByChance(value(0), [2, 3, 5, 1], placed)).toBeCloseTo(4 / 8 ** 4, 12);
  });

  test.each([
    ['one line more', [2, 3, 5, 2]],
    ['a line in another interval', [2, 3, 6, 1]],
    ['a line where nothing was lost', [1, 1, 2, 3, 5, 1]],
  ])('prove nothing with %s', (_, cells) => {
    expect(fallsAlikeByChance(value(20), cells, placed)).toBe(1);
  });

  test('prove nothing where no request ran at all between the samples', () => {
    const idle = value(20);
    idle.intervals[2] = { ...idle.intervals[2]!, requests: 0 };
    expect(fallsAlikeByChance(idle, [2, 3, 5, 1], placed)).toBe(1);
  });
});
