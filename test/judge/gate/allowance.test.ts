import { expect, test } from 'vitest';
import type { PoolCase } from '../../../src/judge/conclude/case/pool-case.ts';
import { Allowance } from '../../../src/judge/gate/allowance.ts';
import type { PoolReport, Report } from '../../../src/model/report.ts';
import { leakWithStacks } from '../../show/fixtures.ts';

const KNOWN = 'cs1:8f14e45fceea167a';
const hold = (fingerprint: string | undefined) => ({ connection: 'c', since: null, ...(fingerprint !== undefined && { fingerprint }) });
const pool = (id: string, holds: number, verdict: PoolReport['verdict'] = 'leak', fingerprint: string | undefined = KNOWN): PoolReport => ({
  ...leakWithStacks.pools[0]!,
  id,
  verdict,
  openHolds: Array.from({ length: holds }, () => hold(fingerprint)),
});
const report = (leaked: number, ...pools: PoolReport[]): Report => ({
  ...leakWithStacks,
  pools,
  ignored: [{ fingerprint: KNOWN, reason: 'known', leaked }],
});
/** A pool of which so many connections were taken back by the garbage collector. */
const reclaimed = (n: number): PoolCase =>
  ({
    pool: { checkouts: 9, inUse: { last: 0 }, samples: [] },
    open: [],
    alarms: [],
    reclaimed: Array.from({ length: n }),
  }) as unknown as PoolCase;

test("each pool may keep what is still out of the accepted leak there, and no other pool's share", () => {
  const [a, b] = [pool('a', 4), pool('b', 1)];
  const accepted = new Allowance(report(5, a, b));
  expect([accepted.grant(reclaimed(9), a), accepted.grant(reclaimed(9), b)]).toEqual([4, 1]);
});

test('what only the total tells is granted once', () => {
  const [a, b] = [pool('a', 0), pool('b', 0)];
  const accepted = new Allowance(report(5, a, b));
  expect([accepted.grant(reclaimed(3), a), accepted.grant(reclaimed(3), b)]).toEqual([3, 2]);
});

test('nothing for what is no accepted leak', () => {
  const [other, calm] = [pool('a', 3, 'leak', 'cs1:0000000000000000'), pool('b', 0, 'healthy')];
  expect(new Allowance({ ...report(0, other, calm), ignored: [] }).grant(reclaimed(3), other)).toBe(0);
  expect(new Allowance(report(5, calm)).grant(reclaimed(3), calm)).toBe(0);
});
