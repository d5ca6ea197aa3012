import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, START, frames, hikari, judge, world, type World } from './world.ts';

const EXPORT = frames('pool:HikariPool.getConnection', 'Exporter.export', 'ExportApi.post', 'framework:Servlet.service');
const IMPORT = frames('pool:HikariPool.getConnection', 'Importer.load', 'ImportApi.post', 'framework:Servlet.service');
const THRESHOLD = 10 * SECOND;

/** A log in which returns are to be seen, with detection at ten seconds. */
const told = (): World => hikari().begins(0).set(0, { leakDetectionThresholdMs: THRESHOLD });
/** A log in which the pool's logger prints nothing below WARN. */
const warnings = (): World => hikari('app.log', { severity: 'warn' });
const until = (log: World, at: number): World => log.note(at, 'visible', { severity: 'warn' });

describe('a report of the pool', () => {
  it('that nothing takes back is a leak, if taking back would have been seen', () => {
    const { pool, codes, suspects } = judge(
      until(
        told()
          .alarm(MINUTE, 'c1', EXPORT)
          .alarm(2 * MINUTE, 'c2', EXPORT),
        HOUR,
      ),
    );
    expect(pool.verdict).toBe('leak');
    // nothing came back late, so what is set is all that can be told
    expect(pool.threshold).toMatchObject({ recommendedMs: null, current: THRESHOLD });
    expect(codes[0]).toBe('alarm-without-return');
    expect(suspects).toMatchObject([{ verdict: 'leak', leaked: 2, open: 2, returnedLate: 0, callSite: { function: 'export' } }]);
  });

  it('tells when the connection was taken, less the threshold; where none is known it was by then', () => {
    const at = (ms: number): string => new Date(START + ms).toISOString();
    const lost = (log: World) => judge(until(log.alarm(MINUTE, 'c1', EXPORT).alarm(2 * MINUTE, 'c2', EXPORT), HOUR)).suspects[0];
    expect(lost(told())).toMatchObject({ firstSeen: at(MINUTE - THRESHOLD), lastSeen: at(2 * MINUTE - THRESHOLD) });
    expect(lost(told())).not.toHaveProperty('seenAs');
    expect(lost(hikari())).toMatchObject({ firstSeen: at(MINUTE), lastSeen: at(2 * MINUTE), seenAs: 'reported' });
    const slow = until(
      told()
        .alarm(MINUTE, 'c1', EXPORT)
        .unleaked(MINUTE + 3 * SECOND, 'c1'),
      HOUR,
    );
    expect(judge(slow).suspects[0]).toMatchObject({ verdict: 'long-hold', firstSeen: at(MINUTE - THRESHOLD) });
  });

  it('that is taken back is slow work', () => {
    const log = told();
    for (let i = 1; i <= 5; i++) log.alarm(i * MINUTE, `c${i}`, EXPORT).unleaked(i * MINUTE + 3 * SECOND, `c${i}`);
    const { pool, codes, suspects } = judge(until(log, HOUR));
    expect(pool).toMatchObject({ verdict: 'long-hold', openHolds: [] });
    expect(codes).toContain('unleaked');
    expect(suspects).toMatchObject([{ verdict: 'long-hold', leaked: 0, open: 0, returnedLate: 5 }]);
  });

  it('proves nothing where a return would not be seen', () => {
    const { pool, codes } = judge(
      until(
        warnings()
          .alarm(MINUTE, 'c1', EXPORT)
          .alarm(2 * MINUTE, 'c2', EXPORT),
        HOUR,
      ),
    );
    expect(pool.verdict).toBe('inconclusive');
    expect(codes).toEqual(expect.arrayContaining(['alarm-undecided', 'returns-not-visible']));
  });

  it('proves nothing where the log ends right after it', () => {
    const log = told()
      .alarm(MINUTE - 10 * SECOND, 'c1', EXPORT)
      .alarm(MINUTE, 'c2', EXPORT);
    expect(judge(until(log, MINUTE)).codes).toEqual(expect.arrayContaining(['alarm-undecided', 'log-ends-too-soon']));
    expect(judge(until(log, MINUTE + 3 * THRESHOLD)).verdict).toBe('leak');
  });

  it('needs a minute of patience where the threshold is not known', () => {
    const log = hikari()
      .begins(0)
      .alarm(10 * MINUTE - 15 * SECOND, 'c1', EXPORT)
      .alarm(10 * MINUTE, 'c2', EXPORT);
    expect(judge(until(log, 10 * MINUTE + 44 * SECOND)).verdict).toBe('inconclusive');
    expect(judge(until(log, 10 * MINUTE + 61 * SECOND)).verdict).toBe('leak');
  });

  it('needs less where the pool had not lived for a minute: the threshold cannot be longer than that', () => {
    const log = hikari()
      .begins(0)
      .alarm(12 * SECOND, 'c1', EXPORT)
      .alarm(24 * SECOND, 'c2', EXPORT);
    expect(judge(until(log, 40 * SECOND)).verdict).toBe('leak');
  });

  it('without a stack counts, and names nobody', () => {
    const { verdict, suspects, codes, summary } = judge(
      until(
        told()
          .alarm(MINUTE, 'c1')
          .alarm(2 * MINUTE, 'c2'),
        HOUR,
      ),
    );
    expect(verdict).toBe('leak');
    expect(suspects).toEqual([]);
    expect(codes).toContain('unattributed');
    expect(summary).toContain('does not tell which code path');
  });

  it('of a connection without a name counts each time', () => {
    expect(
      judge(
        until(
          told()
            .alarm(MINUTE, null, EXPORT)
            .alarm(2 * MINUTE, null, EXPORT),
          HOUR,
        ),
      ).suspects,
    ).toMatchObject([{ leaked: 2 }]);
  });
});

describe('slow work and a leak in one log', () => {
  it('are told apart, and each has its own suspect', () => {
    const log = told();
    for (let i = 1; i <= 8; i++)
      log
        .alarm(i * MINUTE, `s${i}`, IMPORT)
        .unleaked(i * MINUTE + 8 * SECOND, `s${i}`)
        .alarm(i * MINUTE, `l${i}`, EXPORT);
    expect(judge(until(log, HOUR)).suspects).toMatchObject([
      { verdict: 'leak', leaked: 8, callSite: { function: 'export' } },
      { verdict: 'long-hold', leaked: 0, returnedLate: 8, callSite: { function: 'load' } },
    ]);
  });

  it('on one code path: the last slow one is in flight, not leaked', () => {
    const log = told();
    for (let i = 1; i <= 8; i++) log.alarm(i * 5 * MINUTE, `s${i}`, IMPORT).unleaked(i * 5 * MINUTE + 90 * SECOND, `s${i}`);
    log.alarm(50 * MINUTE, 's9', IMPORT);
    expect(judge(until(log, 52 * MINUTE))).toMatchObject({ verdict: 'long-hold', suspects: [{ leaked: 0 }] });
  });

  it('on one code path: what outlasts its slowest return by far is leaked', () => {
    const log = told();
    for (let i = 1; i <= 8; i++) log.alarm(i * MINUTE, `s${i}`, IMPORT).unleaked(i * MINUTE + 5 * SECOND, `s${i}`);
    log.alarm(10 * MINUTE, 's9', IMPORT).alarm(11 * MINUTE, 's10', IMPORT);
    expect(judge(until(log, HOUR)).suspects).toMatchObject([{ verdict: 'leak', leaked: 2, returnedLate: 8 }]);
  });
});

describe('one report alone', () => {
  const alone = (): World => told().alarm(20 * MINUTE, 'c1', IMPORT);

  it('may be the slow job of the day: it must wait for longer', () => {
    expect(judge(until(alone(), 20 * MINUTE + 25 * SECOND)).verdict).toBe('inconclusive');
    expect(judge(until(alone(), 21 * MINUTE)).verdict).toBe('leak');
  });

  it('must outlast ten times what its code path is known to need', () => {
    const slow = told()
      .alarm(MINUTE, 's', IMPORT)
      .unleaked(MINUTE + 20 * SECOND, 's')
      .alarm(20 * MINUTE, 'c1', IMPORT);
    expect(judge(until(slow, 24 * MINUTE)).verdict).toBe('inconclusive');
    expect(judge(until(slow, 26 * MINUTE)).verdict).toBe('leak');
  });

  it('is never certain, however long it has been out', () => {
    const days = judge(until(alone(), 72 * HOUR));
    expect(days.verdict).toBe('leak');
    expect(days.pool.confidence).toBeLessThanOrEqual(0.9);
  });

  it('is what several are that began together', () => {
    const together = (apart: number): World => {
      const log = told();
      for (let i = 0; i < 4; i++) log.alarm(20 * MINUTE + i * apart, `c${i}`, IMPORT);
      return until(log, 20 * MINUTE + 3 * apart + 40 * SECOND);
    };
    expect(judge(together(2 * SECOND)).verdict).toBe('inconclusive');
    expect(judge(together(12 * SECOND)).verdict).toBe('leak');
    expect(judge(until(together(2 * SECOND), 2 * HOUR)).pool.confidence).toBeLessThanOrEqual(0.9);
  });

  it('of a thread that took it for itself when the process began is a listener', () => {
    const listener = [...frames('pool:HikariPool.getConnection', 'Notifications.listen'), ...frames('runtime:Thread.run')];
    const { pool, codes, suspects } = judge(until(told().alarm(11 * SECOND, 'c1', listener), HOUR));
    expect(pool.verdict).toBe('healthy');
    expect(codes).toContain('kept-from-start');
    expect(suspects).toMatchObject([{ verdict: 'inconclusive', leaked: 0, open: 1 }]);
  });

  it('of such a thread later on is undecided', () => {
    const listener = [...frames('pool:HikariPool.getConnection', 'Notifications.listen'), ...frames('runtime:Thread.run')];
    expect(judge(until(told().alarm(20 * MINUTE, 'c1', listener), HOUR)).verdict).toBe('inconclusive');
  });

  describe('of work that the application gave to an executor', () => {
    const task = [
      ...frames('pool:HikariPool.getConnection', 'Inbox.listen', 'runtime:FutureTask.run', 'runtime:ThreadPoolExecutor.runWorker'),
    ];

    it('stays undecided however long it is kept, and says why', () => {
      const { pool, codes, suspects } = judge(until(told().alarm(20 * MINUTE, 'c1', task), 10 * HOUR));
      expect(pool.verdict).toBe('inconclusive');
      expect(codes).toEqual(expect.arrayContaining(['alarm-undecided', 'kept-perhaps']));
      expect(codes).not.toContain('log-ends-too-soon');
      expect(suspects[0]?.reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['kept-perhaps']));
    });

    it('is a leak once it took a second one', () => {
      const log = told()
        .alarm(20 * MINUTE, 'c1', task)
        .alarm(40 * MINUTE, 'c2', task);
      expect(judge(until(log, HOUR))).toMatchObject({ verdict: 'leak', suspects: [{ leaked: 2 }] });
    });

    it('is a leak where that executor serves what others ask for too: no listener shares its place', () => {
      const served = (name: string) => [
        ...frames('pool:HikariPool.getConnection', name, 'Dispatcher.handle', 'runtime:ThreadPoolExecutor.runWorker'),
      ];
      const log = told().alarm(20 * MINUTE, 'c1', served('Reports.export'));
      expect(judge(until(log, HOUR)).verdict).toBe('inconclusive');
      log.alarm(HOUR, 's1', served('Stock.count')).unleaked(HOUR + SECOND, 's1');
      expect(judge(until(log, 2 * HOUR)).suspects[0]).toMatchObject({ verdict: 'leak', leaked: 1, callSite: { function: 'export' } });
    });

    it('is as undecided as any other while the log may end too soon', () => {
      expect(judge(until(told().alarm(20 * MINUTE, 'c1', task), 20 * MINUTE + 20 * SECOND)).codes).toContain('log-ends-too-soon');
    });
  });
});

describe('what weakens a report', () => {
  it('is starvation or a clock step near it', () => {
    const log = told().alarm(MINUTE, 'c1', EXPORT).alarm(MINUTE, 'c2', EXPORT);
    const plain = judge(until(log, HOUR));
    const doubted = judge(until(log.note(MINUTE + SECOND, 'clock-leap', { severity: 'warn' }), HOUR));
    expect(doubted.codes).toContain('clock-trouble');
    expect(doubted.pool.verdict).toBe('leak');
    expect(doubted.pool.confidence).toBeLessThan(plain.pool.confidence);
    expect(doubted.suspects[0]?.confidence).toBeLessThan(plain.suspects[0]?.confidence ?? 0);
  });

  it('is a second report of the connection: it was back in between', () => {
    const log = told()
      .alarm(MINUTE, 'c1', EXPORT)
      .alarm(10 * MINUTE, 'c1', EXPORT)
      .alarm(20 * MINUTE, 'c1', EXPORT);
    const { codes, suspects, pool } = judge(until(log, 20 * MINUTE + 15 * SECOND));
    expect(codes).toContain('reported-again');
    expect(suspects[0]?.open).toBe(1);
    expect(pool.openHolds).toHaveLength(1);
  });

  it('is a connection that is closed: its slot is free', () => {
    expect(
      judge(
        until(
          told()
            .alarm(MINUTE, 'c1', EXPORT)
            .closed(2 * MINUTE, 'c1'),
          HOUR,
        ),
      ),
    ).toMatchObject({ verdict: 'long-hold', pool: { openHolds: [] } });
  });
});

describe('returns that cannot be seen do not matter', () => {
  const drained = (connections: number, then: number): World => {
    const log = warnings();
    for (let i = 1; i <= connections; i++) log.alarm(i * MINUTE, `c${i}`, EXPORT);
    for (let i = 0; i < 5; i++) log.timeout(then + i * SECOND, { max: 4, severity: 'error', witness: 'exception' });
    return until(log, HOUR);
  };

  it('where every connection is reported and callers still go away empty', () => {
    expect(judge(drained(4, 5 * MINUTE))).toMatchObject({ verdict: 'leak', pool: { acquireTimeouts: 5 } });
  });

  it('but not where the last caller had waited since before the last report', () => {
    expect(judge(drained(4, 4 * MINUTE + 20 * SECOND)).verdict).toBe('inconclusive');
  });

  it('nor where connections are reported twice, as those of a busy pool are', () => {
    const busy = (then: number): World => {
      const log = warnings();
      for (let i = 1; i <= 8; i++) log.alarm(i * MINUTE, `c${i % 4}`, EXPORT);
      for (let at = 8 * MINUTE; at <= then; at += 10 * SECOND) log.timeout(at, { max: 4, severity: 'error', witness: 'exception' });
      return until(log, 3 * HOUR);
    };
    expect(judge(busy(12 * MINUTE)).verdict).toBe('inconclusive');
    expect(judge(busy(60 * MINUTE)).verdict).toBe('leak');
  });

  it('but only then: one that is not reported may have served them', () => {
    expect(judge(drained(3, 5 * MINUTE)).verdict).toBe('inconclusive');
  });
});

describe('a watchdog that repeats itself', () => {
  const watched = (): World => {
    const log = hikari('app.log', { severity: 'warn' });
    for (let i = 0; i < 10; i++) log.alarm((i + 1) * 30 * SECOND, 'c1', EXPORT, { heldMs: (i + 1) * 30 * SECOND });
    return log;
  };

  it('tells of one hold, not of ten, and needs no line of a return', () => {
    expect(judge(until(watched(), 10 * 30 * SECOND))).toMatchObject({ verdict: 'leak', suspects: [{ leaked: 1, open: 1 }] });
  });

  it('falls silent when the connection is back', () => {
    expect(judge(until(watched(), HOUR))).toMatchObject({ verdict: 'long-hold', suspects: [{ leaked: 0, returnedLate: 1 }] });
  });

  it('and a reaper that took the connection back says that it was a leak', () => {
    const log = warnings().alarm(MINUTE, 'c1', EXPORT, { reclaimed: true });
    expect(judge(until(log, MINUTE))).toMatchObject({
      verdict: 'leak',
      suspects: [{ leaked: 1, reclaimed: 1, open: 0 }],
      pool: { openHolds: [] },
    });
  });

  it('and a place of which less was lost, but for good, is named before one that a reaper helped', () => {
    const log = told();
    for (let i = 1; i <= 4; i++) log.alarm(i * MINUTE, `c${i}`, EXPORT, { reclaimed: true });
    for (let i = 5; i <= 7; i++) log.alarm(i * MINUTE, `c${i}`, IMPORT);
    expect(judge(until(log, HOUR)).suspects).toMatchObject([
      { leaked: 3, open: 3, callSite: { function: 'load' } },
      { leaked: 4, reclaimed: 4, open: 0 },
    ]);
  });
});

describe('detection that is on and silent', () => {
  it('speaks for health once the log is long enough', () => {
    expect(judge(until(told(), HOUR))).toMatchObject({ verdict: 'healthy', codes: ['no-leak-reports'] });
    expect(judge(until(told(), 40 * SECOND)).verdict).toBe('inconclusive');
  });

  it('speaks against a floor that rises', () => {
    const log = told();
    for (let i = 0; i < 200; i++) log.sample(i * 10 * SECOND, 1 + Math.floor(i / 40) + (i % 5 === 0 ? 0 : 1), { max: 20 });
    expect(judge(log).verdict).toBe('inconclusive');
  });
});

describe('reports that name the borrower alone', () => {
  const STACK = frames('pool:QueuePool.connect', 'Views.dispense');
  const told = (log: World, at: number, thread: string, heldMs: number): World =>
    log.line('leak-reported', at, { connection: null, stack: STACK, heldMs, thread });
  const back = (log: World, at: number, thread: string, heldMs: number): World =>
    log.line('checkin', at, { connection: null, reason: 'unleaked', heldMs, thread });

  it('are ended by what says the same of the same borrower', () => {
    const log = world();
    told(log, 20_000, 'w1', 8000);
    told(log, 40_000, 'w1', 8000);
    told(log, 41_000, 'w2', 8000);
    back(log, 60_000, 'w1', 48_000);
    const { pool, suspects } = judge(log.note(HOUR, 'visible'));
    expect(pool.openHolds).toEqual([]);
    expect(suspects).toMatchObject([{ leaked: 2, open: 2, returnedLate: 1 }]);
  });

  it('are one where they are said again', () => {
    const log = world();
    for (let i = 0; i < 30; i++) for (const thread of ['w1', 'w2']) told(log, 20_000 + i * MINUTE, thread, 8000 + i * MINUTE);
    expect(judge(log).suspects).toMatchObject([{ leaked: 2, open: 2 }]);
  });
});

describe('more reported connections than the pool may have', () => {
  const ten = (limit: number | undefined, lost: number, more: (log: World) => World = (log) => log): World => {
    const log = told();
    if (limit !== undefined) log.set(0, { max: limit });
    log.alarm(MINUTE, 'back', IMPORT).unleaked(2 * MINUTE, 'back');
    for (let i = 0; i < lost; i++) log.alarm((3 + i) * MINUTE, `c${i}`, EXPORT);
    return until(more(log), HOUR);
  };

  it('show that the log does not tell of all returns', () => {
    const { verdict, codes } = judge(ten(10, 12));
    expect(verdict).toBe('inconclusive');
    expect(codes).toEqual(expect.arrayContaining(['alarm-undecided', 'more-than-the-limit']));
    expect(codes).not.toContain('returns-not-visible');
  });

  it('are a leak where they are no more than that, or the limit is not told', () => {
    expect(judge(ten(10, 10)).verdict).toBe('leak');
    expect(judge(ten(undefined, 12)).verdict).toBe('leak');
    expect(judge(ten(0, 12)).verdict).toBe('leak');
  });

  it('are none where a sample shows more open than the limit that a caller was told', () => {
    const waited = (log: World): World => log.timeout(30 * MINUTE, { max: 3 }).sample(40 * MINUTE, 12, { open: 20 } as object);
    expect(judge(ten(undefined, 12, waited)).codes).not.toContain('more-than-the-limit');
  });

  it('are none where the pool took them back by force', () => {
    const log = told().set(0, { max: 3 });
    for (let i = 0; i < 6; i++) log.alarm((3 + i) * MINUTE, `c${i}`, EXPORT, { reclaimed: true });
    expect(judge(until(log, HOUR)).verdict).toBe('leak');
  });
});
