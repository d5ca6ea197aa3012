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
}

/** Quick requests, and exports that begin while others of the kind go on. */
function exports({ heldMs = 4 * SECOND, everyMs = SECOND, times = 30, oneIn = 1, quick = 300, max }: Plan = {}): World {
  const log = world();
  if (max !== undefined) log.sample(0, 0, { max });
  const steps: { at: number; run: () => void }[] = [];
  const add = (name: string, from: number, ms: number, route: string): void => {
    const by = log.by({ thread: name });
    steps.push(
      { at: from, run: () => by.out(from, name) },
      { at: from + ms, run: () => by.back(from + ms, name).served(from + ms, route) },
    );
  };
  for (let i = 0; i < quick; i++) add(`web-${i % 2}`, i * 250, 5, 'GET /records');
  for (let i = 0; i < times * oneIn; i++) add(`export-${i}`, MINUTE + i * everyMs + 7, i % oneIn === 0 ? heldMs : 10, 'GET /export');
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
    ['came seldom', exports({ times: 19 })],
    ['runs one at a time, as jobs of a schedule do', exports({ everyMs: 5 * SECOND })],
    ['is mostly quick, and slow now and then', exports({ oneIn: 3, everyMs: 300 })],
    ['takes a few of many connections', exports({ max: 40 })],
    ['has the pool for itself', exports({ quick: 20 })],
  ])('is healthy where it %s', (_, log) => {
    expect(judge(log)).toMatchObject({ verdict: 'healthy', suspects: [] });
  });

  it('is known by ten runs in a row where one of them is out for most of the time', () => {
    const chronic = { times: 10, everyMs: 5 * SECOND, heldMs: 18 * SECOND, quick: 440 };
    const { verdict, pool } = judge(exports(chronic));
    expect(verdict).toBe('long-hold');
    expect(pool.reasons[0]?.text).toContain('in 10 of 10 times, 4 at once');
    expect(judge(exports({ ...chronic, times: 9 })).verdict).toBe('healthy');
    expect(judge(exports({ ...chronic, heldMs: 11 * SECOND, everyMs: 3 * SECOND })).verdict).toBe('healthy');
    expect(judge(exports({ ...chronic, times: 7, oneIn: 2, everyMs: 4 * SECOND })).verdict).toBe('healthy');
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
