import { expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { heldTimes } from '../../src/show/profile/held-time.ts';
import { leakWithStacks } from './fixtures.ts';

const [suspect] = leakWithStacks.suspects;
const [pool] = leakWithStacks.pools;
const at = (minute: number): string => new Date(Date.UTC(2026, 2, 14, 10, minute)).toISOString();
const report = (changes: Partial<NonNullable<typeof suspect>>, since: readonly (number | null)[]): Report => ({
  ...leakWithStacks,
  input: { ...leakWithStacks.input, timeRange: { from: at(0), to: at(60) } },
  suspects: [{ ...suspect!, open: 0, ...changes }],
  pools: [{ ...pool!, openHolds: since.map((minute) => ({ connection: 'c', since: minute === null ? null : at(minute), fingerprint: suspect!.fingerprint })) }], // prettier-ignore
});
const minutes = (one: Report): number | undefined => {
  const ms = heldTimes(one)?.get(suspect!.fingerprint);
  return ms === undefined ? undefined : ms / 60_000;
};

test('what is still out counts from when it went out to the end of the log', () =>
  expect(minutes(report({ leaked: 2 }, [10, 40]))).toBe(50 + 20));
test('what only the count tells is taken for spread evenly from the first to the last', () => {
  expect(minutes(report({ leaked: 4, firstSeen: at(0), lastSeen: at(40) }, []))).toBe(4 * 40);
  expect(minutes(report({ leaked: 3, firstSeen: at(0), lastSeen: at(40) }, [10, null]))).toBe(50 + 2 * 40);
});
test('nothing where the log tells no times', () => {
  expect(minutes(report({ leaked: 2, firstSeen: null, lastSeen: null }, []))).toBeUndefined();
  expect(heldTimes({ ...leakWithStacks, input: { ...leakWithStacks.input, timeRange: null } })).toBeUndefined();
  expect(minutes(report({ leaked: 1 }, [60]))).toBeUndefined();
});
