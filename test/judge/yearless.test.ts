import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, START, judge, world } from './world.ts';

/** Where a line without a year stands before any line has told one. */
const yearless = (ms: number): number => Date.UTC(1970, 2, 2, 8) + ms - START;

describe('lines without a year before the first one that tells it', () => {
  it('do not stretch the time of the pool over decades', () => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    for (let i = 0; i < 3; i++) log.sample(yearless(i * SECOND), 0, { max: 4, waitCount: 0 });
    for (let i = 0; i < 60; i++) log.sample(MINUTE + i * SECOND, i % 3, { max: 4, waitCount: 0 });
    const { pool } = judge(log);
    expect(pool).toMatchObject({ verdict: 'healthy', watched: { from: '2026-03-02T08:01:00.000Z' }, inUse: { first: 0, peak: 2 } });
    expect(pool.inUse?.series.every(({ at }) => at?.startsWith('2026'))).toBe(true);
  });

  it('tell no length of a hold that ends in a year', () => {
    const log = world().out(yearless(0), 'old');
    log.back(SECOND, 'old').work(100, { from: 2 * SECOND });
    expect(judge(log)).toMatchObject({ verdict: 'healthy', pool: { holdTime: { count: 100, maxMs: 20 } } });
  });
});
