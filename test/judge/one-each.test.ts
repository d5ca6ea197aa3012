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

describe('one connection in each of several processes right before it was shut down', () => {
  const JOB = frames('pool:HikariPool.getConnection', 'Settlement.run', 'framework:Container.run');

  /** Pods of a rolling deploy, one after the other, each with one connection so long before its end. */
  const deploy = ({
    before = 6 * MINUTE,
    lifeMs = HOUR,
    apartMs = HOUR,
    shut = true,
    more = ((log) => log) as (log: World, end: number) => World,
  } = {}): World[] =>
    [0, 1, 2, 3].map((i) => {
      const from = i * apartMs;
      const end = from + lifeMs;
      const log = hikari(`${i}.log`, { instance: { pod: `shop-6b7f9c5d44-${'bcdf'[i]}m4n7` } })
        .begins(from)
        .set(from, { leakDetectionThresholdMs: 30_000 })
        .alarm(end - before, `c${i}`, JOB);
      more(log, end).note(end - 1000, 'visible', { severity: 'info' });
      return shut
        ? log.line('pool-lifecycle', end, { phase: 'closing', severity: 'info' })
        : log.note(end, 'visible', { severity: 'info' });
    });

  it('is undecided: the end of a process cuts work off', () => {
    const { pools, suspects } = judge(deploy());
    expect(pools.map(({ verdict }) => verdict)).toEqual(pools.map(() => 'inconclusive'));
    expect(pools[0]?.reasons.map(({ code }) => code)).toContain('cut-off');
    expect(suspects.every(({ leaked }) => leaked === 0)).toBe(true);
  });

  it.each<[string, Parameters<typeof deploy>[0]]>([
    ['they were lost all through their lives', { before: 30 * MINUTE }],
    ['all were shut down at once', { apartMs: 0 }],
    ['none was', { shut: false }],
    ['one lost another before', { more: (log, end) => log.alarm(end - 5 * MINUTE, 'second', JOB) }],
  ])('is a leak where %s', (_, how) => {
    expect(judge(deploy(how)).verdict).toBe('leak');
  });
});
