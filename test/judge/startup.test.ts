import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, hikari, judge, type World } from './world.ts';

/** A start as Spring Boot tells it; the first line is told before those of its pool, or after. */
const start = (log: World, at: number, late: boolean): World => {
  const says = (when: number, words: string): World => log.says(at + when, words, { startup: true });
  if (!late) says(0, 'Starting Shop with PID <*>');
  log.begins(at + 1700).begins(at + 2100);
  if (late) says(0, 'Starting Shop with PID <*>');
  return says(4 * SECOND, 'Started Shop in <*> seconds');
};

const samples = (log: World, from: number): World => {
  for (let i = 1; i <= 10; i++) log.sample(from + i * 30 * SECOND, 2, { max: 10 });
  return log;
};

describe('the words with which a process begins', () => {
  it.each([false, true])('begin one life each time that they come again (told after those of the pool: %s)', (late) => {
    const log = hikari().by({ pool: 'HikariPool-1' });
    samples(start(log, 0, late), 4 * SECOND);
    samples(start(log, 10 * MINUTE, false), 10 * MINUTE);
    expect(judge(log).pools.map(({ instance }) => [instance.restart, instance.lives])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  it('begin none where they are told late', () => {
    const log = hikari().by({ pool: 'HikariPool-1' });
    samples(start(log, 0, true), 4 * SECOND).says(MINUTE, 'Starting Shop with PID <*>', { startup: true });
    expect(judge(log).pools).toHaveLength(1);
  });
});
