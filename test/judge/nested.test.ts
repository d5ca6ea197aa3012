import { describe, expect, it } from 'vitest';
import type { StackFrame } from '../../src/model/stack-frame.ts';
import type { World } from './world.ts';
import { MINUTE, SECOND, judge, world } from './world.ts';

const frame = (module: string, name: string, line: number): StackFrame => ({
  function: name,
  module,
  file: `${module.split('.').at(-1)}.java`,
  line,
  language: 'java',
  key: `${module}.${name}`,
  role: 'application',
});
const INNER = [frame('shop.Journal', 'note', 4), frame('shop.Orders', 'place', 9)];
const PLAIN = [frame('shop.Orders', 'place', 9)];

/** A pool of four that runs dry under load and recovers; of eight callers that gave up so many asked for a second connection. */
function dry(nested: number, log: World = world().by({ pool: 'shop' })): World {
  for (let i = 0; i < 10; i++) log.sample(i * MINUTE, 1, { max: 4 });
  for (let i = 0; i < 8; i++) {
    log.sample(10 * MINUTE + i * SECOND, 4, { max: 4, pending: 3 });
    log.timeout(10 * MINUTE + i * SECOND, { max: 4, waitedMs: 30 * SECOND, thread: `t${i}`, stack: i < nested ? INNER : PLAIN, ...(i < nested && { nested: true }) });
  }
  for (let i = 12; i < 30; i++) log.sample(i * MINUTE, 1, { max: 4 });
  return log;
} // prettier-ignore
const told = (log: World): string[] =>
  judge(log).pools.flatMap(({ reasons }) => reasons.flatMap(({ code, text }) => (code === 'nested-acquisition' ? [text] : [])));

describe('callers that gave up while they held a connection', () => {
  it('are told first, with their lines', () => {
    const { pool } = judge(dry(3));
    expect(pool.verdict).toBe('saturation');
    expect(pool.reasons[0]).toMatchObject({ code: 'nested-acquisition', for: 'saturation' });
    expect(pool.reasons[0]?.evidence).toHaveLength(1);
    expect(told(dry(3))).toEqual(['3 of the 8 callers that gave up held a connection already: inside a transaction they asked for a second one. As many of them at once as the pool is large wait for each other.']); // prettier-ignore
    expect(told(dry(8))[0]).toMatch(/^All 8 callers that gave up held/);
  });

  it('are nobody where no stack tells', () => expect(told(dry(0))).toEqual([]));

  it('are nobody’s where two pools of the process ran dry', () => {
    const log = dry(3);
    log.timeout(10 * MINUTE, { pool: 'other', max: 2, waitedMs: 30 * SECOND, thread: 'u' });
    expect(told(log)).toEqual([]);
  });

  it('do not excuse a leak', () => {
    const log = world().by({ pool: 'shop' });
    for (let i = 0; i < 60; i++) log.sample(i * MINUTE, Math.min(8, Math.floor(i / 5)), { max: 8 });
    log.timeout(55 * MINUTE, { max: 8, waitedMs: 30 * SECOND, thread: 't', stack: INNER, nested: true });
    expect(judge(log).pool.verdict).toBe('leak');
    expect(told(log)).toEqual([]);
  });
}); // prettier-ignore
