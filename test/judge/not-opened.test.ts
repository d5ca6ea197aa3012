import { expect, it } from 'vitest';
import { MINUTE, SECOND, hikari, judge, type World } from './world.ts';

/** An hour at work, `minutes` without the database, and half an hour at work again; callers give up in between. */
function outage(minutes: number, during: { inUse: number; open?: number; idle?: number; pending: number }): World {
  const log = hikari();
  const { inUse, ...more } = during;
  for (let i = 0; i < 120; i++) log.sample(i * 30 * SECOND, i % 3, { open: 10, pending: 0 });
  for (let i = 0; i < 2 * minutes; i++) {
    log.sample(60 * MINUTE + i * 30 * SECOND, inUse, more);
    log.timeout(60 * MINUTE + i * 30 * SECOND + 31, { waitedMs: 30_000, witness: 'exception' });
  }
  for (let i = 0; i < 60; i++) log.sample((60 + minutes) * MINUTE + i * 30 * SECOND, i % 3, { open: 10, pending: 0 });
  return log;
}

it('callers of a pool that can open no connection are no load, by their timeouts neither', () => {
  const { verdict, pool } = judge(outage(5, { inUse: 0, open: 0, pending: 40 }));
  expect([verdict, pool.reasons.map(({ code }) => code)]).toEqual(['inconclusive', ['not-opened', 'acquire-timeouts']]);
  expect(pool.reasons[0]?.evidence).toHaveLength(5);
});

it('what is open is known by what is in use and idle too', () => {
  expect(judge(outage(5, { inUse: 3, idle: 0, pending: 40 })).verdict).toBe('inconclusive');
});

it('callers of a pool that has all connections open are load', () => {
  expect(judge(outage(5, { inUse: 10, open: 10, pending: 40 })).verdict).toBe('saturation');
});
