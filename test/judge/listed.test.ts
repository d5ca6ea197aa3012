import { describe, expect, it } from 'vitest';
import type { StackFrame } from '../../src/model/stack-frame.ts';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

const frame = (name: string, role: StackFrame['role']): StackFrame => ({ function: name, module: 'shop.Dao', file: 'Dao.java', line: 7, language: 'java', key: `shop.Dao.${name}`, role: role as 'application' }); // prettier-ignore
const STACK = [frame('lend', 'application'), frame('run', 'runtime')];

/** Two lists, a minute apart, of the connections that were out; `stillIn` frames of yours or the runtime's the borrowers had not left by then. */
function lists(first: readonly string[], second: readonly string[], stillIn: number, log: World = world().by({ pool: 'shop' })): World {
  [first, second].forEach((held, nth) => {
    const at = 30 * MINUTE + nth * MINUTE;
    log.timeout(at, { held: [...held], waitedMs: SECOND, max: 4, witness: 'counter', thread: `t${nth}` });
    held.forEach((connection, i) => log.line('leak-reported', at, { connection, stack: STACK, heldMs: (i + 1) * MINUTE + nth * MINUTE, thread: `w${i}`, repeats: false, stillIn })); // prettier-ignore
  });
  return log.says(32 * MINUTE, 'all is well');
}

describe('connections that a pool lists as taken', () => {
  it('are lost where their borrowers’ threads went on without them', () => {
    const { pool, suspects, codes } = judge(lists(['a', 'b', 'c'], ['a', 'b', 'c'], 1));
    expect(pool.verdict).toBe('leak');
    expect(codes[0]).toBe('left-behind');
    expect(suspects).toMatchObject([{ leaked: 3 }]);
  });

  it('are in use where their borrowers are still at it', () => {
    const { pool, suspects } = judge(lists(['a', 'b', 'c'], ['a', 'b', 'c'], 2));
    expect([pool.verdict, suspects]).toEqual(['inconclusive', []]);
  });

  it('came back where the next list does not name them', () => {
    const { suspects } = judge(lists(['a', 'b', 'c'], ['a'], 1));
    expect(suspects.flatMap(({ leaked }) => leaked).reduce((sum, n) => sum + n, 0)).toBe(0);
  });

  it('prove nothing on one occasion alone', () => expect(judge(lists(['a'], ['a'], 1)).pool.verdict).not.toBe('leak'));
});
