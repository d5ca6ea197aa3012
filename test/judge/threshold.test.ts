import { expect, it } from 'vitest';
import { MINUTE, SECOND, hikari, judge, world, type World } from './world.ts';

/** Reports that were taken back three seconds after each. */
const slow = (log: World, times: number): World => {
  for (let i = 1; i <= times; i++) log.alarm(i * MINUTE, `c${i}`).unleaked(i * MINUTE + 3 * SECOND, `c${i}`);
  return log.note(30 * MINUTE, 'visible');
};

it('from reports alone it is a lower bound, and says so', () => {
  const { threshold } = judge(
    slow(
      hikari()
        .begins(0)
        .set(0, { leakDetectionThresholdMs: 10 * SECOND }),
      5,
    ),
  ).pool;
  expect(threshold).toEqual({
    recommendedMs: 30 * SECOND,
    basis: '2 × the longest of 5 holds that were reported and came back (13 s)',
    current: 10 * SECOND,
    advice:
      'Report connections that are out for longer than 30 s, at the least. Only holds beyond the present threshold are in the log: this is a lower bound.',
    atLeast: true,
  });
});

it('where the threshold is not in the log, holds are known from their report on, and that is said', () => {
  const { threshold } = judge(slow(hikari(), 1)).pool;
  expect(threshold).toMatchObject({
    recommendedMs: 10 * SECOND,
    basis: '2 × the one hold that was reported and came back (3 s from its report on)',
    atLeast: true,
  });
  expect(threshold?.advice).toContain('too low where it does not lie above that threshold');
});

it('from all holds it is none', () => {
  const { threshold } = judge(world().work(30)).pool;
  expect(threshold).toMatchObject({ recommendedMs: 2000, basis: '2 × p999 (20 ms) of 30 returned holds' });
  expect(threshold).not.toHaveProperty('atLeast');
  expect(threshold?.advice).toMatch(/^Report connections that are out for longer than 2 s\. /);
});
