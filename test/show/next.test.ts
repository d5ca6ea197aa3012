import { expect, test } from 'vitest';
import type { PoolReport } from '../../src/model/report.ts';
import { nextOf } from '../../src/show/next.ts';
import * as fixtures from './fixtures.ts';

const [leaking] = fixtures.leakWithStacks.pools as [PoolReport, ...PoolReport[]];
const dry: PoolReport = { ...leaking, verdict: 'inconclusive', acquireTimeouts: 47 };
const { exhaustion: _, ...sound } = dry;

test('a leak without a place is stopped by a restart, as long as something is out', () => {
  const report = { ...fixtures.leakWithStacks, suspects: [] };
  expect(nextOf(report, leaking)).toMatch(/^Restart what leaks.*tells what to log so that the next one names it\.$/);
  const { inUse: __, ...unseen } = leaking;
  expect(nextOf(report, { ...unseen, openHolds: [] })).toMatch(/^The log proves the leak but not the place/);
});

test('nothing is proven: what tells a leak from load comes before the restart, where the pool ran dry', () => {
  expect(nextOf(fixtures.inconclusive, dry)).toMatch(/^If callers still time out, look at the sessions.* Log more, or for longer/);
  expect(nextOf(fixtures.inconclusive, { ...sound, acquireTimeouts: 0 })).toMatch(/^Log more, or for longer/);
  expect(nextOf(fixtures.inconclusive, undefined)).toMatch(/^Log more, or for longer/);
});

test('a sound pool needs nothing, but for what it keeps', () => {
  expect(nextOf(fixtures.healthy, { ...sound, openHolds: [] })).toBe('Nothing to do.');
  expect(nextOf(fixtures.healthy, leaking)).toMatch(/kept by design/);
});
