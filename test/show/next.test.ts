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

test('a pool whose connections wait for a lock is freed by ending what holds it', () => {
  const shut = [{ code: 'not-opened', for: 'inconclusive' as const, text: '', evidence: [] }];
  expect(nextOf(fixtures.inconclusive, { ...dry, reasons: shut })).toMatch(/^Look at the database at that time/);
  const reasons = [{ code: 'waits-for-lock', for: 'inconclusive' as const, text: '', evidence: [] }];
  expect(nextOf(fixtures.inconclusive, { ...dry, reasons })).toMatch(/^End the session that holds the lock/);
});

test('callers that hold a connection and ask for another are told to take part in the transaction', () => {
  const reasons = [{ code: 'nested-acquisition', for: 'saturation' as const, text: '', evidence: [] }];
  const saturated = { ...fixtures.healthy, verdict: 'saturation' as const };
  expect(nextOf(saturated, { ...dry, verdict: 'saturation', reasons })).toMatch(/^Let the inner work take part in the transaction/);
  expect(nextOf(fixtures.inconclusive, { ...dry, reasons })).toMatch(/^If callers still time out, .* Let the inner work take part/);
});

test('of a pool that refuses at once callers are to wait', () => {
  const reasons = [{ code: 'refused-at-once', for: 'saturation' as const, text: '', evidence: [] }];
  const saturated = { ...fixtures.healthy, verdict: 'saturation' as const };
  expect(nextOf(saturated, { ...dry, verdict: 'saturation', reasons })).toMatch(/^Let callers wait for a moment/);
});

test('a sound pool needs nothing, but for what it keeps, and another threshold where that is better', () => {
  const { threshold: _, ...plain } = { ...sound, openHolds: [] };
  expect(nextOf(fixtures.healthy, plain)).toBe('Nothing to do.');
  expect(nextOf(fixtures.healthy, leaking)).toMatch(/kept by design/);
  const threshold = { recommendedMs: 2000, basis: 'the longest of 40 holds', current: 0, advice: 'Set leakDetectionThreshold to 2000.' };
  expect(nextOf(fixtures.healthy, { ...plain, threshold })).toBe('Nothing to do. Advice: Set leakDetectionThreshold to 2000.');
  expect(nextOf(fixtures.healthy, { ...plain, threshold: { ...threshold, current: 2000 } })).toBe('Nothing to do.');
  expect(nextOf(fixtures.inconclusive, { ...plain, acquireTimeouts: 0, threshold })).toMatch(/^Log more/);
});
