import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, frames, hikari, judge, report, world, type World } from './world.ts';

const EXPORT = frames('pool:HikariPool.getConnection', 'Exporter.export', 'framework:Servlet.service');
const until = (log: World, at: number): World => log.note(at, 'visible');
/** Ten minutes of honest work that came and went. */
const busy = (log: World = world()): World => log.work(600, { everyMs: SECOND });
/** A pool of four that callers overran for a minute, and that is idle again. */
const overrun = (log: World): World => {
  for (let i = 0; i < 4; i++) log.out(11 * MINUTE, `b${i}`);
  for (let i = 0; i < 8; i++) log.timeout(11 * MINUTE + (i + 1) * SECOND, { max: 4, witness: 'exception' });
  for (let i = 0; i < 4; i++) log.back(12 * MINUTE, `b${i}`);
  return log;
};

describe('the sentence', () => {
  const ROOMY = { leakDetectionThresholdMs: 10 * SECOND };
  /** One process with slow work that came back, and another of which callers went away empty. */
  const slowAndDry = (): World => {
    const log = hikari();
    log.pod('a').begins(0).set(0, ROOMY).alarm(MINUTE, 'c', EXPORT).unleaked(2 * MINUTE, 'c'); // prettier-ignore
    log.pod('b').begins(0);
    for (let i = 0; i < 7; i++) log.pod('b').timeout(10 * MINUTE + i * SECOND, { witness: 'exception' });
    return log;
  };

  it('does not speak of slow work alone where another pool ran dry', () => {
    const { verdict, summary } = judge(slowAndDry());
    expect(verdict).toBe('long-hold');
    expect(summary).toContain('slow work. Whether 1 other pool leaks cannot be told from this log, and it ran dry (7 timeouts).');
    expect(summary).not.toContain('no leak');
  });

  it('says "no leak" where no pool is open', () => {
    const log = hikari().begins(0).set(0, ROOMY).alarm(MINUTE, 'c', EXPORT).unleaked(2 * MINUTE, 'c'); // prettier-ignore
    expect(judge(log).summary).toContain('slow work, no leak.');
  });

  it('does not say that every connection came back where one was kept from the start', () => {
    const listener = [...frames('pool:HikariPool.getConnection', 'Notifications.listen'), ...frames('runtime:Thread.run')];
    const log = hikari()
      .begins(0)
      .set(0, ROOMY)
      .alarm(11 * SECOND, 'c', listener);
    const { verdict, summary } = judge(until(log, HOUR));
    expect(verdict).toBe('healthy');
    expect(summary).toContain('but those taken at the start and kept since, by design it seems');
  });
});

describe('of several answers', () => {
  it('a leak outweighs the saturation that it brings', () => {
    const log = overrun(busy())
      .out(10 * MINUTE, 'x')
      .out(10 * MINUTE, 'y');
    const { pool, codes } = judge(until(log, HOUR));
    expect(pool.verdict).toBe('leak');
    expect(codes).toEqual(expect.arrayContaining(['never-returned', 'acquire-timeouts']));
  });

  it('saturation outweighs health', () => {
    const { pool, codes } = judge(until(overrun(busy()), HOUR));
    expect(pool).toMatchObject({ verdict: 'saturation', acquireTimeouts: 8 });
    expect(codes).toEqual(expect.arrayContaining(['acquire-timeouts', 'receded', 'returned']));
  });

  it('in-use that was never near the limit contradicts it, and it is told less surely', () => {
    const log = (connections: number): World => {
      const some = busy();
      for (let i = 0; i < connections; i++) some.out(30 * SECOND, `b${i}`);
      for (let i = 0; i < 33; i++) some.timeout(31 * SECOND, { max: 15, thread: `exec-${i}`, waitedMs: 1000 });
      for (let i = 0; i < connections; i++) some.back(32 * SECOND, `b${i}`);
      return until(some, HOUR);
    };
    const { pool, codes } = judge(log(1));
    expect(pool).toMatchObject({ verdict: 'saturation', confidence: 0.6, acquireTimeouts: 33 });
    expect(codes).toEqual(expect.arrayContaining(['acquire-timeouts', 'never-full']));
    expect(pool.reasons.find(({ code }) => code === 'never-full')?.text).toContain('never more than 1 of 15 connections in use');
    const full = judge(log(15));
    expect(full.pool).toMatchObject({ verdict: 'saturation', confidence: 0.95 });
    expect(full.codes).not.toContain('never-full');
  });

  it('an open report keeps health away', () => {
    const log = hikari()
      .begins(0)
      .set(0, { leakDetectionThresholdMs: 10 * SECOND });
    for (let i = 0; i < 100; i++) log.sample(i * 10 * SECOND, i % 2, { max: 10 });
    expect(judge(log).verdict).toBe('healthy');
    expect(judge(log.alarm(1000 * SECOND, 'c', EXPORT)).verdict).toBe('inconclusive');
  });

  it('the reasons of those that lost stay as reasons against', () => {
    const { pool } = judge(
      until(
        busy()
          .out(10 * MINUTE, 'x')
          .out(10 * MINUTE, 'y'),
        HOUR,
      ),
    );
    expect(pool.reasons.map((why) => why.for)).toEqual(expect.arrayContaining(['leak', 'healthy']));
    for (const why of pool.reasons) expect(why.text).toMatch(/^[A-Z0-9].*[.]$/);
  });

  it('the worst pool gives the verdict of all', () => {
    const bad = until(
      busy(world('b.log'))
        .out(10 * MINUTE, 'x')
        .out(10 * MINUTE, 'y'),
      HOUR,
    );
    const found = judge([until(busy(world('a.log')), HOUR), bad]);
    expect(found.pools.map(({ verdict }) => verdict)).toEqual(['healthy', 'leak']);
    expect(found.verdict).toBe('leak');
    expect(found.summary).toContain('1 of 2 pools');
  });

  it('timeouts without anything else are inconclusive', () => {
    const log = world();
    for (let i = 0; i < 10; i++) log.timeout(i * SECOND, { max: 5, witness: 'exception' });
    expect(judge(until(log, HOUR))).toMatchObject({ verdict: 'inconclusive', pool: { acquireTimeouts: 10 } });
  });

  it('holds beyond the threshold that the user gives are long, though the log knows no shorter ones', () => {
    const log = world().work(100, { heldMs: 8 * SECOND, everyMs: 10 * SECOND });
    expect(judge(log).verdict).toBe('healthy');
    expect(judge(log, { thresholdMs: 5 * SECOND })).toMatchObject({ verdict: 'long-hold' });
  });

  it('nothing at all is inconclusive', () => {
    expect(report([])).toMatchObject({ verdict: 'inconclusive', pools: [], suspects: [], victims: [] });
    expect(judge(world().says(0, 'hello'))).toMatchObject({ verdict: 'inconclusive', pools: [] });
  });
});

describe('a pool that ran dry but keeps turning over', () => {
  const dry = (returns: number): World => {
    const log = hikari().begins(0);
    for (let i = 0; i < returns; i++)
      log
        .alarm(i * SECOND, `c${i % 4}`, EXPORT)
        .unleaked(i * SECOND + 500, `c${i % 4}`)
        .timeout(i * SECOND + 600, { max: 4, witness: 'exception' });
    return log;
  };

  it('is saturated: what comes back twice over is not lost', () => {
    expect(judge(dry(20))).toMatchObject({ verdict: 'saturation' });
    expect(judge(dry(20)).codes).toContain('turnover');
  });

  it('is undecided where hardly anything came back', () => {
    expect(judge(dry(5)).verdict).toBe('inconclusive');
  });
});

describe('a pool that ran dry under a leak detector', () => {
  const slow = (late: number): World => {
    const log = hikari().begins(0);
    for (let i = 0; i < late; i++) log.alarm(10 * SECOND + i, `c${i}`, EXPORT).timeout(20 * SECOND + i, { witness: 'exception' });
    for (let i = 0; i < late; i++) log.unleaked(30 * SECOND + i, `c${i}`);
    return log;
  };

  it('is saturated where all that was reported came back and time enough has passed', () => {
    const found = judge(until(slow(4), HOUR));
    expect(found.verdict).toBe('saturation');
    expect(found.codes).toContain('all-came-back');
  });

  it('is undecided where the log ends before the detector could have told', () => {
    expect(judge(until(slow(4), 35 * SECOND)).verdict).toBe('inconclusive');
  });

  it('is not saturated where one of the reported did not come back', () => {
    const found = judge(until(slow(4).alarm(40 * SECOND, 'lost', EXPORT), HOUR));
    expect(found.codes).not.toContain('all-came-back');
    expect(found.verdict).not.toBe('saturation');
  });

  it('is undecided where nothing shows that a detector is on', () => {
    const log = hikari().begins(0);
    for (let i = 0; i < 4; i++) log.timeout(20 * SECOND + i, { witness: 'exception' });
    expect(judge(until(log, HOUR)).verdict).toBe('inconclusive');
  });
});

describe('a connection taken when the process began and kept', () => {
  const kept = (connections: number, more: object = {}): World => {
    const log = world().begins(0);
    for (let i = 0; i < connections; i++) log.out(SECOND + i, `k${i}`, { thread: `listener-${i}`, ...more });
    return until(log.work(600, { from: 2 * SECOND, everyMs: SECOND }), HOUR);
  };

  it('is a listener or a lock, if there are few', () => {
    expect(judge(kept(3))).toMatchObject({ verdict: 'healthy', codes: expect.arrayContaining(['kept-from-start']) as unknown });
    expect(judge(kept(3)).pool.openHolds).toHaveLength(3);
  });

  it('is a leak, if there are many', () => {
    expect(judge(kept(4)).verdict).toBe('leak');
  });

  it('is a leak where its kind of work is known to give back', () => {
    const log = world().by({ thread: 't' }).work(30, { everyMs: 100, route: 'GET /a', thread: 't' });
    log
      .by({ thread: 't' })
      .out(4 * SECOND, 'x')
      .served(4010, 'GET /a');
    log.work(600, { from: 5 * SECOND, everyMs: SECOND, route: 'GET /a', thread: 't' });
    expect(judge(until(log, HOUR))).toMatchObject({ verdict: 'leak', suspects: [{ route: 'GET /a', leaked: 1 }] });
  });

  it('is a leak where others of its kind got lost later', () => {
    const log = kept(1, { stack: frames('OrderRepo.find') });
    log.out(5 * MINUTE, 'later', { stack: frames('OrderRepo.find') });
    expect(judge(until(log, HOUR))).toMatchObject({ verdict: 'leak', suspects: [{ leaked: 2 }] });
  });

  it('is no longer at the start when most of the work is done, however long the log goes on in silence', () => {
    const log = busy().out(9 * MINUTE, 'x');
    expect(judge(until(log, 24 * HOUR)).verdict).toBe('leak');
  });
});

describe('fingerprints that are accepted', () => {
  const log = hikari()
    .begins(0)
    .set(0, { leakDetectionThresholdMs: 10 * SECOND });
  for (let i = 1; i <= 5; i++) log.alarm(i * MINUTE, `c${i}`, EXPORT);
  until(log, HOUR);
  const fingerprint = judge(log).suspects[0]!.fingerprint;
  const accept = (expires?: string) => ({
    ignore: new Map([[fingerprint, { reason: 'known', ...(expires !== undefined && { expires }) }]]),
  });

  it('leave the suspects, and the verdict', () => {
    const found = judge(log, accept());
    expect(found).toMatchObject({ verdict: 'healthy', suspects: [], ignored: [{ fingerprint, reason: 'known', leaked: 5 }] });
    expect(found.pool.verdict).toBe('leak');
  });

  it('count again from the day on which the acceptance ends, by the clock of the log', () => {
    expect(judge(log, accept('2026-03-03')).verdict).toBe('healthy');
    expect(judge(log, accept('2026-03-01')).verdict).toBe('leak');
    const ended = judge(log, accept('2026-03-02'));
    expect(ended.verdict).toBe('leak');
    expect(ended.input.notices).toMatchObject([{ code: 'acceptance-ended', subject: fingerprint }]);
  });

  it('excuse nobody else', () => {
    const other = frames('pool:HikariPool.getConnection', 'Importer.load', 'framework:Servlet.service');
    const more = hikari('b.log')
      .begins(0)
      .set(0, { leakDetectionThresholdMs: 10 * SECOND })
      .alarm(MINUTE, 'd', other)
      .alarm(2 * MINUTE, 'e', other);
    const found = judge([log, until(more, HOUR)], accept());
    expect(found).toMatchObject({
      verdict: 'leak',
      suspects: [{ rank: 1, leaked: 2, callSite: { function: 'load' } }],
      ignored: [{ fingerprint }],
    });
  });

  it('do not excuse leaked connections of which nobody is named', () => {
    const nameless = hikari()
      .begins(0)
      .set(0, { leakDetectionThresholdMs: 10 * SECOND })
      .alarm(MINUTE, 'c', EXPORT)
      .alarm(2 * MINUTE, 'd', EXPORT);
    nameless.alarm(3 * MINUTE, 'e').alarm(4 * MINUTE, 'f');
    expect(judge(until(nameless, HOUR), accept()).verdict).toBe('leak');
  });
});

describe('one code path in several pods', () => {
  it('is one suspect', () => {
    const log = hikari();
    for (const pod of ['p-1', 'p-2', 'p-3'])
      log
        .pod(pod)
        .begins(0)
        .set(0, { leakDetectionThresholdMs: 10 * SECOND });
    for (const pod of ['p-1', 'p-2'])
      log
        .pod(pod)
        .alarm(MINUTE, 'c', EXPORT)
        .alarm(2 * MINUTE, 'd', EXPORT);
    for (const pod of ['p-1', 'p-2', 'p-3']) until(log.pod(pod), HOUR);
    const { suspects, pools } = judge(log);
    expect(suspects).toMatchObject([{ leaked: 4, instances: { count: 2, of: 3 } }]);
    expect(pools.map(({ verdict }) => verdict)).toEqual(['leak', 'leak', 'healthy']);
  });

  it('counts containers without a pod as instances too', () => {
    const log = hikari('compose.log');
    for (const container of ['web-1', 'web-2']) {
      const one = log
        .by({ instance: { container } })
        .begins(0)
        .set(0, { leakDetectionThresholdMs: 10 * SECOND });
      until(one.alarm(MINUTE, 'c', EXPORT).alarm(2 * MINUTE, 'd', EXPORT), HOUR);
    }
    const { suspects, pools } = judge(log);
    expect(suspects).toMatchObject([{ leaked: 4, instances: { count: 2, of: 2 } }]);
    expect(new Set(pools.map(({ id }) => id)).size).toBe(2);
  });

  it('says of each open connection whose it is', () => {
    const log = hikari()
      .begins(0)
      .set(0, { leakDetectionThresholdMs: 10 * SECOND })
      .alarm(MINUTE, 'c', EXPORT)
      .alarm(2 * MINUTE, 'd', EXPORT);
    const { pool, suspects } = judge(until(log, HOUR));
    expect(pool.openHolds.map((hold) => hold.fingerprint)).toEqual([suspects[0]!.fingerprint, suspects[0]!.fingerprint]);
  });
});

describe('victims', () => {
  it('are never suspects', () => {
    const waiter = frames('pool:HikariPool.getConnection', 'Search.query', 'framework:Servlet.service');
    const log = hikari()
      .begins(0)
      .set(0, { leakDetectionThresholdMs: 10 * SECOND })
      .alarm(MINUTE, 'c', EXPORT)
      .alarm(2 * MINUTE, 'd', EXPORT);
    for (let i = 0; i < 9; i++) log.timeout((3 + i) * MINUTE, { stack: waiter, max: 2, witness: 'exception' });
    const { suspects, victims } = judge(until(log, HOUR));
    expect(suspects.map(({ callSite }) => callSite?.function)).toEqual(['export']);
    expect(victims).toMatchObject([{ callSite: { function: 'query' }, timeouts: 9 }]);
  });
});
