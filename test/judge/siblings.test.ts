import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** A worker that lives for so long and does so many pieces of work. */
const worker = (log: World, pid: string, times: number, from = 0): World =>
  log.pid(pid).work(times, { from, everyMs: SECOND, connection: `c${pid}` });

const verdictsOf = (log: World): Record<string, string> =>
  Object.fromEntries(judge(log).pools.map(({ instance, verdict }) => [instance?.pid ?? '', verdict]));

describe('workers of one program', () => {
  it('that each gave too few connections back to be judged are healthy with the others, if nothing is out', () => {
    const log = world();
    worker(log, '11', 40);
    worker(log, '12', 3, MINUTE);
    worker(log, '13', 12, 2 * MINUTE);
    const { verdict, pools } = judge(log);
    expect(verdict).toBe('healthy');
    expect(pools.map(({ reasons }) => reasons.some(({ code }) => code === 'siblings-together'))).toEqual([false, true, true]);
  });

  it('are not judged by others that are as short', () => {
    const log = world();
    worker(log, '11', 9);
    worker(log, '12', 10, MINUTE);
    expect(verdictsOf(log)).toEqual({ 11: 'inconclusive', 12: 'inconclusive' });
  });

  it('are not judged by others where one of them holds a connection, or has lost one', () => {
    const log = world();
    worker(log, '11', 40);
    worker(log, '12', 3, MINUTE).out(MINUTE + 10 * SECOND, 'gone');
    worker(log, '13', 3, MINUTE);
    worker(log, '11', 40, 2 * MINUTE);
    expect(verdictsOf(log)['12']).not.toBe('healthy');
    for (let i = 0; i < 4; i++) worker(log, '11', 1, 5 * MINUTE).out(3 * MINUTE + i * 20 * SECOND, `lost-${i}`);
    worker(log, '11', 40, 9 * MINUTE);
    expect(verdictsOf(log)).toMatchObject({ 11: 'leak', 13: 'inconclusive' });
  });
});
