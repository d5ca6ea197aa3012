import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { inUseText } from '../../src/show/in-use.ts';
import { sparkline } from '../../src/show/text/sparkline.ts';
import { leakWithStacks } from './fixtures.ts';

const [pool] = leakWithStacks.pools;
const at = (minute: number): string => `2026-03-14T09:${String(minute).padStart(2, '0')}:00.000Z`;
const until = (minute: number): Report => ({
  ...leakWithStacks,
  input: { ...leakWithStacks.input, timeRange: { from: at(0), to: at(minute) } },
});
const counted = {
  ...pool!,
  max: 5,
  holdTime: undefined,
  inUse: { first: 0, last: 5, peak: 5, floor: [], series: [0, 1, 2].map((minute) => ({ at: at(minute), min: 0, max: 5 })) },
};

describe('how many connections are out', () => {
  test('at the end, where the counts go on as long as the log', () => {
    expect(inUseText(counted, until(3))).toBe('5 of 5 in use at the end, peak 5');
  });

  test('when they were last counted, where the log goes on without a count', () => {
    expect(inUseText(counted, until(20))).toBe('5 of 5 in use when last counted (09:02:00Z), peak 5');
  });

  test('at the end, where each checkout and return shows it', () => {
    const paired = { ...counted, holdTime: { count: 3, p50Ms: 1, p99Ms: 1, p999Ms: 1, maxMs: 1 } };
    expect(inUseText(paired, until(20))).toBe('5 of 5 in use at the end, peak 5');
  });
});

describe('the line of in-use', () => {
  const watched = (from: number, to: number) => ({ ...counted, watched: { from: at(from), to: at(to) } });

  test('is as long as the samples where they go on as long as the log', () => {
    expect(sparkline(counted, 10)).toBe('█'.repeat(10));
    expect(sparkline(watched(0, 3), 10)).toBe('█'.repeat(10));
  });

  test('has dots where the log goes on without a word of it', () => {
    expect(sparkline(watched(0, 20), 20)).toBe(`███${'·'.repeat(17)}`);
    const late = {
      ...watched(0, 23),
      inUse: { ...counted.inUse, series: counted.inUse.series.map((one, i) => ({ ...one, at: at(20 + i) })) },
    };
    expect(sparkline(late, 22)).toBe(`${'·'.repeat(20)}██`);
  });

  test('goes on where each checkout and return shows it', () => {
    const paired = { ...watched(0, 20), holdTime: { count: 3, p50Ms: 1, p99Ms: 1, p999Ms: 1, maxMs: 1 } };
    expect(sparkline(paired, 10)).toBe('█'.repeat(10));
  });
});
