import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { endingOf } from '../../../src/judge/gate/quiet.ts';
import type { PoolSample } from '../../../src/judge/series/index.ts';

const samples = (...inUse: number[]): PoolSample[] => inUse.map((value, i) => ({ at: i * 1000, inUse: value, line: i + 1 }));

describe('the last window', () => {
  test('is as long as the pool stood still', () => {
    expect(endingOf(samples(0, 3, 5, 4, 2, 0, 0, 0, 0))).toEqual({ baseline: 0, low: 0, high: 0, spanMs: 3000, from: 5 });
  });

  test('of a leak stands above the baseline', () =>
    expect(endingOf(samples(1, 3, 5, 4, 4, 4, 4))).toMatchObject({ baseline: 1, low: 4, high: 4 }));
  test('under load does not stand still', () => expect(endingOf(samples(0, 3, 5, 4, 2, 3, 4, 2))).toMatchObject({ low: 2, high: 4 }));
  test('leaves out a pool that closes', () => {
    const closing = [...samples(0, 1, 4, 4, 4, 4), { at: 9000, inUse: 0, line: 9, occasion: 'shutdown' as const }];
    expect(endingOf(closing)).toMatchObject({ low: 4, high: 4 });
  });
  test('needs samples before it', () => expect(endingOf(samples(0, 0, 0, 0, 0))).toBeUndefined());

  test('never begins before the third sample and holds its own extremes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { minLength: 6, maxLength: 200 }), (values) => {
        const ending = endingOf(samples(...values))!;
        const tail = values.slice(ending.from);
        expect(ending.from).toBeGreaterThanOrEqual(3);
        expect([Math.min(...tail), Math.max(...tail)]).toEqual([ending.low, ending.high]);
        expect(ending.baseline).toBe(Math.min(...values.slice(0, ending.from)));
      }),
    );
  });
});
