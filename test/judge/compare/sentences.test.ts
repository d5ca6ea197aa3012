import { expect, test } from 'vitest';
import { explain } from '../../../src/judge/compare/sentences.ts';

const HOUR = 3600;
const known = { verdict: 'leak', count: 3, open: 3 } as unknown as Parameters<typeof explain>[1];
const over = (before: number | null, after: number | null): string =>
  explain(
    'same',
    known,
    known,
    { traffic: { basis: 'time', before: before && before / HOUR, after: after && after / HOUR }, exercised: true, shown: false },
    undefined,
  );

test.each([
  [150, 204, '2.5 min of its pool in use before, 3.4 min after'],
  [170, 1_000, '2.83 min of its pool in use before, 16.7 min after'],
  [200 * 60, 3 * HOUR * 24, '3.33 h of its pool in use before, 72 h after'],
  [3 * HOUR * 24, 100, '259,000 s of its pool in use before, 100 s after'],
  [72 * HOUR, 100 * HOUR, '3 days of its pool in use before, 4.17 days after'],
  [null, 300, 'an unknown number of its pool in use before, 5 min after'],
  [300, 0, '5 min of its pool in use before, 0 min after'],
])('tells %d s and %d s in one unit', (before, after, said) => {
  expect(over(before, after)).toContain(said);
});
