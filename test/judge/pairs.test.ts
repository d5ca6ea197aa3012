import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** A pool with a minute of honest work in it, and the clock of which goes on for another one. */
const busy = (log: World = world()): World => log.work(600, { heldMs: 20, everyMs: 100 });
/** Long after the work. */
const END = 10 * MINUTE;
const idleUntil = (log: World, at: number): World => log.note(at, 'visible');

describe('a checkout that comes back', () => {
  it('is honest, however long the log goes on', () => {
    const { pool, suspects } = judge(idleUntil(busy(), END));
    expect(pool).toMatchObject({ verdict: 'healthy', openHolds: [], holdTime: { count: 600, p50Ms: 20, maxMs: 20 } });
    expect(suspects).toEqual([]);
  });

  it('says nothing where too few did', () => {
    expect(judge(idleUntil(world().work(19), END)).pool).toMatchObject({ verdict: 'inconclusive', reasons: [{ code: 'too-few-holds' }] });
  });

  it('may be written by another thread than took it', () => {
    const log = busy().by({ thread: 'a' }).out(20_000, 'x').by({ thread: 'b' }).back(21_000, 'x');
    expect(judge(idleUntil(log, END)).pool).toMatchObject({ verdict: 'healthy', openHolds: [] });
  });

  it('is told once where a program numbers its loans beside a pool that names connections by address', () => {
    const log = world();
    for (let i = 0; i < 100; i++)
      log
        .out(i * SECOND, '0x7f34')
        .out(i * SECOND, `${i}`, { origin: 'listener' })
        .back(i * SECOND + 20, '0x7f34');
    expect(judge(idleUntil(log, END)).pool).toMatchObject({ verdict: 'healthy', openHolds: [], holdTime: { count: 100 } });
    // where nothing else tells of checkouts, they are all there is
    const alone = world();
    for (let i = 0; i < 100; i++) alone.out(i * SECOND, `${i}`, { origin: 'listener' }).back(i * SECOND + 20, `${i}`);
    expect(judge(idleUntil(alone, END)).pool).toMatchObject({ verdict: 'healthy', holdTime: { count: 100 } });
  });

  it('is held for no time where the clock stepped back', () => {
    expect(judge(busy().out(30_000, 'x').back(29_000, 'x')).pool.holdTime).toMatchObject({ count: 601, maxMs: 20 });
  });
});

describe('a checkout that does not come back', () => {
  const lost = (until: number): World =>
    idleUntil(
      busy()
        .out(38 * SECOND, 'x')
        .out(50 * SECOND, 'y')
        .work(10, { from: 60 * SECOND }),
      until,
    );

  it('is in flight while the log is young', () => {
    const { pool, codes } = judge(busy().out(60 * SECOND, 'x'));
    expect(pool.verdict).toBe('healthy');
    expect(pool.openHolds).toMatchObject([{ connection: 'x' }]);
    expect(codes).toContain('in-flight');
  });

  it('is leaked once it has starved others for half a minute', () => {
    const { verdict, codes, pool } = judge(lost(81 * SECOND));
    expect({ verdict, codes }).toEqual({ verdict: 'leak', codes: ['never-returned', 'returned', 'unattributed'] });
    expect(pool.reasons.map((why) => why.for)).toEqual(['leak', 'healthy', 'inconclusive']);
  });

  it('is undecided where it is the only one: it may be the slow job of the day, for ten minutes', () => {
    const log = busy().out(50 * SECOND, 'x');
    expect(judge(idleUntil(log, 9 * MINUTE)).codes).toContain('open-undecided');
    expect(judge(idleUntil(log, 11 * MINUTE)).verdict).toBe('leak');
  });

  it('is undecided for as long where several began together: jobs that start together are slow together', () => {
    const together = (apart: number): World => {
      const log = busy();
      for (let i = 0; i < 4; i++) log.out(20 * SECOND + i * apart, `x${i}`);
      return log;
    };
    expect(judge(idleUntil(together(SECOND), 9 * MINUTE)).codes).toContain('open-undecided');
    expect(judge(idleUntil(together(11 * SECOND), 9 * MINUTE)).verdict).toBe('leak');
    expect(judge(idleUntil(together(SECOND), 11 * MINUTE)).verdict).toBe('leak');
  });

  it('is undecided while its request goes on, if the log shows when requests end; once that has ended, it is lost', () => {
    const log = world();
    for (let i = 0; i < 300; i++)
      log
        .by({ request: `r${i}` })
        .out(i * 200, `c${i}`)
        .back(i * 200 + 20, `c${i}`)
        .served(i * 200 + 22, 'GET /a');
    for (const i of [1, 2, 3]) log.by({ request: `slow${i}` }).out(30 * SECOND, `x${i}`);
    expect(judge(idleUntil(log, 5 * MINUTE)).verdict).toBe('inconclusive');
    for (const i of [1, 2, 3]) log.by({ request: `slow${i}` }).served(5 * MINUTE, 'POST /b');
    expect(judge(log)).toMatchObject({ verdict: 'leak', suspects: [{ route: 'POST /b', leaked: 3 }] });
  });

  it('is lost once its thread has gone on to other work', () => {
    const log = world();
    for (let i = 0; i < 300; i++)
      log
        .by({ thread: `t${i % 3}` })
        .out(i * 200, `c${i}`)
        .back(i * 200 + 20, `c${i}`);
    log.by({ thread: 't1' }).out(61 * SECOND, 'x');
    expect(judge(idleUntil(log, 3 * MINUTE)).verdict).toBe('inconclusive');
    log
      .by({ thread: 't1' })
      .out(3 * MINUTE, 'other')
      .back(3 * MINUTE + 20, 'other');
    expect(judge(log).verdict).toBe('leak');
  });

  it('is undecided between: longer than honest work, not long enough to be sure', () => {
    expect(judge(lost(65 * SECOND)).pool.verdict).toBe('inconclusive');
    expect(judge(lost(65 * SECOND)).codes).toEqual(['open-undecided', 'returned']);
  });

  it('is leaked sooner where five of its own kind were faster', () => {
    const log = busy().work(30, { from: 60 * SECOND, route: 'GET /a', thread: 't' });
    log
      .by({ thread: 't' })
      .out(64 * SECOND, 'x')
      .served(64_010, 'GET /a');
    log.work(5, { from: 65 * SECOND, route: 'GET /a', thread: 't' });
    expect(judge(idleUntil(log, 67 * SECOND)).pool.verdict).toBe('leak');
  });

  it('is leaked beyond the threshold that the user gives, and not before', () => {
    expect(judge(lost(66 * SECOND), { thresholdMs: 15 * SECOND }).verdict).toBe('leak');
    expect(judge(lost(66 * SECOND), { thresholdMs: 30 * SECOND }).verdict).not.toBe('leak');
  });

  it('is measured against its own kind of work: a slow job is not a leak where its kind is slow', () => {
    const log = world().work(2000, { heldMs: 20, everyMs: 200, route: 'GET /a', thread: 'a' });
    log.work(25, { heldMs: 100 * SECOND, everyMs: 120 * SECOND, connection: 'slow', route: 'GET /slow', thread: 'b' });
    log
      .by({ thread: 'b' })
      .out(50 * MINUTE + 5 * SECOND, 'slow')
      .says(null, '', { route: 'GET /slow', access: false });
    expect(judge(idleUntil(log, 52 * MINUTE)).verdict).toBe('long-hold');
    expect(judge(idleUntil(log, 60 * MINUTE)).suspects).toMatchObject([{ verdict: 'leak', route: 'GET /slow', leaked: 1 }]);
  });

  it('is undecided where its kind has never returned anything and there is but one', () => {
    const once = busy()
      .by({ thread: 'job' })
      .out(30 * SECOND, 'x')
      .served(31 * SECOND, 'POST /reindex');
    expect(judge(idleUntil(once, END)).suspects).toMatchObject([{ verdict: 'inconclusive', route: 'POST /reindex', open: 1, leaked: 0 }]);
    once
      .by({ thread: 'job' })
      .out(40 * SECOND, 'y')
      .served(41 * SECOND, 'POST /reindex');
    expect(judge(idleUntil(once, END)).suspects).toMatchObject([{ verdict: 'leak', route: 'POST /reindex', leaked: 2 }]);
  });
});

describe('a hold of a thread that never gave one back', () => {
  /** Workers that give back for two hours, and what others take and keep. */
  const workers = (...kept: readonly [at: number, thread: string | undefined][]): World => {
    const log = world();
    for (let i = 0; i < 240; i++) {
      const worker = log.by({ thread: `worker-${i % 8}` });
      worker.out(i * 30 * SECOND, `c${i % 8}`).back(i * 30 * SECOND + 100, `c${i % 8}`);
      for (const [at, thread] of kept)
        if (at >= i * 30 * SECOND && at < (i + 1) * 30 * SECOND) log.by(thread === undefined ? {} : { thread }).out(at, `k${at}`);
    }
    return log;
  };

  it('is of a kind of its own: a lock or a listener, however long it is out', () => {
    const { pool, codes } = judge(workers([20 * MINUTE + SECOND, 'elector'], [31 * MINUTE + SECOND, 'listener']));
    expect(pool.verdict).toBe('inconclusive');
    expect(codes).toContain('kept-perhaps');
  });

  it('is so too where the log names the threads of all that came back, and not its own', () => {
    expect(judge(workers([20 * MINUTE + SECOND, undefined], [31 * MINUTE + SECOND, undefined])).codes).toContain('kept-perhaps');
  });

  it('is lost where its thread takes a second one, or others of its kind give back', () => {
    expect(judge(workers([20 * MINUTE + SECOND, 'purge'], [31 * MINUTE + SECOND, 'purge'])).verdict).toBe('leak');
    expect(judge(workers([20 * MINUTE + SECOND, 'worker-9'])).verdict).toBe('leak');
  });

  it('is lost where there are more of such names than a process has listeners', () => {
    const names = ['aaa', 'bbb', 'ccc', 'ddd'].map((name, i) => [(20 + 7 * i) * MINUTE + SECOND, name] as [number, string]);
    expect(judge(workers(...names)).verdict).toBe('leak');
  });
});

describe('the identity of a connection', () => {
  it('is used again: a second checkout means the first came back unseen', () => {
    const { pool } = judge(
      idleUntil(
        busy()
          .out(30 * SECOND, 'x')
          .out(40 * SECOND, 'x')
          .back(40_020, 'x'),
        END,
      ),
    );
    expect(pool).toMatchObject({ verdict: 'healthy', openHolds: [] });
    expect(pool.reasons.find(({ code }) => code === 'lost-ends')?.text).toMatch(/^1 checkout ended without/);
  });

  it('is used again by another object once its own is created anew', () => {
    expect(
      judge(
        idleUntil(
          busy()
            .out(30 * SECOND, 'x')
            .created(40 * SECOND, 'x'),
          END,
        ),
      ).pool,
    ).toMatchObject({ verdict: 'healthy', openHolds: [] });
  });

  it('is its own in each of two pods, two processes and two pools', () => {
    for (const [a, b] of [
      [busy(world('a.log').pod('p-1')), busy(world('a.log').pod('p-2'))],
      [busy(world('a.log').pid('7')), busy(world('b.log').pid('8'))],
    ] as const) {
      const found = judge([
        idleUntil(a.out(40 * SECOND, '0x7f01'), END),
        idleUntil(b.out(41 * SECOND, '0x7f01').back(42 * SECOND, '0x7f01'), END),
      ]);
      expect(found.pools.map(({ openHolds }) => openHolds.length).sort()).toEqual([0, 1]);
      expect(found.pools.flatMap(({ reasons }) => reasons.map(({ code }) => code))).not.toContain('lost-ends');
    }
  });

  it('says nothing across pods whose lines are mixed in one stream', () => {
    const log = world();
    const [a, b] = [log.pod('p-1'), log.pod('p-2')];
    for (let i = 0; i < 40; i++)
      a.out(i * 1000, '0x1')
        .pod('p-2')
        .out(i * 1000 + 1, '0x1')
        .back(i * 1000 + 20, '0x1')
        .pod('p-1')
        .back(i * 1000 + 30, '0x1');
    a.out(40_000, '0x1');
    b.out(40_001, '0x1').back(40_020, '0x1');
    a.out(55_000, '0x3');
    const { pools } = judge(idleUntil(a, END));
    expect(pools).toMatchObject([
      { instance: { pod: 'p-1' }, verdict: 'leak', openHolds: [{}, {}] },
      { instance: { pod: 'p-2' }, verdict: 'healthy', openHolds: [] },
    ]);
  });

  it('ends with its process: what was out at a restart is not out any more', () => {
    const log = busy().by({ pool: 'main' }).begins(0);
    log
      .work(30, { from: 100 })
      .out(20 * SECOND, 'x')
      .begins(30 * SECOND)
      .work(30, { from: 31 * SECOND });
    const { pools } = judge(idleUntil(log, END));
    expect(pools.map(({ instance, openHolds }) => [instance.restart, instance.lives, openHolds.length])).toEqual([
      [0, 2, 1],
      [1, 2, 0],
    ]);
  });

  it('tells of a suspect what went with a former life of the process, and what is still out', () => {
    const stack = [frame('save')];
    const log = busy().by({ pool: 'main' }).begins(0);
    log.work(30, { from: 100, stack });
    for (const at of [5, 6, 7]) log.out(at * SECOND, `a${at}`, { stack });
    log.begins(30 * SECOND).work(30, { from: 31 * SECOND, stack });
    log.out(40 * SECOND, 'b', { stack });
    expect(judge(idleUntil(log, END)).suspects).toMatchObject([{ verdict: 'leak', leaked: 4, open: 4, ended: 3 }]);
    const one = busy().by({ pool: 'main' }).begins(0).work(30, { from: 100, stack });
    const [alone] = judge(idleUntil(one.out(5 * SECOND, 'x', { stack }), END)).suspects;
    expect(alone).toMatchObject({ leaked: 1, open: 1 });
    expect(alone).not.toHaveProperty('ended');
  });

  it('is the thread where the driver prints none', () => {
    const log = busy();
    for (const [thread, at] of [
      ['w1', 20],
      ['w2', 30],
      ['w3', 40],
    ] as const)
      log.by({ thread }).out(at * SECOND, '<no address>');
    log.by({ thread: 'w2' }).back(43 * SECOND, '<no address>');
    expect(judge(idleUntil(log, END)).pool).toMatchObject({ verdict: 'leak', openHolds: [{}, {}] });
  });
});

describe('one checkout told twice', () => {
  it('by two handlers of one logger counts once', () => {
    const log = world();
    for (let i = 0; i < 60; i++)
      log
        .out(i * 1000, 'w')
        .out(i * 1000, 'w')
        .back(i * 1000 + 20, 'w')
        .back(i * 1000 + 20, 'w');
    expect(judge(log).pool).toMatchObject({ verdict: 'healthy', holdTime: { count: 60 } });
    expect(judge(log).codes).not.toContain('lost-ends');
  });

  it('by the pool and by a listener is one, with what both know', () => {
    const [stack, other] = [[frame('find')], [frame('save')]];
    const log = world();
    for (let i = 0; i < 60; i++) {
      const at = i * SECOND;
      log.out(at, 'w').out(at + 1, 'w', { origin: 'listener', sequence: `${i}`, thread: 't', stack });
      log.back(at + 20, 'w', { origin: 'listener', sequence: `${i}`, thread: 't' }).back(at + 21, 'w');
    }
    for (const at of [40, 51])
      log.out(at * SECOND, `x${at}`).out(at * SECOND + 1, `x${at}`, { origin: 'listener', sequence: `x${at}`, thread: 't', stack: other });
    const { suspects, pool } = judge(idleUntil(log, END));
    expect(suspects).toMatchObject([{ leaked: 2, callSite: { function: 'save' }, attribution: { method: 'stack' } }]);
    expect(pool.holdTime?.count).toBe(60);
  });

  it('by a listener alone is enough', () => {
    const log = world();
    for (let i = 0; i < 60; i++)
      log
        .out(i * SECOND, 'w', { origin: 'listener', sequence: `${i}` })
        .back(i * SECOND + 5, 'w', { origin: 'listener', sequence: `${i}` });
    expect(judge(log).pool).toMatchObject({ verdict: 'healthy', holdTime: { count: 60 } });
  });
});

const frame = (name: string) => ({
  function: name,
  file: '/srv/shop/orders.py',
  line: 3,
  language: 'python' as const,
  role: 'application' as const,
  key: `shop/orders.py:${name}`,
});

describe('an end that is no return', () => {
  it('detached: the slot is free, the hold is no honest one', () => {
    const { pool } = judge(
      idleUntil(
        busy()
          .out(30 * SECOND, 'x')
          .back(40 * SECOND, 'x', { reason: 'detached' }),
        END,
      ),
    );
    expect(pool).toMatchObject({ verdict: 'healthy', openHolds: [], holdTime: { maxMs: 20 } });
  });

  it('invalidated: the same', () => {
    const { pool } = judge(
      idleUntil(
        busy()
          .out(30 * SECOND, 'x')
          .back(40 * SECOND, 'x', { reason: 'invalidated' }),
        END,
      ),
    );
    expect(pool).toMatchObject({ verdict: 'healthy', openHolds: [], holdTime: { maxMs: 20 } });
  });

  it('closed while out: the same', () => {
    const { pool } = judge(
      idleUntil(
        busy()
          .out(30 * SECOND, 'x')
          .closed(40 * SECOND, 'x'),
        END,
      ),
    );
    expect(pool).toMatchObject({ verdict: 'healthy', openHolds: [], holdTime: { maxMs: 20 } });
  });

  it('moved: a failed ping gives the borrower another connection under the same checkout', () => {
    const ping = busy()
      .by({ thread: 't' })
      .out(30 * SECOND, 'old')
      .note(30_001, 'pre-ping-failed', { connection: 'old' });
    ping.back(30_002, 'old', { reason: 'invalidated' }).created(30_003, 'new');
    expect(judge(idleUntil(ping, END)).pool).toMatchObject({ verdict: 'inconclusive', openHolds: [{ connection: 'new' }] });
    expect(judge(idleUntil(ping.back(30_050, 'new'), END)).pool).toMatchObject({ verdict: 'healthy', openHolds: [] });
  });

  it('moved where the ping names no connection: the newest checkout of the thread is in it, and only for a moment', () => {
    const pinged = (later: number): World => {
      const log = busy()
        .by({ thread: 't' })
        .out(30 * SECOND, 'old');
      for (let i = 0; i < later; i++) log.by({ thread: 'u' }).out(30_001, `u${i}`);
      return log
        .by({ thread: 't' })
        .note(30_002, 'disconnection-detected')
        .back(30_003, 'old', { reason: 'invalidated' })
        .created(30_004, 'new');
    };
    const open = (log: World): string[] => judge(idleUntil(log, END)).pool.openHolds.map(({ connection }) => connection);
    expect(open(pinged(0))).toEqual(['new']);
    expect(open(pinged(4))).toEqual(['u0', 'u1', 'u2', 'u3', 'new']);
    expect(open(pinged(6))).not.toContain('new');
  });

  it('moved onto an address of which an end was missed: that hold is over', () => {
    const ping = busy()
      .by({ thread: 'u' })
      .out(5 * SECOND, 'new')
      .by({ thread: 't' })
      .out(30 * SECOND, 'old')
      .note(30_001, 'pre-ping-failed', { connection: 'old' });
    ping.back(30_002, 'old', { reason: 'invalidated' }).created(30_003, 'new').back(30_050, 'new');
    const { pool, codes } = judge(idleUntil(ping, END));
    expect(pool).toMatchObject({ verdict: 'healthy', openHolds: [], inUse: { last: 0 } });
    expect(codes).toContain('lost-ends');
  });
});

describe('the garbage collector', () => {
  it('turns the return just before it into a leak', () => {
    const log = busy()
      .out(30 * SECOND, 'x')
      .back(40 * SECOND, 'x')
      .closed(40 * SECOND, 'x')
      .back(40_001, 'x', { reason: 'reclaimed', severity: 'error' });
    const { pool } = judge(log);
    expect(pool).toMatchObject({ verdict: 'leak', openHolds: [], holdTime: { count: 600, maxMs: 20 } });
    expect(pool.reasons[0]).toMatchObject({ code: 'reclaimed' });
  });

  it('ends a hold that no line ended', () => {
    const log = busy()
      .out(30 * SECOND, 'x')
      .back(40 * SECOND, 'x', { reason: 'reclaimed' });
    expect(judge(idleUntil(log, END))).toMatchObject({ verdict: 'leak', pool: { openHolds: [] } });
  });

  it('does not take back a return of long ago', () => {
    expect(judge(idleUntil(busy().back(END, 'w', { reason: 'reclaimed' }), END)).verdict).toBe('healthy');
  });

  it.each(['detached', 'invalidated'] as const)('counts a connection once that was %s just before', (reason) => {
    const log = busy()
      .out(30 * SECOND, 'x')
      .back(40 * SECOND, 'x', { reason })
      .back(40_001, 'x', { reason: 'reclaimed' });
    const { pool } = judge(idleUntil(log, END));
    expect(pool.verdict).toBe('leak');
    expect(pool.reasons.find(({ code }) => code === 'returned')?.text).toBe('600 checkouts of 601 came back.');
  });
});

describe('a log without times', () => {
  const untimed = (after: number): World => {
    const log = world();
    for (let i = 0; i < 30; i++) log.out(null, 'w').back(null, 'w');
    log.out(null, 'x').out(null, 'y');
    for (let i = 0; i < after; i++) log.out(null, 'w').back(null, 'w');
    return log;
  };

  it('tells by order: a hold that twenty of its kind overtook is lost', () => {
    expect(judge(untimed(20))).toMatchObject({ verdict: 'leak', pool: { openHolds: [{ since: null }, { since: null }] } });
  });

  it('does not tell before', () => {
    expect(judge(untimed(19)).verdict).toBe('inconclusive');
  });
});

describe('work that is slow and gives back', () => {
  const slow = (heldMs: number): World => {
    const log = world();
    log.by({ thread: 'web' }).work(200, { route: 'GET /items' });
    log.by({ thread: 'import' }).work(3, { route: 'POST /imports', connection: 's', heldMs, from: MINUTE, everyMs: MINUTE });
    return log;
  };

  it('is a long hold where callers of a full pool would have given up, and its path is named', () => {
    const { pool, suspects } = judge(slow(40_000));
    expect(pool).toMatchObject({ verdict: 'long-hold', reasons: [{ code: 'over-threshold' }, { code: 'returned' }] });
    expect(suspects).toMatchObject([{ verdict: 'long-hold', route: 'POST /imports', returnedLate: 3, leaked: 0, open: 0 }]);
  });

  it('is health where it is faster than that, unless the user expects more', () => {
    expect(judge(slow(20_000))).toMatchObject({ verdict: 'healthy', suspects: [] });
    expect(judge(slow(20_000), { thresholdMs: 5000 }).suspects).toMatchObject([{ route: 'POST /imports', returnedLate: 3 }]);
    expect(judge(slow(40_000), { thresholdMs: 60_000 })).toMatchObject({ verdict: 'healthy', suspects: [] });
  });
});
