import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** Two engines of one process: of one a connection is lost every two minutes, the other has nothing out when it is looked at. */
function twoEngines(name: (engine: 'primary' | 'replica') => { pool?: string; size?: number }): World {
  const log = world();
  for (let i = 0; i < 60; i++) {
    log.sample(i * 30 * SECOND, 0, { open: 3, ...name('primary') });
    log.sample(i * 30 * SECOND + 2, Math.floor(i / 4) + (i % 4 === 1 ? 1 : 0), { open: 16, ...name('replica') });
  }
  return log;
}

describe('two pools of one process', () => {
  it('that print alike are told apart by the number of connections that they keep', () => {
    const { verdict, pools } = judge(twoEngines((engine) => ({ size: engine === 'primary' ? 10 : 25 })));
    expect(verdict).toBe('leak');
    expect(pools.map((pool) => [pool.name, pool.verdict])).toEqual([
      [undefined, 'healthy'],
      ['size 25', 'leak'],
    ]);
  });

  it('of which only one has a name are two if their sizes say so', () => {
    const { pools } = judge(twoEngines((engine) => (engine === 'primary' ? { size: 10 } : { pool: 'replica', size: 25 })));
    expect(pools.map((pool) => pool.verdict).sort()).toEqual(['healthy', 'leak']);
    const same = judge(twoEngines((engine) => (engine === 'primary' ? { size: 10 } : { pool: 'replica', size: 10 })));
    expect(same.pools).toHaveLength(1);
  });
});

describe('a pool that another size is configured for', () => {
  it('begins a life of its own with the process', () => {
    const log = world();
    log.says(0, 'shop <*> started', { startup: true });
    for (let i = 0; i < 30; i++) log.sample(MINUTE + i * 30 * SECOND, i % 3, { open: 3, size: 5 });
    log.says(20 * MINUTE, 'shop <*> started', { startup: true });
    for (let i = 0; i < 30; i++) log.sample(21 * MINUTE + i * 30 * SECOND, i % 3, { open: 3, size: 10 });
    expect(judge(log).pools.map((pool) => pool.name)).toEqual([undefined, undefined]);
  });
});
