import { expect, it } from 'vitest';
import { MINUTE, SECOND, START, hikari, judge, world } from './world.ts';

const at = (ms: number): string => new Date(START + ms).toISOString();
const waited = { waitedMs: 30 * SECOND, max: 4 };

it('a pool was dry since the first caller that gave up began to wait', () => {
  const log = hikari('app.log', { pool: 'main' })
    .timeout(5 * MINUTE, waited)
    .timeout(6 * MINUTE, { ...waited, waitedMs: 5 * MINUTE });
  expect(judge(log).pool.exhaustion).toEqual({ at: at(5 * MINUTE), drySince: at(5 * MINUTE - 30 * SECOND) });
});

it('nobody knows since when where the first caller does not tell how long it had waited, whoever tells later', () => {
  const log = hikari('app.log', { pool: 'main' })
    .timeout(5 * MINUTE, { max: 4 })
    .timeout(6 * MINUTE, waited);
  expect(judge(log).pool.exhaustion).toEqual({ at: at(5 * MINUTE) });
});

it('nobody knows since when, and exactly when, where the line of the first has no time', () => {
  const log = hikari('app.log', { pool: 'main' }).begins(0);
  log
    .says(5 * MINUTE, 'order <*> failed')
    .timeout(null, waited)
    .timeout(6 * MINUTE, waited);
  expect(judge(log).pool.exhaustion).toEqual({ at: at(5 * MINUTE), orLater: true });
});

it('a pool is watched from the first line of its process to the last', () => {
  const log = hikari('app.log', { pool: 'main' });
  for (let i = 1; i < 20; i++) log.says(i * MINUTE, 'order <*> placed');
  log.timeout(20 * MINUTE, waited).says(21 * MINUTE, 'order <*> placed');
  expect(judge(log).pool.watched).toEqual({ from: at(MINUTE), to: at(21 * MINUTE) });
});

it('is that of whichever line came first, where some name the pool and some do not', () => {
  for (const [first, second] of [['main', undefined], [undefined, 'main']]) {
    const log = world().by({ pool: 'main' }).work(30);
    log.timeout(5 * MINUTE, { pool: first, ...waited } as object).timeout(6 * MINUTE, { pool: second, max: 4 } as object);
    expect(judge(log).pool).toMatchObject({ acquireTimeouts: 2, exhaustion: { at: at(5 * MINUTE), drySince: at(4.5 * MINUTE) } });
  }
}); // prettier-ignore
