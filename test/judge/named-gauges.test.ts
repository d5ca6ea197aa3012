import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

type More = Record<string, unknown>;
const gauge = (pool?: string): More => ({ open: 20, max: 20, ...(pool !== undefined && { pool }) });

/** Of the second pool a connection is lost every ten minutes, the other one is used a little. */
function twoPools(first: string | undefined, second: string | undefined, minutes = 100): World {
  const log = world();
  for (let i = 0; i < minutes * 4; i++) {
    log.sample(i * 15 * SECOND, i % 4, gauge(first));
    log.sample(i * 15 * SECOND + 1200, Math.floor(i / 40) + (i % 3), gauge(second));
  }
  return log;
}

const verdicts = (log: World): unknown => judge(log).pools.map(({ name, verdict }) => [name, verdict]);

describe('two pools that a program prints', () => {
  it('are judged each by its own figures where both have a name', () =>
    expect(verdicts(twoPools('primary', 'replica'))).toEqual([
      ['primary', 'healthy'],
      ['replica', 'leak'],
    ]));

  it('of which one has a name are two where they never show the same', () =>
    expect(verdicts(twoPools(undefined, 'replica'))).toEqual([
      [undefined, 'healthy'],
      ['replica', 'leak'],
    ]));

  it('are one where it is printed in two ways', () => {
    const log = world();
    for (let i = 0; i < 400; i++) {
      log.sample(i * 15 * SECOND, Math.floor(i / 40) + (i % 3), gauge('shop'));
      log.sample(i * 15 * SECOND + 1200, Math.floor(i / 40) + ((i + 1) % 4), gauge());
    }
    expect(verdicts(log)).toEqual([['shop', 'leak']]);
  });

  it('are one where what it shows as it runs dry has no name', () => {
    const log = world();
    for (let i = 0; i < 200; i++) {
      log.sample(i * 15 * SECOND, i % 3, gauge('shop'));
      log.sample(i * 15 * SECOND + 1200, 20, { ...gauge(), occasion: 'exhaustion' });
    }
    expect(judge(log).pools.map(({ name }) => name)).toEqual(['shop']);
  });
});

describe('what names no pool', () => {
  const shop = (name?: string): World => {
    const log = world();
    log.set(0, { max: 10 });
    for (let i = 0; i < 60; i++)
      log.sample(MINUTE + i * 15 * SECOND, Math.min(10, i), { open: 10, ...(name !== undefined && { pool: name }) });
    for (let i = 0; i < 5; i++) log.timeout(17 * MINUTE + i * MINUTE);
    return log;
  };

  it('belongs to the only pool that is named, with its limit and its callers', () => {
    const { pools } = judge(shop('main'));
    const unnamed = judge(shop()).pools;
    expect(pools).toHaveLength(1);
    expect(pools[0]).toMatchObject({ name: 'main', acquireTimeouts: 5, verdict: unnamed[0]?.verdict, confidence: unnamed[0]?.confidence });
  });

  it('so do checkouts', () => {
    const log = world();
    for (let i = 0; i < 40; i++) {
      log.out(i * MINUTE, `c${i}`).sample(i * MINUTE + SECOND, 1, { open: 10, pool: 'main' });
      log.back(i * MINUTE + 2 * SECOND, `c${i}`);
    }
    expect(judge(log).pools).toMatchObject([{ name: 'main', verdict: 'healthy' }]);
  });

  it('a start of which begins a new life of pools that the program prints itself', () => {
    const log = world();
    const run = (from: number): void => {
      log.begins(from);
      for (let i = 0; i < 30; i++) for (const pool of ['primary', 'replica']) log.sample(from + i * 15 * SECOND, i % 3, gauge(pool));
    };
    run(0);
    run(20 * MINUTE);
    expect(judge(log).pools.map(({ instance }) => instance.restart)).toEqual([0, 1, 0, 1]);
  });
});

describe('a pool that its library numbers and the program names', () => {
  const log = (library: string, figures: More = {}): World => {
    const said = world();
    said.begins(0, { pool: library });
    for (let i = 0; i < 400; i++) said.sample(MINUTE + i * 15 * SECOND, Math.floor(i / 40) + (i % 3), { ...gauge('main'), ...figures });
    said.timeout(110 * MINUTE, { pool: library });
    return said;
  };

  it('is one', () => expect(judge(log('pool-1')).pools).toMatchObject([{ name: 'main', verdict: 'leak', acquireTimeouts: 1 }]));

  it('is another where the library counts several, or where the program names both', () => {
    expect(judge(log('pool-2')).pools).toHaveLength(2);
    expect(judge(log('archive')).pools).toHaveLength(2);
  });
});
