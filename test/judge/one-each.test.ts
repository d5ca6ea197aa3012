import { describe, expect, it } from 'vitest';
import { frames, HOUR, hikari, judge, MINUTE, type World } from './world.ts';

const LISTENER = frames('pool:HikariPool.getConnection', 'Inbox.onAssigned', 'framework:Container.run');

/** Pods of one workload, each with one connection reported at another time of its first hour, in logs of so many hours. */
function pods(hours: number, more: (log: World, i: number) => World = (log) => log): World[] {
  return [1, 2, 3, 4, 5].map((i) => {
    const log = hikari(`${i}.log`, { instance: { pod: `shop-6b7f9c5d44-${'bcdfg'[i - 1]}m4n7` } })
      .begins(0)
      .set(0, { leakDetectionThresholdMs: MINUTE });
    more(log.alarm(i * 10 * MINUTE, `c${i}`, LISTENER), i);
    return log.note(hours * HOUR, 'visible', { severity: 'info' });
  });
}

describe('one connection in each of several processes', () => {
  it('and never a second one, for far longer than until the first, is kept by design', () => {
    const { pools, suspects } = judge(pods(24));
    expect(pools.map(({ verdict }) => verdict)).toEqual(pools.map(() => 'inconclusive'));
    expect(pools[0]?.reasons.map(({ code }) => code)).toContain('kept-perhaps');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it('is a leak where the log ends too soon for a second one', () => {
    expect(judge(pods(1)).verdict).toBe('leak');
  });

  it('is a leak where one process has lost two', () => {
    expect(judge(pods(24, (log, i) => (i === 1 ? log.alarm(20 * HOUR, 'second', LISTENER) : log))).verdict).toBe('leak');
  });

  it('is a leak where the same code gave one back: a listener does not', () => {
    const back = (log: World): World => log.alarm(2 * HOUR, 'other', LISTENER).unleaked(2 * HOUR + MINUTE, 'other');
    expect(judge(pods(24, (log, i) => (i === 1 ? back(log) : log))).verdict).toBe('leak');
  });
});
