import { expect, it } from 'vitest';
import { frames, hikari, HOUR, judge, MINUTE, SECOND, type World } from './world.ts';

const LEND = frames('pool:Pool.getConnection', 'Stock.lend', 'framework:Servlet.service');
const REPORT = { returnsLogged: false } as const;

/** A pool that reports without naming the connection, and says in a line of its own that it takes it back. */
const reported = (behindMs: number, more: { pool?: string } = {}): World => {
  const log = hikari().begins(0);
  for (let i = 1; i <= 3; i++)
    log.alarm(i * MINUTE, null, LEND, REPORT).alarm(i * MINUTE + behindMs, null, [], { ...REPORT, reclaimed: true, ...more });
  return log.note(HOUR, 'visible');
};

it('a pool that says right behind its report that it takes the connection back speaks of the same one', () => {
  const { pool, suspects } = judge(reported(2));
  expect(pool.verdict).toBe('leak');
  expect(suspects).toMatchObject([{ leaked: 3, reclaimed: 3, open: 0, callSite: { function: 'lend' } }]);
});

it.each([
  ['much later', reported(30 * SECOND)],
  ['of another pool', reported(2, { pool: 'other' })],
])('said %s it speaks of one that nobody knows', (_, log) => {
  expect(judge(log).suspects.find(({ callSite }) => callSite?.function === 'lend')).not.toMatchObject({ reclaimed: 3 });
});
