import { expect, it } from 'vitest';
import { MINUTE, SECOND, START, frames, hikari, judge, world, type World } from './world.ts';

const at = (ms: number): string => new Date(START + ms).toISOString();
const stack = frames('ReturnService.settle');

/** Two holds of 30 s beyond the pool's threshold, which is 20 s. */
function late(log: World, more: object = {}): World {
  for (const minutes of [5, 9]) log.alarm(minutes * MINUTE, 'c', stack).unleaked(minutes * MINUTE + 30 * SECOND, 'c', more);
  return log;
}

it.each([
  ['by the threshold of the pool, before its reports', late(hikari().set(0, { leakDetectionThresholdMs: 20 * SECOND })), 20 * SECOND],
  ['by what the returns tell', late(hikari(), { heldMs: 50 * SECOND }), 20 * SECOND],
])('tells when work that gave back late had taken its connections %s', (_, log, before) => {
  const [suspect] = judge(log).suspects;
  expect(suspect).toMatchObject({ verdict: 'long-hold', firstSeen: at(5 * MINUTE - before), lastSeen: at(9 * MINUTE - before) });
  expect(suspect?.seenAs).toBeUndefined();
});

it('tells when they were reported where nobody says how long they had been out by then', () => {
  const [suspect] = judge(late(hikari())).suspects;
  expect(suspect).toMatchObject({ seenAs: 'reported', firstSeen: at(5 * MINUTE), lastSeen: at(9 * MINUTE) });
});

it('tells the first and the last of the long holds, not the longest alone', () => {
  const log = world().work(50, { route: 'GET /orders/{id}' });
  const held = [40, 90, 50, 20];
  for (const [i, seconds] of held.entries()) {
    const from = (10 + 5 * i) * MINUTE;
    log
      .out(from, 'w')
      .back(from + seconds * SECOND, 'w')
      .served(from + seconds * SECOND, 'POST /pallets/{id}');
  }
  const [suspect] = judge(log).suspects;
  expect(suspect).toMatchObject({ route: 'POST /pallets/{id}', returnedLate: 3, firstSeen: at(10 * MINUTE), lastSeen: at(20 * MINUTE) });
  const [strict] = judge(log, { thresholdMs: 65 * SECOND }).suspects;
  expect(strict).toMatchObject({ returnedLate: 1, firstSeen: at(15 * MINUTE), lastSeen: at(15 * MINUTE) });
});
