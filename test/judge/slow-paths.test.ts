import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

interface Plan {
  /** How long the slow work holds its connection, and how often it begins. */
  readonly heldMs?: number;
  readonly everyMs?: number;
  readonly times?: number;
  /** Of so many runs one is slow. */
  readonly oneIn?: number;
  readonly quick?: number;
  readonly max?: number;
  /** Slow holds of the quick requests, all in the time of the exports. */
  readonly lapses?: number;
  /** Whether the exports are jobs, for which no request line is logged. */
  readonly jobs?: boolean;
}

/** Quick requests, and exports that begin while others of the kind go on. */
function exports({
  heldMs = 4 * SECOND,
  everyMs = SECOND,
  times = 30,
  oneIn = 1,
  quick = 300,
  max,
  lapses = 0,
  jobs = false,
}: Plan = {}): World {
  const log = world();
  if (max !== undefined) log.sample(0, 0, { max });
  const steps: { at: number; run: () => void }[] = [];
  const add = (name: string, from: number, ms: number, route?: string): void => {
    const by = log.by({ thread: name });
    steps.push(
      { at: from, run: () => by.out(from, name) },
      { at: from + ms, run: () => (route === undefined ? by.back(from + ms, name) : by.back(from + ms, name).served(from + ms, route)) },
    );
  };
  for (let i = 0; i < quick; i++) add(`web-${i % 2}`, i * 250, 5, 'GET /records');
  for (let i = 0; i < times * oneIn; i++)
    add(`export-${i}`, MINUTE + i * everyMs + 7, i % oneIn === 0 ? heldMs : 10, jobs ? undefined : 'GET /export');
  for (let i = 0; i < lapses; i++) add(`late-${i}`, MINUTE + i * everyMs, 3 * SECOND, 'GET /records');
  for (const { run } of steps.sort((a, b) => a.at - b.at)) run();
  return log;
}

describe('a path that holds its connections for long whenever it runs', () => {
  it('is named where it takes much of the pool beside quick work, though callers wait longer by default', () => {
    const { verdict, codes, pool, suspects } = judge(exports());
    expect([verdict, codes]).toEqual(['long-hold', ['slow-path', 'returned']]);
    expect(pool.reasons[0]?.text).toBe(
      'GET /export held its connection for more than 2 s in 30 of 30 times, 4 at once, and gave it back: 99 % of the time for which connections were out.',
    );
    expect(suspects).toMatchObject([{ verdict: 'long-hold', route: 'GET /export', leaked: 0, returnedLate: 30 }]);
    expect(Date.parse(suspects[0]?.lastSeen ?? '') - Date.parse(suspects[0]?.firstSeen ?? '')).toBe(29 * SECOND);
  });

  it.each([
    ['is quicker', exports({ heldMs: 1900 })],
    ['came seldom', exports({ times: 9 })],
    ['came seldom, and was only just slow', exports({ times: 19, heldMs: 2.05 * SECOND, everyMs: 500 })],
    ['runs one at a time, as jobs of a schedule do', exports({ everyMs: 5 * SECOND })],
    ['is mostly quick, and slow now and then', exports({ oneIn: 3, everyMs: 300 })],
    ['takes a few of many connections', exports({ max: 40 })],
    ['has the pool for itself', exports({ quick: 20 })],
    ['is slow while everything is', exports({ lapses: 30 })],
    ['is a job that runs two at a time', exports({ everyMs: 2500, jobs: true })],
    ['is a job that is quick at times', exports({ oneIn: 2, everyMs: 500, jobs: true })],
  ])('is healthy where it %s', (_, log) => {
    expect(judge(log)).toMatchObject({ verdict: 'healthy', suspects: [] });
  });

  it('is known by ten runs in a row that add up to twenty that are just slow', () => {
    const few = { times: 10, everyMs: SECOND, heldMs: 5 * SECOND };
    const { verdict, pool } = judge(exports(few));
    expect(verdict).toBe('long-hold');
    expect(pool.reasons[0]?.text).toContain('in 10 of 10 times, 5 at once');
    expect(judge(exports({ ...few, times: 9 })).verdict).toBe('healthy');
    expect(judge(exports({ ...few, heldMs: 3.5 * SECOND })).verdict).toBe('healthy');
    expect(judge(exports({ ...few, times: 12, oneIn: 2 })).verdict).toBe('healthy');
  });

  it('may be a job, of which the log tells neither code nor route', () => {
    const { verdict, pool, suspects } = judge(exports({ jobs: true }));
    expect([verdict, suspects]).toEqual(['long-hold', []]);
    expect(pool.reasons[0]?.text).toContain('Work that logs no request held its connection for more than 2 s in 30 of 30 times, 4 at once');
  });

  it('may take two connections where requests do it nearly all the time', () => {
    const ever = { everyMs: 3 * SECOND, heldMs: 5 * SECOND, quick: 440 };
    expect(judge(exports(ever))).toMatchObject({ verdict: 'long-hold', suspects: [{ route: 'GET /export' }] });
    expect(judge(exports({ ...ever, jobs: true })).verdict).toBe('healthy');
    expect(judge(exports({ ...ever, quick: 1000 })).verdict).toBe('healthy');
    expect(judge(exports({ ...ever, max: 10 })).verdict).toBe('healthy');
  });

  it('is as long as the user says', () => {
    expect(judge(exports(), { thresholdMs: 5 * SECOND })).toMatchObject({ verdict: 'healthy', suspects: [] });
    expect(judge(exports({ times: 3 }), { thresholdMs: 3 * SECOND })).toMatchObject({ verdict: 'long-hold' });
  });

  it('is known by the most at one time, however many there were since', () => {
    const { pool } = judge(exports({ times: 400, everyMs: SECOND, quick: 900 }));
    expect(pool.reasons[0]?.text).toContain('400 of 400 times, 4 at once');
  });
});
