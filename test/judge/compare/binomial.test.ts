import fc from 'fast-check';
import { expect, test } from 'vitest';
import { atLeastHits, chanceOf, chanceOfNone } from '../../../src/judge/compare/binomial.ts';

test.each([
  [1, 1, 0.5, 0.5],
  [2, 3, 0.5, 0.5],
  [9, 9, 0.5, 1 / 512],
  [0, 5, 0.1, 1],
  [6, 5, 0.9, 0],
  [60, 100, 0.5, 0.028444],
])('at least %i of %i at %d', (hits, trials, p, chance) => expect(atLeastHits(hits, trials, p)).toBeCloseTo(chance, 5));

test('none of three runs, where all of fifteen leaked, is one case of 816', () => {
  expect(chanceOfNone(15, { before: 15, after: 3 })).toBeCloseTo(1 / 816, 8);
});

test('is a chance, and falls the more often the place ran without leaking', () => {
  const count = fc.integer({ min: 0, max: 400 });
  fc.assert(
    fc.property(count, count, fc.integer({ min: 1, max: 5000 }), fc.integer({ min: 1, max: 5000 }), (before, after, a, b) => {
      for (const side of ['high', 'low'] as const) {
        const chance = chanceOf(side, before, after, { before: a, after: b });
        expect(chance).toBeGreaterThanOrEqual(0);
        expect(chance).toBeLessThanOrEqual(1);
      }
      const less = chanceOf('low', before, 0, { before: a, after: b });
      expect(chanceOf('low', before, 0, { before: a, after: b + 100 })).toBeLessThanOrEqual(less + 1e-9);
      expect(chanceOfNone(before, { before: before + a, after: b + 100 })).toBeLessThanOrEqual(
        chanceOfNone(before, { before: before + a, after: b }) + 1e-9,
      );
    }),
  );
});
