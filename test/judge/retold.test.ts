import { expect, it } from 'vitest';
import { observe } from '../../src/judge/observe.ts';
import { emptyState } from '../../src/judge/index.ts';
import { SECOND, judge, world, type World } from './world.ts';

const EXPORT = 'GET /invoices/{id}/export';
const TROUBLE = { route: EXPORT, access: true, status: 422, severity: 'warn' } as const;

/** A log in which every fifth export fails, says so in a line of its own before its access line, and keeps its connection. */
function exports(log: World, retold: boolean): World {
  let out = 0;
  for (let i = 0; i < 120; i++) {
    const at = i * 10 * SECOND;
    log.served(at, 'GET /orders/{id}', { durationMs: 5 });
    const fails = i % 5 === 3;
    if (fails) {
      log.says(at + SECOND, 'request failed: line <*> has no price', TROUBLE);
      log.served(at + SECOND, EXPORT, { status: 422, template: 'http request', ...(retold && { retold: 'request' }) });
      out++;
    } else log.served(at + SECOND, EXPORT, { template: 'http request' });
    log.sample(at + 5 * SECOND, out, { max: 100 });
  }
  return log;
}

it('counts a request once that two lines tell of', () => {
  const [suspect] = judge(exports(world(), true)).suspects;
  expect(suspect).toMatchObject({ route: EXPORT, status: 422, leaked: 24, checkouts: 120 });
  expect(suspect?.reasons[0]?.text).toContain('all of the 24 requests with status 422 that samples tell of');
  expect(judge(exports(world(), false)).suspects[0]?.checkouts).toBe(144);
});

it('lets the return of a connection claim one line of the two', () => {
  const log = world();
  for (let i = 0; i < 60; i++) {
    const at = i * SECOND;
    for (const ms of [0, 100]) {
      log.out(at + ms, 'b').back(at + ms + 10, 'b');
      log.served(at + ms + 11, 'POST /refund');
    }
    log.out(at + 200, 'a').says(at + 210, 'request failed', { ...TROUBLE, route: 'POST /pay' });
    log.back(at + 212, 'a').served(at + 213, 'POST /pay', { status: 422, retold: 'request' });
  }
  const state = emptyState();
  for (const event of log.events) observe(state, event);
  const [life] = [...state.streams.values()].flatMap((some) => [...some.values()].flatMap(({ lives }) => [...lives.values()].flat()));
  expect(Object.fromEntries(life?.claims.claimed ?? [])).toEqual({ 'POST /pay': 60, 'POST /refund': 120 });
});
