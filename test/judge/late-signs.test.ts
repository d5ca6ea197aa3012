import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, frames, hikari, judge, world, type World } from './world.ts';

const EXPORT = frames('pool:HikariPool.getConnection', 'Exporter.export', 'ExportApi.post', 'framework:Servlet.service');
const told = (): World =>
  hikari()
    .begins(0)
    .set(0, { leakDetectionThresholdMs: 10 * SECOND });

describe('returns of a process that ends', () => {
  /** Two minutes of short work, during which some connections go out and stay. */
  const worked = (begins: readonly number[]): World => {
    const log = world();
    for (let i = 0; i < 1200; i++) {
      const at = i * 100;
      begins.forEach((begin, n) => begin >= at && begin < at + 100 && log.out(begin, `x${n}`));
      log.out(at, 'w').back(at + 20, 'w');
    }
    return log;
  };
  const end = (log: World, names: readonly string[], at: number, apart = 2): World => {
    names.forEach((name, i) => log.back(at + i * apart, name));
    return log;
  };

  it('are no returns: what had gone out at different times comes back at once, and nothing goes out any more', () => {
    const { pool, suspects, codes } = judge(end(worked([5000, 25_000, 60_000]), ['x0', 'x1', 'x2'], 2 * MINUTE + SECOND));
    expect(pool.verdict).toBe('leak');
    expect(codes).toContain('swept-at-exit');
    expect(pool.holdTime).toMatchObject({ count: 1200, p999Ms: expect.closeTo(20, 0) as number });
    expect(pool.openHolds).toEqual([]);
    expect(suspects).toEqual([]);
  });

  it.each([
    ['where there are only two', [5000, 25_000], 2],
    ['where they come back one after the other', [5000, 25_000, 60_000], 3000],
    ['where they had gone out together', [25_000, 25_001, 25_002], 2],
  ])('are returns %s', (_, begins, apart) => {
    const names = begins.map((__, i) => `x${i}`);
    const { pool, codes } = judge(end(worked(begins), names, 2 * MINUTE + SECOND, apart));
    expect(codes).not.toContain('swept-at-exit');
    expect(pool.verdict).not.toBe('leak');
  });

  it('are none of its sister workers either, which are stopped with it and lost but one each', () => {
    const workers = world();
    for (const [i, begin] of [5000, 25_000, 60_000].entries()) {
      const worker = workers.pid(`${100 + i}`);
      worker
        .work(100, { from: i, everyMs: 1000 })
        .out(begin + 500, `x${i}`)
        .back(2 * MINUTE + i * SECOND, `x${i}`);
    }
    const { pools } = judge(workers);
    expect(pools.map(({ holdTime }) => holdTime?.count)).toEqual([100, 100, 100]);
    for (const { reasons } of pools) expect(reasons.map(({ code }) => code)).not.toContain('over-threshold');
  });

  it('are returns where the process goes on', () => {
    const log = end(worked([5000, 25_000, 60_000]), ['x0', 'x1', 'x2'], 2 * MINUTE + SECOND).work(20, { from: 3 * MINUTE });
    expect(judge(log).codes).not.toContain('swept-at-exit');
  });
});

describe('a return that is told as late by itself', () => {
  const lake = (late: readonly number[]): World => {
    const log = world('app.log', { runtime: 'database-pool', pool: 'shop.db' });
    for (let i = 0; i < 40; i++) log.sample(i * MINUTE, i % 3, { max: 20 });
    late.forEach((heldMs, i) => log.unleaked((5 * i + 4) * MINUTE, `${4700 + i}`, { heldMs }));
    return log;
  };

  it('is work that held its connection for long', () => {
    const { verdict, pool } = judge(lake([44_000, 193_000, 61_000]));
    expect(verdict).toBe('long-hold');
    expect(pool.reasons.find(({ code }) => code === 'unleaked')?.text).toBe('3 of 3 reported connections came back after all.');
    expect(judge(lake([])).verdict).toBe('healthy');
  });

  it('is none where nobody knows how long, nor of anybody whose report the log does not hold', () => {
    const log = lake([]).unleaked(30 * MINUTE, '4711');
    expect(judge(log).verdict).toBe('healthy');
  });
});

describe('a report that the log ends too soon after', () => {
  const after = (lost: number, more: (log: World) => World = (log) => log): World => {
    const log = told();
    for (let i = 0; i < lost; i++) log.alarm((i + 1) * MINUTE, `c${i}`, EXPORT);
    return more(log)
      .alarm(HOUR - 5 * SECOND, 'young', EXPORT)
      .note(HOUR, 'visible', { severity: 'info' });
  };

  it('is a leak where every earlier one of its path was', () => {
    expect(judge(after(3)).suspects).toMatchObject([{ leaked: 4, open: 4 }]);
  });

  it('is undecided where all earlier ones began on one occasion', () => {
    const log = told();
    for (let i = 0; i < 4; i++) log.alarm(MINUTE + i * SECOND, `c${i}`, EXPORT);
    log.alarm(HOUR - 5 * SECOND, 'young', EXPORT).note(HOUR, 'visible', { severity: 'info' });
    expect(judge(log).suspects).toMatchObject([{ leaked: 4, open: 5 }]);
  });

  it('is undecided where there were too few, or one came back', () => {
    expect(judge(after(2)).suspects).toMatchObject([{ leaked: 2, open: 3 }]);
    const returned = after(3, (log) => log.alarm(30 * MINUTE, 'back', EXPORT).unleaked(31 * MINUTE, 'back'));
    expect(judge(returned).suspects).toMatchObject([{ leaked: 3, open: 3, returnedLate: 1 }]);
  });
});

describe('a helper that a path shares with others', () => {
  const HELPER = ['pool:HikariPool.getConnection', 'Store.load'] as const;
  const guilty = frames(...HELPER, 'Consumer.handle', 'framework:Loop.run');
  const innocent = frames(...HELPER, 'Api.list', 'framework:Servlet.service');

  it('is cleared by an innocent caller, though one of his is still out at the end', () => {
    const log = told();
    for (let i = 0; i < 6; i++) log.alarm((i + 1) * MINUTE, `c${i}`, guilty);
    for (let i = 0; i < 8; i++) log.alarm((i + 1) * MINUTE + SECOND, 'i', innocent).unleaked((i + 1) * MINUTE + 9 * SECOND, 'i');
    const { suspects } = judge(log.alarm(HOUR - SECOND, 'i', innocent).note(HOUR, 'visible', { severity: 'info' }));
    expect(suspects[0]).toMatchObject({ leaked: 6, callSite: { function: 'handle' }, attribution: { parts: { rule: 'learned' } } });
  });

  it('is shown with the caller of the lost ones where numbers are too small to clear it', () => {
    const log = told().alarm(MINUTE, 'i', innocent).unleaked(MINUTE + SECOND, 'i').alarm(2 * MINUTE, 'c', guilty).alarm(3 * MINUTE, 'd', guilty); // prettier-ignore
    const [first] = judge(log.note(HOUR, 'visible', { severity: 'info' })).suspects;
    expect(first).toMatchObject({ callSite: { function: 'load' }, calledBy: { function: 'handle' } });
  });
});
