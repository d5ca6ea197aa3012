import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, hikari, judge, type World } from './world.ts';

const alarm = (log: World, at: number, connection: string, poolEnd?: string): World =>
  log.alarm(at, connection, [], poolEnd === undefined ? {} : { poolEnd });

const named = (log: World): (string | undefined)[] => judge(log).pools.map(({ id }) => id.split(' ').slice(2).join(' '));

describe("a report of which the line tells the end of its pool's name", () => {
  it('is of the only known pool whose name ends so', () => {
    const log = hikari().begins(0, { pool: 'orders-primary' }).begins(1000, { pool: 'orders-replica' });
    expect(named(alarm(log, MINUTE, 'c1', 'ica'))).toEqual(['orders-replica']);
  });

  it.each(['ary', 'xyz'])('is of no pool where two end so, or none: %s', (end) => {
    const log = hikari().begins(0, { pool: 'orders-primary' }).begins(1000, { pool: 'users-primary' });
    expect(named(alarm(log, MINUTE, 'c1', end))).toEqual(['']);
  });
});

describe('a pool that starts again', () => {
  /** Twice the two lines of a start, and a report between. */
  const twice = (end: string | undefined): World => {
    const log = hikari().begins(0, { pool: 'HikariPool-1' }).begins(300, { pool: 'HikariPool-1' });
    return alarm(log, MINUTE, 'c1', end)
      .begins(2 * MINUTE, { pool: 'HikariPool-1' })
      .begins(2 * MINUTE + 300, { pool: 'HikariPool-1' });
  };

  it.each(['l-1', undefined])('begins a life where a report without its name stands before (end of it: %s)', (end) => {
    const { pools } = judge(alarm(twice(end), 3 * MINUTE, 'c1', end));
    expect(pools.map(({ instance }) => [instance.restart, instance.lives])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  it("begins none where the report is another pool's, which was there before", () => {
    const log = alarm(hikari(), 0, 'c1')
      .begins(10 * SECOND, { pool: 'lazy' })
      .begins(11 * SECOND, { pool: 'lazy' });
    expect(judge(log).pools).toHaveLength(1);
  });
});

describe('a caller that got nothing from a pool of which one word is told', () => {
  const gaveUp = (poolPerhaps: string): ReturnType<typeof judge> => {
    const log = hikari().begins(0, { pool: 'OrdersPool' }).begins(1000, { pool: 'users-primary' });
    return judge(log.timeout(MINUTE, { witness: 'exception', poolPerhaps }));
  };
  const timeouts = (word: string): number[] =>
    gaveUp(word).pools.flatMap(({ acquireTimeouts }) => (acquireTimeouts > 0 ? [acquireTimeouts] : []));

  it.each(['orders', 'Users', 'primary'])('waited for the known pool in whose name it stands: %s', (word) =>
    expect(timeouts(word)).toEqual([1]),
  );
  it.each(['word', 'order', 'constructor', ''])('waited for no connection where there is none: %s', (word) =>
    expect(timeouts(word)).toEqual([]),
  );
});
