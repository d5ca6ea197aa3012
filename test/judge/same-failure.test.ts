import { describe, expect, it } from 'vitest';
import { SECOND, frames, hikari, judge, world, type World } from './world.ts';

const STACK = frames('pool:HikariPool.getConnection', 'Orders.load', 'OrderApi.get');
const ORM = { waitedMs: 5000, witness: 'exception', logger: 'org.hibernate.engine.jdbc.spi.SqlExceptionHelper' } as const;
const ADVICE = { waitedMs: 5000, witness: 'exception', logger: 'shop.ErrorAdvice', stack: STACK } as const;

/** Timeouts that the pool has, and whom the report names as victims with how many. */
function told(log: World): unknown {
  const { victims, pool } = judge(log);
  return [pool.acquireTimeouts, victims.map(({ callSite, timeouts }) => [callSite?.function, timeouts])];
}

describe('a failure that an ORM tells by its sentence and another logger by its stack', () => {
  it('is one, and its caller is known', () => {
    expect(told(hikari().timeout(0, ORM).timeout(0, ADVICE))).toEqual([1, [['load', 1]]]);
    expect(
      told(
        hikari()
          .timeout(0, { ...ORM, thread: 'exec-1' })
          .timeout(20, { ...ADVICE, thread: 'exec-1' }),
      ),
    ).toEqual([1, [['load', 1]]]);
  });

  it('is one of each of two callers whose lines come by turns', () => {
    const log = hikari().timeout(0, ORM).timeout(3, ORM).timeout(5, ADVICE).timeout(9, ADVICE);
    expect(told(log)).toEqual([2, [['load', 2]]]);
  });

  it.each([
    [
      'after another wait',
      hikari()
        .timeout(0, ORM)
        .timeout(5, { ...ADVICE, waitedMs: 6000 }),
    ],
    [
      'of the same logger',
      hikari()
        .timeout(0, ORM)
        .timeout(5, { ...ADVICE, logger: ORM.logger }),
    ],
    [
      'later',
      hikari()
        .timeout(0, ORM)
        .timeout(2 * SECOND, ADVICE),
    ],
    [
      'of other threads',
      hikari()
        .timeout(0, { ...ORM, thread: 'exec-1' })
        .timeout(5, { ...ADVICE, thread: 'exec-2' }),
    ],
    [
      'of many that wait in asyncio’s loop',
      hikari()
        .timeout(0, { ...ORM, thread: 'MainThread' })
        .timeout(5, { ...ORM, thread: 'MainThread' }),
    ],
    [
      'of many that R2DBC’s timers tell of',
      hikari()
        .timeout(0, { ...ADVICE, thread: 'parallel-1' })
        .timeout(5, { ...ADVICE, thread: 'parallel-1' }),
    ],
    [
      'once more with its stack',
      hikari()
        .timeout(0, ADVICE)
        .timeout(5, { ...ADVICE, logger: 'shop.Other' }),
    ],
  ])('%s, they are two', (_, log) => expect((told(log) as unknown[])[0]).toBe(2));

  it('a sentence stands for one stack', () => {
    expect(told(hikari().timeout(0, ORM).timeout(5, ADVICE).timeout(9, ADVICE))).toEqual([2, [['load', 2]]]);
  });
});

describe('a deadline that an ORM tells and passes on', () => {
  const full = (): World => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    for (let i = 0; i < 30; i++) log.sample(i * 10 * SECOND, i >= 20 ? 5 : i % 3, { max: 5 });
    return log;
  };
  const at = 225 * SECOND;
  const orm = { passedOn: true } as const;
  const program = { route: 'GET /orders' };

  it.each<[string, (log: World) => World, unknown]>([
    ['is told again', (log) => log.line('deadline-exceeded', at, orm).line('deadline-exceeded', at + 900, program), [1, 1]],
    [
      'two of them come by turns',
      (log) =>
        [orm, orm, program, program].reduce((all: World, event, i) => all.line('deadline-exceeded', at + (i < 2 ? 0 : 10 * i), event), log),
      [2, 2],
    ],
    ['is told by the ORM alone', (log) => log.line('deadline-exceeded', at, orm), [1, 0]],
    ['another one comes later', (log) => log.line('deadline-exceeded', at, orm).line('deadline-exceeded', at + 2000, program), [2, 1]],
    [
      'another one comes with it',
      (log) => [orm, program, program].reduce((all: World, event) => all.line('deadline-exceeded', at, event), log),
      [2, 2],
    ],
  ])('where it %s', (_, add, expected) => {
    const { pool, victims } = judge(add(full()));
    expect([pool.acquireTimeouts, victims.reduce((sum, { timeouts }) => sum + timeouts, 0)]).toEqual(expected);
  });
});

describe('a failure of a caller that did not wait, for its pool refuses at once', () => {
  const own = { waitedMs: 0, witness: 'exception', logger: 'shop.db', stack: STACK, thread: 'exec-1' } as const;
  const framework = { ...own, logger: 'shop.web' };

  it('is another one each time, however soon', () => {
    expect(told(hikari().timeout(0, own).timeout(3, own).timeout(6, own))).toEqual([3, [['load', 3]]]);
  });

  it('is one where two loggers tell it on its way up, and the next pair is another one', () => {
    const log = hikari().timeout(0, own).timeout(4, framework).timeout(9, own).timeout(12, framework);
    expect(told(log)).toEqual([2, [['load', 2]]]);
  });

  it('is told as such', () => {
    const { pool } = judge(hikari().timeout(0, own).timeout(3, own));
    expect(pool.reasons.find(({ code }) => code === 'refused-at-once')?.text).toMatch(
      /^2 callers got no connection: the pool refuses at once/,
    );
  });

  it('is not told of a pool of which no line tells how long its callers waited', () => {
    const log = hikari().begins(0, { pool: 'shop' }).sample(1, 4, { pool: 'shop', max: 4 }).timeout(2, { witness: 'exception' }).timeout(3, { pool: 'shop', witness: 'exception', thread: 'b' }); // prettier-ignore
    expect(judge(log).codes).toEqual(expect.arrayContaining(['acquire-timeouts']));
  });
});
