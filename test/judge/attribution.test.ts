import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, judge, world, type World } from './world.ts';

const until = (log: World, at: number): World => log.note(at, 'visible');

/** A request in a thread of its own pool of threads: checkout, words, return, access line. */
function request(log: World, at: number, thread: string, route: string, { leaks = false, says = [] as string[], heldMs = 20 } = {}): void {
  const one = log.by({ thread });
  const connection = `${route}@${at}`;
  one.out(at, connection);
  for (const word of says) one.says(at + 2, word);
  if (!leaks) one.back(at + heldMs, connection);
  one.served(at + heldMs + 5, route, { status: leaks ? 500 : 200 });
}

/** Ten minutes of three routes in four threads; every twentieth of the guilty one leaks from the second minute on. */
function mixed(guilty: readonly string[], says: (leaks: boolean, route: string) => string[] = () => []): World {
  const log = world();
  const routes = ['GET /a/{id}', 'POST /b', 'GET /c'];
  for (let i = 0; i < 1200; i++) {
    const route = routes[i % 3] as string;
    const leaks = i > 240 && i % 20 === guilty.indexOf(route) && guilty.includes(route);
    request(log, i * 500, `http-${i % 4}`, route, { leaks, says: says(leaks, route) });
  }
  return until(log, 15 * MINUTE);
}

describe('without stacks', () => {
  it('the access line after the checkout, in the same thread, tells the route', () => {
    const { suspects } = judge(mixed(['POST /b']));
    expect(suspects).toMatchObject([{ verdict: 'leak', route: 'POST /b', callSite: null, attribution: { method: 'thread-context' } }]);
  });

  it('two routes that leak are two suspects', () => {
    const { suspects } = judge(mixed(['GET /a/{id}', 'POST /b']));
    expect(suspects.map(({ route, leaked }) => [route, leaked]).sort()).toEqual([
      ['GET /a/{id}', 15],
      ['POST /b', 16],
    ]);
  });

  it('the message that lost checkouts have and returned ones lack is the template', () => {
    const { suspects } = judge(mixed(['POST /b'], (leaks) => (leaks ? ['order found', 'card declined'] : ['order found'])));
    expect(suspects).toMatchObject([{ route: 'POST /b', template: 'card declined' }]);
  });

  it('what innocent requests say too accuses nobody', () => {
    const { suspects } = judge(mixed(['POST /b'], () => ['order found', 'cache miss']));
    expect(suspects).toMatchObject([{ route: 'POST /b' }]);
    expect(suspects[0]).not.toHaveProperty('template');
  });

  it('a job without a request is told by its message', () => {
    const log = world();
    for (let i = 0; i < 600; i++) request(log, i * SECOND, `http-${i % 4}`, 'GET /a');
    for (let i = 0; i < 8; i++) {
      const job = log.by({ thread: 'scheduler' }).out(MINUTE + i * MINUTE, `job-${i}`);
      job.says(MINUTE + i * MINUTE + 5, 'nightly rollup begins');
    }
    expect(judge(until(log, HOUR)).suspects).toMatchObject([{ verdict: 'leak', leaked: 8, template: 'nightly rollup begins' }]);
  });

  describe('what the same thread said right before it took them', () => {
    /** Two kinds of work by turns, of which only one says what it is about to do; neither says more. */
    const announced = ({ ahead = 5, loses = (i: number) => i > 100 && i % 26 === 0, between = false } = {}): World => {
      const log = world();
      for (let i = 0; i < 600; i++) {
        const one = log.by({ thread: `t${i % 3}` });
        const at = i * 3 * SECOND;
        if (i % 2 === 0) one.says(at - ahead, 'reserving item <*>');
        if (between) one.out(at - 3, `short-${i}`).back(at - 2, `short-${i}`);
        one.out(at, `c${i}`);
        if (!loses(i)) one.back(at + 20, `c${i}`);
      }
      return until(log, 2 * HOUR);
    };

    it('is the template, though others that said it gave back', () => {
      expect(judge(announced()).suspects).toMatchObject([{ verdict: 'leak', leaked: 20, template: 'reserving item <*>' }]);
    });

    it('accuses nobody where both kinds lose, or where it was said long before', () => {
      const both = (i: number): boolean => i > 100 && i % 25 === 0;
      for (const log of [announced({ loses: both }), announced({ ahead: 1500 }), announced({ between: true })])
        expect(judge(log).suspects.filter(({ template }) => template !== undefined)).toEqual([]);
    });
  });

  it('an id of the request outlives its thread', () => {
    const log = world();
    for (let i = 0; i < 400; i++) {
      const leaks = i > 100 && i % 25 === 0;
      const one = log.by({ thread: `t${i % 3}`, request: `r${i}` }).out(i * SECOND, `c${i}`);
      if (!leaks) one.back(i * SECOND + 20, `c${i}`);
      const other = log.by({ thread: `t${(i + 1) % 3}`, request: `r${i}` });
      other.served(i * SECOND + 30, leaks ? 'POST /b' : 'GET /a');
    }
    expect(judge(until(log, HOUR)).suspects).toMatchObject([{ route: 'POST /b', leaked: 11 }]);
  });

  it('nothing that tells them apart names nobody', () => {
    const log = world();
    for (let i = 0; i < 600; i++) {
      const one = log.by({ thread: `t${i % 3}` }).out(i * SECOND, `c${i}`);
      if (i < 300 || i % 50 > 0) one.back(i * SECOND + 20, `c${i}`);
    }
    const { verdict, suspects, codes } = judge(until(log, HOUR));
    expect(verdict).toBe('leak');
    expect(suspects).toEqual([]);
    expect(codes).toContain('unattributed');
  });

  it('a route is told by the line with which its work begins, too', () => {
    const log = world();
    for (let i = 0; i < 600; i++) {
      const leaks = i > 100 && i % 40 === 0;
      const one = log
        .by({ thread: `worker-${i}` })
        .says(i * SECOND, 'task received', { route: leaks ? 'task:export' : 'task:mail', access: false });
      one.out(i * SECOND + 1, `c${i}`);
      if (!leaks) one.back(i * SECOND + 20, `c${i}`);
    }
    expect(judge(until(log, HOUR)).suspects).toMatchObject([{ route: 'task:export', leaked: 12 }]);
  });
});

describe('by a message, where all threads have one name', () => {
  /**
   * Every fifth piece of work overlaps the next one. The card is declined in one of forty, and the connection is kept then. In some of these the next piece of work
   * begins before the message, which falls to that, or even `ends` before it, so that it falls to none.
   */
  function declined(told: (lost: number) => string, ends = false): World {
    const log = world().by({ thread: 'worker' });
    let lost = 0;
    for (let i = 0; i < 600; i++) {
      const at = i * SECOND;
      const keeps = i % 40 === 20;
      const overlaps = i % 5 === 2 || (keeps && lost % 4 === 3);
      log.out(at, `c${i}`);
      if (keeps && !overlaps) log.says(at + 10, told(lost), { severity: 'warn' });
      if (overlaps) log.out(at + 5, `d${i}`);
      if (keeps && overlaps && ends) log.served(at + 8, 'GET /cards');
      if (keeps && overlaps) log.says(at + 10, told(lost), { severity: 'warn' });
      if (!keeps) log.back(at + 30, `c${i}`);
      else lost += 1;
      if (overlaps) log.back(at + 40, `d${i}`);
    }
    return until(log, HOUR);
  }

  it('those whose line fell to another are its as well, as many as it fell to', () => {
    expect(judge(declined(() => 'card declined')).suspects).toMatchObject([{ template: 'card declined', leaked: 15 }]);
  });

  it('and where it fell to nobody, since the work in between was over', () => {
    expect(judge(declined(() => 'card declined', true)).suspects).toMatchObject([{ template: 'card declined', leaked: 15 }]);
  });

  it('those are not whose line nobody said', () => {
    const { suspects } = judge(declined((n) => (n % 4 === 3 ? 'still waiting' : 'card declined')));
    expect(suspects).toMatchObject([{ template: 'card declined', leaked: 12 }]);
  });
});

describe('by order, where one thread runs many requests at once', () => {
  /** An event loop: requests overlap, lines carry neither thread nor id; a leaking one has its access line all the same. */
  const loop = (leaking: string, everyN: number, ping = false, lineAfterMs = 1): World => {
    const steps: { at: number; write: (log: World) => void }[] = [];
    for (let i = 0; i < 900; i++) {
      const at = i * 200;
      const route = ['GET /a', 'POST /b', 'GET /c'][i % 3] as string;
      const leaks = route === leaking && i > 150 && i % everyN < 3;
      const heldMs = 150 + (i % 7) * 40;
      steps.push({ at, write: (log) => log.out(at, `c${i}`) });
      if (!leaks) steps.push({ at: at + heldMs, write: (log) => log.back(at + heldMs, `c${i}`) });
      const over = at + heldMs + lineAfterMs;
      steps.push({ at: over, write: (log) => log.served(over, route) });
      if (ping && i % 5 === 0) steps.push({ at: at + 90, write: (log) => log.served(at + 90, 'GET /health') });
    }
    const log = world();
    for (const { write } of steps.sort((a, b) => a.at - b.at)) write(log);
    return until(log, 10 * MINUTE);
  };

  it('each return claims its request line, and the lost ones take what is left', () => {
    const { suspects, verdict } = judge(loop('POST /b', 60));
    expect(verdict).toBe('leak');
    expect(suspects[0]).toMatchObject({ route: 'POST /b' });
    expect(suspects[0]!.leaked).toBeGreaterThanOrEqual(10);
  });

  it('each return claims the line before it, where requests are logged before they give back', () => {
    const { suspects } = judge(loop('POST /b', 60, true, -1));
    expect(suspects).toMatchObject([{ route: 'POST /b', leaked: 12 }]);
  });

  it('lines that a thread of its own writes are claimed too', () => {
    const log = world();
    for (let i = 0; i < 900; i++) {
      const at = i * 500;
      const route = ['GET /a', 'POST /b', 'GET /c'][i % 3] as string;
      const one = log.by({ thread: `worker-${i % 5}` }).out(at, `c${i}`);
      if (i < 100 || i % 30 !== 1) one.back(at + 20, `c${i}`);
      log.by({ thread: 'main' }).served(at + 25, route);
    }
    expect(judge(until(log, HOUR)).suspects).toMatchObject([{ route: 'POST /b', leaked: 26 }]);
  });

  it('lines of routes without a database are claimed by nobody', () => {
    const { suspects } = judge(loop('POST /b', 60, true));
    expect(suspects[0]).toMatchObject({ route: 'POST /b' });
    expect(suspects.map(({ route }) => route)).not.toContain('GET /health');
  });
});

describe('the database', () => {
  const leaking = (): World => {
    const log = mixed(['POST /b']);
    return log;
  };
  const lostAt = (): number[] => judge(leaking()).pool.openHolds.map(({ since }) => Date.parse(since as string) - Date.UTC(2026, 2, 2, 8));

  it('joins its sessions to a suspect by the moment they went idle', () => {
    const server = world('activity.txt', { runtime: 'postgresql' });
    lostAt().forEach((at, i) => server.session(20 * MINUTE, 100 + i, { idleForMs: 20 * MINUTE - at - 300, query: 'UPDATE baskets SET total = $1 WHERE id = $2', applicationName: 'shop', capture: '1' })); // prettier-ignore
    const { suspects } = judge([leaking(), server]);
    expect(suspects).toMatchObject([{ route: 'POST /b', statement: 'UPDATE baskets SET total = $1 WHERE id = $2' }]);
    expect(suspects[0]!.serverSide).toHaveLength(lostAt().length);
  });

  it('joins them by their statement, whatever its literals and its case', () => {
    const log = world();
    for (let i = 0; i < 600; i++) {
      const leaks = i > 100 && i % 40 === 0;
      const one = log.by({ thread: `t${i % 4}` }).out(i * SECOND, `c${i}`);
      one.says(i * SECOND + 1, 'sql', {
        statement: leaks ? 'UPDATE baskets SET total = %(total)s WHERE id = %(id)s' : 'SELECT 1 FROM goods WHERE id = ?',
      });
      if (!leaks) one.back(i * SECOND + 20, `c${i}`);
      one.served(i * SECOND + 30, leaks ? 'POST /b' : 'GET /a');
    }
    const server = world('activity.txt', { runtime: 'postgresql' });
    for (let i = 0; i < 5; i++)
      server.session(null, 100 + i, { query: 'update baskets  set total = $1 where id = 17', idleForMs: 99, capture: '1' });
    expect(judge([until(log, HOUR), server]).suspects).toMatchObject([{ route: 'POST /b', serverSide: [{}, {}, {}, {}, {}] }]);
  });

  it('attaches no stray session: neither one of another time nor one of another statement', () => {
    const server = world('activity.txt', { runtime: 'postgresql' });
    for (let i = 0; i < 6; i++)
      server.session(20 * MINUTE, 100 + i, {
        idleForMs: 30 * MINUTE + i * MINUTE,
        query: 'SELECT * FROM other_things WHERE id = $1',
        capture: '1',
      });
    const { suspects } = judge([leaking(), server]);
    expect(suspects[0]).not.toHaveProperty('serverSide');
    expect(suspects[0]).not.toHaveProperty('statement');
  });

  it('never makes a verdict worse, nor a healthy pool leak', () => {
    const server = world('activity.txt', { runtime: 'postgresql' });
    for (let i = 0; i < 6; i++) server.session(20 * MINUTE, 100 + i, { idleForMs: 10 * MINUTE, query: 'SELECT 1', capture: '1' });
    const healthy = until(world().work(600, { everyMs: SECOND }), HOUR);
    expect(judge([healthy, server]).verdict).toBe(judge(healthy).verdict);
  });
});

describe('the database alone', () => {
  const sessions = (n: number, more: object = {}, at = 0, capture = '1', log = world('activity.txt')): World => {
    for (let i = 0; i < n; i++)
      log.session(at, 50 + i, {
        idleForMs: 5 * MINUTE + at,
        query: 'SELECT * FROM goods WHERE id = $1',
        applicationName: 'shop',
        capture,
        ...more,
      });
    return log;
  };

  it('tells a leak by several old sessions, with statement and application, and no code', () => {
    const { pool, suspects } = judge(sessions(3));
    expect(pool).toMatchObject({ verdict: 'leak', runtime: 'postgresql', name: 'shop' });
    expect(suspects).toMatchObject([
      { statement: 'SELECT * FROM goods WHERE id = $1', callSite: null, leaked: 3, attribution: { method: 'server-side' } },
    ]);
  });

  it('takes one or two for a person at a prompt', () => {
    expect(judge(sessions(2)).verdict).toBe('inconclusive');
  });

  it('takes one for stuck that a later capture still shows', () => {
    expect(judge(sessions(1, {}, 10 * MINUTE, '2', sessions(1))).verdict).toBe('leak');
  });

  it('knows one that came and went between two captures from one that stayed', () => {
    const log = sessions(1);
    sessions(1, { idleForMs: 2 * MINUTE }, 10 * MINUTE, '2', log);
    expect(judge(log).verdict).toBe('inconclusive');
  });

  it('never says healthy', () => {
    expect(judge(sessions(5, { state: 'idle' })).verdict).toBe('inconclusive');
    expect(judge(sessions(5, { idleForMs: 100 })).verdict).toBe('inconclusive');
  });

  it('names what the server ended', () => {
    const log = world('postgres.log').ended(0, 'idle-in-transaction-timeout', { pid: 5 }).ended(1, 'eof-in-transaction', { pid: 6 });
    expect(judge(log).codes).toEqual(expect.arrayContaining(['server-reaped', 'eof-in-transaction']));
  });

  it('counts once what both the server and the program tell', () => {
    const log = world('postgres.log');
    for (const at of [0, 1, 2]) log.ended(at, 'idle-in-transaction-timeout', { pid: at + 5 });
    const reaped = (): string | undefined => judge(log).pool.reasons.find(({ code }) => code === 'server-reaped')?.text;
    log.ended(3, 'idle-in-transaction-timeout', { runtime: 'hikaricp' });
    expect(reaped()).toContain('3 sessions');
    for (const at of [4, 5, 6]) log.ended(at, 'idle-in-transaction-timeout', { runtime: 'hikaricp' });
    expect(reaped()).toContain('4 sessions');
  });
});

describe('work that holds two connections at a time', () => {
  /** Workers that do one thing at a time and print no thread: each job takes a lock, and inside it a connection for a moment. */
  const jobs = (lost: number): World => {
    const log = world();
    for (let i = 0; i < 100; i++) {
      const at = i * SECOND;
      const fails = i % 10 === 5 && i / 10 < lost;
      log.out(at, `lock${fails ? i : ''}`);
      if (fails) log.says(at + 5, 'job index failed: source is gone', { severity: 'error', route: 'task:index', access: true });
      else {
        log
          .out(at + 5, 'inner')
          .back(at + 20, 'inner')
          .back(at + 40, 'lock')
          .served(at + 50, 'task:index');
      }
      log
        .out(at + 500, 'w')
        .back(at + 520, 'w')
        .served(at + 530, 'task:purge');
    }
    return log.note(10 * MINUTE, 'visible');
  };

  it('is told from several requests at once: the one that loses is named', () => {
    const { verdict, suspects } = judge(jobs(5));
    expect(verdict).toBe('leak');
    expect(suspects).toMatchObject([{ route: 'task:index', leaked: 5 }]);
  });
});
