import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, World, judge, world } from './world.ts';

const LOCK = { lock: 'RowExclusiveLock', on: 'relation 16396 of database 5', runtime: 'postgresql' };

/** A pool of four that runs dry for a minute under load, and serves again; `locks` says what the server's log has of it. */
function dry(locks: (log: World) => void): World {
  const log = world('app.log').by({ pool: 'shop' });
  const server = world('db.log');
  for (let i = 0; i < 10; i++) log.sample(i * MINUTE, 1, { max: 4 });
  for (const at of [10, 10.5, 11])
    log.sample(at * MINUTE, 4, { max: 4, pending: 3 }).timeout(at * MINUTE, { max: 4, waitedMs: 30 * SECOND });
  for (let i = 12; i < 30; i++) log.sample(i * MINUTE, 1, { max: 4 });
  locks(server);
  return new World('app.log', {}, [...log.events, ...server.events]);
}
const waits = (from: number, n: number, more: object = {}) => (log: World): void => {
  for (let i = 0; i < n; i++) {
    const at = from + i * SECOND;
    log.line('server-lock-wait', at, { ...LOCK, pid: 100 + i, waitedMs: SECOND, acquired: false, ...more });
    log.line('server-lock-wait', at, { runtime: 'postgresql', pid: 100 + i, holders: [7], waiting: i + 1 });
  }
  for (let i = 0; i < n; i++) log.line('server-lock-wait', from + 90 * SECOND, { ...LOCK, pid: 100 + i, waitedMs: 90 * SECOND - i * SECOND, acquired: true });
}; // prettier-ignore
const told = (log: World): string[] => judge(log).pool.reasons.flatMap(({ code, text }) => (code === 'waits-for-lock' ? [text] : []));

describe('a pool that ran dry', () => {
  it('says for which lock its connections waited, how long, and who held it', () => {
    const log = dry(waits(9.5 * MINUTE, 4));
    const { pool } = judge(log);
    expect(pool.verdict).toBe('saturation');
    expect(pool.reasons[0]).toMatchObject({ code: 'waits-for-lock', for: 'saturation' });
    expect(told(log)[0]).toMatch(
      /^While it ran dry, up to 4 sessions of the database waited at once for RowExclusiveLock on relation 16396 of database 5, the longest for 90 s, held by process 7 \(.*Z to \d\d:\d\d:\d\dZ\)\. Whoever waits/,
    );
    expect(pool.reasons[0]?.evidence).toHaveLength(2);
  });

  it('quotes the statement where one record holds it', () => {
    expect(told(dry(waits(9.5 * MINUTE, 3, { statement: 'update items set n = ?' })))[0]).toContain('The statement: update items set n = ?.');
  });

  it('says nothing of a lock for which few waited, or at another time', () => {
    expect(told(dry(waits(9.5 * MINUTE, 1)))).toEqual([]);
    expect(told(dry(waits(2 * MINUTE, 4)))).toEqual([]);
    expect(told(dry(waits(20 * MINUTE, 4)))).toEqual([]);
  });

  it('tells spells of one lock apart', () => {
    const both = dry((log) => [2 * MINUTE, 9.5 * MINUTE].forEach((from) => waits(from, 4)(log)));
    expect(told(both)).toHaveLength(1);
    expect(told(both)[0]).toMatch(/\(\S+ 08:09:\d\dZ to 08:11:00Z\)/);
  });

  it('keeps a bounded number of locks, sessions and holders', () => {
    const log = world('db.log');
    for (let i = 0; i < 5000; i++) {
      log.line('server-lock-wait', i, { runtime: 'postgresql', pid: i, lock: 'ShareLock', on: `transaction ${i}`, waitedMs: 1, holders: [i], waiting: 1 });
      log.line('server-lock-wait', i, { runtime: 'postgresql', pid: 1, holders: Array.from({ length: 50 }, (_, k) => i * 50 + k), waiting: 1 });
    }
    expect(() => judge(log)).not.toThrow();
  });
}); // prettier-ignore
