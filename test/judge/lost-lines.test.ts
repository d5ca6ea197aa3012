import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, START, frames, hikari, judge, World, world } from './world.ts';

/** Short loans from the beginning to the end of an hour. */
const busy = (log: World, from: number, to: number): World => {
  for (let at = from; at < to; at += 10 * SECOND) log.out(at, 'c1').back(at + 200, 'c1');
  return log;
};
const drop = (log: World, at: number | null): World => log.says(at, 'Suppressed <*> messages from shop.service', { lost: 1523 });

describe('lines that a rate limit dropped', () => {
  const halfway = (dropped: boolean): World => {
    const log = busy(world(), 0, HOUR / 2);
    for (const [i, name] of ['a', 'b', 'c'].entries()) log.out(HOUR / 2 + i * 10, name);
    if (dropped) drop(log, HOUR / 2 + 2 * SECOND);
    return busy(log, HOUR / 2 + 10 * SECOND, HOUR);
  };

  it('may have told that what was out then came back', () => {
    expect(judge(halfway(false)).verdict).toBe('leak');
    const { verdict, codes, input } = judge(halfway(true));
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('lost-in-between');
    expect(input.notices).toMatchObject([{ code: 'lines-lost', text: expect.stringContaining('1,523 lines') as string }]);
  });

  it('say nothing of what had been lost long before, nor of what went out later', () => {
    const before = busy(busy(world(), 0, 5 * MINUTE).out(5 * MINUTE, 'lost'), 5 * MINUTE + 10 * SECOND, HOUR / 2);
    expect(judge(busy(drop(before, HOUR / 2), HOUR / 2 + SECOND, HOUR)).verdict).toBe('leak');
    const after = busy(drop(busy(world(), 0, MINUTE), MINUTE), MINUTE + SECOND, 10 * MINUTE).out(10 * MINUTE, 'lost');
    expect(judge(busy(after, 10 * MINUTE + SECOND, HOUR)).verdict).toBe('leak');
  });

  it('leave a report of the pool undecided', () => {
    const stack = frames('pool:HikariPool.getConnection', 'Exporter.export', 'framework:Servlet.service');
    const log = (dropped: boolean): World => {
      const own = hikari()
        .begins(0)
        .alarm(10 * MINUTE, 'c1', stack)
        .alarm(20 * MINUTE, 'c2', stack);
      if (dropped) drop(own, 20 * MINUTE + 5 * SECOND);
      return own.note(HOUR, 'visible', { severity: 'info' });
    };
    expect(judge(log(false)).suspects).toMatchObject([{ leaked: 2 }]);
    // the one before is older than any honest one when lines began to be missing
    expect(judge(log(true)).suspects).toMatchObject([{ leaked: 1, open: 2 }]);
  });

  it('are of no use to know where the log has no times, and nothing is called lost', () => {
    const log = world();
    for (let i = 0; i < 40; i++) log.out(null, 'c1').back(null, 'c1');
    log.out(null, 'lost');
    drop(log, null);
    for (let i = 0; i < 40; i++) log.out(null, 'c1').back(null, 'c1');
    expect(judge(log).verdict).toBe('inconclusive');
  });
});

describe('who tells of dropped lines', () => {
  const told = (by: (log: World) => World, more: object = {}): string => {
    const app = { pod: 'shop', container: 'web.1' };
    const log = world();
    busy(log.by({ instance: app }), 0, 20 * MINUTE).out(20 * MINUTE, 'a');
    by(log).says(20 * MINUTE + SECOND, 'dropped', { lost: 0, ...more });
    return judge(busy(log.by({ instance: app }), 20 * MINUTE + 10 * SECOND, HOUR)).verdict;
  };

  it('speaks of the others beside it where it is a container without a pool, and of no other pod', () => {
    expect(told((log) => log.by({ instance: { pod: 'shop', container: 'logplex' } }))).toBe('inconclusive');
    expect(told((log) => log.by({ instance: { pod: 'other', container: 'logplex' } }))).toBe('leak');
  });

  it('of the lines since it says, without their number too', () => {
    const log = busy(world(), 0, 10 * MINUTE).out(10 * MINUTE, 'a');
    const since = (at: number): string =>
      judge(busy(busy(new World('app.log', {}, [...log.events]), 10 * MINUTE, 30 * MINUTE).says(30 * MINUTE, 'x', { lost: 9, lostSince: START + at }), 30 * MINUTE, HOUR)).verdict; // prettier-ignore
    expect(since(10 * MINUTE + SECOND)).toBe('inconclusive');
    expect(since(29 * MINUTE)).toBe('leak');
  });
});

describe('a file that is missing in the midst of a rotated log', () => {
  const SPAN = 10 * MINUTE;
  const log = (missing: boolean): World => {
    const began = busy(world(), 0, 20 * MINUTE).out(20 * MINUTE, 'a');
    if (missing) began.says(20 * MINUTE + SPAN, 'x', { missing: { files: 1, since: START + 20 * MINUTE + SECOND } });
    return busy(began, 20 * MINUTE + SPAN, HOUR);
  };

  it('may have told that what was out at the end of the one before came back', () => {
    expect(judge(log(false)).verdict).toBe('leak');
    const { verdict, codes, input } = judge(log(true));
    expect(verdict).toBe('inconclusive');
    expect(codes).toContain('lost-in-between');
    // the reading tells of it
    expect(input.notices).toEqual([]);
  });

  it('says so of all pods that log there', () => {
    const both = world();
    for (const pod of ['one', 'two']) busy(both.pod(pod), 0, 20 * MINUTE);
    both.pod('two').out(20 * MINUTE, 'a');
    both.pod('one').says(30 * MINUTE, 'x', { missing: { files: 1, since: START + 20 * MINUTE + SECOND } });
    for (const pod of ['one', 'two']) busy(both.pod(pod), 30 * MINUTE, HOUR);
    expect(judge(both).verdict).toBe('inconclusive');
  });
});
