import { expect, it } from 'vitest';
import { MINUTE, judge, report, world, type World } from './world.ts';

const go = (source?: string): World => world(source, { runtime: 'go-database-sql' });
const late = (log: World, ...minutes: number[]): World => {
  for (const at of minutes) log.line('deadline-exceeded', at * MINUTE, { route: 'GET /berths/{id}' });
  return log;
};
const noticesOf = (...logs: World[]) => report(logs.flatMap(({ events }) => events)).input.notices;

it('requests that ran out of time where no line tells of a pool are told, and nothing is judged by them', () => {
  const { verdict, pools, input } = report(late(go(), 1, 2, 14).events);
  expect({ verdict, pools }).toEqual({ verdict: 'inconclusive', pools: [] });
  expect(input.notices).toMatchObject([{ code: 'deadlines-unexplained', evidence: [{ line: 1 }] }]);
  expect(input.notices[0]?.text).toMatch(
    /^3 requests ran out of time .* from 2026-03-02 08:01:00Z to 2026-03-02 08:14:00Z, and no line of the process/,
  );
});

it('of several processes they are counted together', () => {
  expect(noticesOf(late(go('a.log'), 5, 9), late(go('b.log'), 1))[0]?.text).toMatch(
    /^3 requests .* from 2026-03-02 08:01:00Z .* of those processes/,
  );
});

it('where the pool tells of itself they are judged beside it', () => {
  const log = late(go(), 1);
  for (let at = 2; at < 30; at++) log.sample(at * MINUTE, 8, { max: 8 });
  expect(judge(log).input.notices).toEqual([]);
});

it('where the pool tells its limit and no more they are told, and not counted as its own', () => {
  const { pool, input, verdict } = judge(late(go().set(0, { max: 8 }), 1, 2, 14));
  expect([verdict, pool.acquireTimeouts]).toEqual(['inconclusive', 0]);
  expect(input.notices[0]?.text).toMatch(/^3 requests ran out of time .*, and no line of the process tells how full its pool was/);
});
