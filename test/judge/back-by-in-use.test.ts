import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, frames, hikari, judge, type World } from './world.ts';

const NIGHTLY = frames('pool:HikariPool.getConnection', 'Nightly.run', 'framework:Scheduler.run');
const EXPORT = frames('pool:HikariPool.getConnection', 'Exporter.export', 'ExportApi.post', 'framework:Servlet.service');
const LOGGER = 'com.zaxxer.hikari.pool.';

/** Reports at WARN and samples at DEBUG, as a log shows them in which the pool's own logger alone is turned up. */
const stats = (): World => hikari('app.log', { severity: 'debug', pool: 'HikariPool-1' });
const report = (log: World, at: number, connection: string, stack = NIGHTLY): World =>
  log.alarm(at, connection, stack, { logger: `${LOGGER}ProxyLeakTask` });

/** Samples all half minutes. @param inUse at a time */
const sampled = (inUse: (at: number) => number, reports: readonly (readonly [number, string])[], logger = `${LOGGER}HikariPool`): World => {
  const log = stats();
  let next = 0;
  for (let at = 0; at <= 2 * HOUR; at += 30 * SECOND) {
    for (; next < reports.length && (reports[next]?.[0] ?? 0) < at; next++) report(log, ...(reports[next] as [number, string]));
    log.sample(at, inUse(at), { max: 10, logger });
  }
  return log;
};

const JOBS = [10, 22, 34, 46, 58, 70].map((minute, i) => [minute * MINUTE + 20 * SECOND, `c${i}`] as const);
const running = (at: number): number => JOBS.filter(([from]) => at >= from - 20 * SECOND && at < from + 25 * SECOND).length;

describe('reported connections of a pool whose in-use is told', () => {
  it('are back where nothing is in use later on, though no line says so', () => {
    const { pool, codes, suspects } = judge(sampled(running, JOBS));
    expect(pool).toMatchObject({ verdict: 'long-hold', openHolds: [] });
    expect(codes).toContain('back-by-in-use');
    expect(suspects).toMatchObject([{ verdict: 'long-hold', leaked: 0, open: 0, returnedLate: 6 }]);
  });

  it('are back even where returns would have been seen', () => {
    const log = sampled(running, JOBS).note(2 * HOUR, 'visible', { severity: 'info', logger: 'com.zaxxer.hikari.HikariDataSource' });
    expect(judge(log).verdict).toBe('long-hold');
  });

  it('are undecided where fewer are in use than were reported: some are back, and nobody knows which', () => {
    const { verdict, codes, suspects } = judge(sampled((at) => 2 + running(at), JOBS));
    expect(verdict).toBe('inconclusive');
    expect(codes).toEqual(expect.arrayContaining(['alarm-undecided', 'fewer-in-use', 'returns-not-visible']));
    expect(suspects).toMatchObject([{ leaked: 0 }]);
  });

  it('are lost where as many stay in use and returns would be seen', () => {
    const lost = (at: number): number => JOBS.filter(([from]) => at >= from - 20 * SECOND).length;
    const log = sampled(lost, JOBS).note(2 * HOUR, 'visible', { severity: 'info', logger: 'com.zaxxer.hikari.HikariDataSource' });
    expect(judge(log)).toMatchObject({ verdict: 'leak', suspects: [{ leaked: 6, open: 6 }] });
  });

  it('of two code paths: no more are called lost than stay in use', () => {
    const log = hikari().begins(0);
    for (let i = 0; i < 6; i++) report(log, (i + 1) * MINUTE, `l${i}`, EXPORT);
    report(log, 8 * MINUTE, 's1').unleaked(8 * MINUTE + 20 * SECOND, 's1');
    // the line of this one's return is missing
    report(log, 10 * MINUTE, 's2');
    for (let at = 12 * MINUTE; at < HOUR; at += 30 * SECOND) log.sample(at, 6, { max: 20 });
    const { suspects } = judge(log);
    expect(suspects).toMatchObject([
      { verdict: 'leak', leaked: 5, open: 6, callSite: { function: 'export' } },
      { leaked: 0, returnedLate: 1, callSite: { function: 'run' } },
    ]);
  });

  it('that the same sample tells, or one before, are not back by it', () => {
    const log = report(stats().sample(0, 0), MINUTE, 'c1').sample(MINUTE, 0);
    expect(judge(log).codes).not.toContain('back-by-in-use');
  });
});

describe('lines at INFO or below', () => {
  const reported = (log: World): World => {
    for (let i = 1; i < 4; i++) report(log, i * 10 * MINUTE, `c${i}`);
    return log;
  };
  const stat = (log: World, logger: string, severity: 'debug' | 'info' = 'debug'): World => log.note(HOUR, 'visible', { severity, logger });

  it('of one logger that was turned up by name show nothing of another one', () => {
    expect(judge(stat(reported(stats()), `${LOGGER}HikariPool`))).toMatchObject({ verdict: 'inconclusive' });
  });

  it('of the logger that reports, of two of the pool, or at INFO show that a return would be seen', () => {
    expect(judge(stat(reported(stats()), `${LOGGER}ProxyLeakTask`)).verdict).toBe('leak');
    expect(judge(stat(stat(reported(stats()), `${LOGGER}HikariPool`), `${LOGGER}PoolBase`)).verdict).toBe('leak');
    expect(judge(stat(reported(stats()), 'com.zaxxer.hikari.HikariDataSource', 'info')).verdict).toBe('leak');
  });

  it('of two packages of the program show the level that all loggers have', () => {
    const log = (...loggers: string[]): World => {
      const own = reported(stats());
      for (const logger of loggers) own.says(50 * MINUTE, 'order placed', { logger });
      return stat(own, `${LOGGER}HikariPool`);
    };
    expect(judge(log('com.acme.shop.Orders', 'com.acme.mail.Mails')).verdict).toBe('inconclusive');
    expect(judge(log('com.acme.shop.Orders', 'org.springframework.boot.Boot')).verdict).toBe('leak');
  });
});

it('reports of one connection twice show that returns are not printed', () => {
  const log = hikari().begins(0);
  for (let i = 1; i < 5; i++) report(log, i * 10 * MINUTE, `c${i % 3}`);
  expect(judge(log.note(2 * HOUR, 'visible', { severity: 'info' }))).toMatchObject({ verdict: 'inconclusive' });
});
