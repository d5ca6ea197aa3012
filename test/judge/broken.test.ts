import { describe, expect, it } from 'vitest';
import { HOUR, MINUTE, SECOND, frames, hikari, judge, type World } from './world.ts';

const ADD = frames('pool:HikariPool.getConnection', 'CartRepository.add', 'CartController.add', 'framework:Servlet.service');
/** A log in which the pool's logger prints nothing below WARN: no line tells of returns. */
const warnings = (): World => hikari('app.log', { severity: 'warn' });
const until = (log: World, at: number): World => log.note(at, 'visible', { severity: 'warn' });
/** As many connections are reported as a database hangs, and break as it is gone. */
const failover = (log: World, lost: number, broken: number): World => {
  for (let i = 0; i < lost; i++) log.alarm(MINUTE + i * SECOND, `c${i}`, ADD);
  for (let i = 0; i < broken; i++) log.closed(2 * MINUTE + i, `c${i}`, { reason: 'connection is broken', severity: 'warn' });
  return until(log, HOUR);
};

describe('a reported connection that broke while it was out', () => {
  it('is out no more, and no slow work for certain', () => {
    const { pool, codes, suspects } = judge(failover(warnings(), 4, 4));
    expect(pool).toMatchObject({ verdict: 'long-hold', confidence: 0.6, openHolds: [] });
    expect(codes).toContain('broke-while-out');
    expect(suspects).toMatchObject([{ verdict: 'long-hold', leaked: 0, open: 0, returnedLate: 4 }]);
  });

  it('does not show that a return of another one would be seen', () => {
    const { pool, codes } = judge(failover(warnings(), 4, 3));
    expect(pool.verdict).toBe('inconclusive');
    expect(codes).toContain('broke-while-out');
  });

  it('leaves slow work that came back as sure as it was', () => {
    const log = failover(hikari().begins(0), 5, 1);
    for (let i = 1; i < 5; i++) log.unleaked(2 * MINUTE + i * SECOND, `c${i}`);
    expect(judge(until(log, 2 * HOUR)).pool).toMatchObject({ verdict: 'long-hold', confidence: 0.95 });
  });
});
