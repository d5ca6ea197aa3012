import { expect, it } from 'vitest';
import { SECOND, judge, world, type World } from './world.ts';

/** A pool of four that serves one request after the other; of each third connection nothing is heard again, until the pool takes it back. */
function log(takenBack: (n: number) => number | undefined): World {
  const log = world().by({ pool: 'boats' });
  for (let n = 0; n < 40; n++) {
    const taken = takenBack(n);
    log.line('pool-snapshot', n * SECOND, { inUse: n % 4, max: 4, ...(taken !== undefined && { takenBack: taken }) });
    if (n === 20) log.timeout(n * SECOND, { max: 4, waitedMs: SECOND });
  }
  return log;
}

it('what a pool took back by force was not given back, however low in-use falls', () => {
  const { pool, codes } = judge(log((n) => Math.floor(n / 4)));
  expect(pool.verdict).toBe('leak');
  expect(codes).toContain('taken-by-force');
});

it('counters that are one apart as they are read prove nothing', () => {
  expect(judge(log((n) => n % 2)).codes).not.toContain('taken-by-force');
  expect(judge(log(() => 0)).codes).toEqual(judge(log(() => undefined)).codes);
});
