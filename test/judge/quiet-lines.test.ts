import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, hikari, judge, world, type World } from './world.ts';

/** A job runs every five minutes beside requests; a third of its runs say why they stop early, and leave a connection behind. In-use is sampled once a minute. */
function jobs(log: World, forgets: boolean): World {
  let lost = 0;
  for (let minute = 0; minute < 120; minute++) {
    const at = minute * MINUTE;
    for (let i = 0; i < 8; i++) log.served(at + i * 5 * SECOND, 'GET /matches/{id}');
    if (minute % 5 === 2) {
      log.says(at + 41 * SECOND, 'job started', { route: 'job:tables' });
      if (minute % 15 === 7) {
        log.says(at + 42 * SECOND, 'match postponed, table frozen after <*> rows', { route: 'job:tables' });
        if (forgets) lost++;
      }
      log.served(at + 43 * SECOND, 'job:tables', { template: 'job finished', status: undefined });
    }
    log.sample(at + 50 * SECOND, lost, { max: 30, waitCount: 0 });
  }
  return log;
}

describe('a quiet message within a job', () => {
  it('is named with the job, where the job loses a connection whenever it says so', () => {
    const { verdict, suspects } = judge(jobs(world('app.log', { runtime: 'go-database-sql' }), true));
    expect(verdict).toBe('leak');
    expect(suspects).toMatchObject([{ route: 'job:tables', template: 'match postponed, table frozen after <*> rows' }]);
    expect(suspects[0]?.reasons.map(({ text }) => text).join()).toContain('Every line of it with its message falls');
  });

  it('is nobody where in-use comes down', () => {
    expect(judge(jobs(world('app.log', { runtime: 'go-database-sql' }), false))).toMatchObject({ verdict: 'healthy', suspects: [] });
  });
});

describe('lines between the start of a pool and its first sample', () => {
  /** A pool starts; the first line of the guilty kind stands before its first sample, a second one a minute later, and so on. */
  const started = (start: (log: World) => World, quiet = 0): World => {
    const log = start(hikari('app.log', { pool: 'shop' }));
    for (let i = 0; i < quiet; i++) log.says(SECOND, 'warming up');
    for (let minute = 0; minute < 30; minute++) {
      const at = minute * MINUTE;
      for (let i = 0; i < 9; i++) log.served(at + (i + 2) * 5 * SECOND, 'GET /cases/{id}');
      const lost = Math.floor(minute / 3) + 1;
      if (minute % 3 === 0) log.says(at + 56 * SECOND, 'case <*> is closed, nothing is shown');
      log.sample(at + MINUTE, lost, { max: 40, pending: 0 });
    }
    return log;
  };

  it('tell of the first connection that was lost', () => {
    const { suspects } = judge(started((log) => log.begins(0)));
    expect(suspects).toMatchObject([{ template: 'case <*> is closed, nothing is shown', leaked: 10, checkouts: 10 }]);
    const parts = suspects[0]?.attribution.parts;
    expect(parts).toMatchObject({ probability: 1, occurrences: 10 });
  });

  it('are given up where they are very many: a pool that prints no samples needs none', () => {
    const { suspects } = judge(started((log) => log.begins(0), 2000));
    expect(suspects).toMatchObject([{ template: 'case <*> is closed, nothing is shown', checkouts: 9 }]);
  });
});
