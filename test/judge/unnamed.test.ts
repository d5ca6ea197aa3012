import { describe, expect, it } from 'vitest';
import { NO_NAME } from '../../src/model/no-address.ts';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

const at = (name: string, line: number): object => ({ stack: [{ function: name, file: 'shop.py', line, language: 'python' }] });
const LIST = at('list', 10);
const EXPORT = at('export', 20);

const out = (log: World, when: number, more: object = {}): World =>
  log.line('checkout', when, { connection: NO_NAME, origin: 'listener', ...more });
const back = (log: World, when: number, more: object = {}): World =>
  log.line('checkin', when, { connection: NO_NAME, reason: 'returned', origin: 'listener', ...more });
/** Honest work, twice a second. */
function busy(log: World, until: number): World {
  for (let t = 0; t < until; t += 500) back(out(log, t, LIST), t + 20, { ...LIST, heldMs: 20 });
  return log;
}

describe('lines that name no connection', () => {
  it('pair by the time that is told, whatever came between', () => {
    const log = world();
    out(log, 0, EXPORT);
    busy(log, MINUTE);
    out(log, MINUTE, EXPORT);
    back(log, MINUTE + 10 * SECOND, { ...EXPORT, heldMs: 70 * SECOND });
    const { pool } = judge(log);
    expect(pool.openHolds).toMatchObject([{ connection: NO_NAME, since: new Date(Date.UTC(2026, 2, 2, 8, 1)).toISOString() }]);
    expect(pool.holdTime).toMatchObject({ count: 121, maxMs: 70 * SECOND });
  });

  it('pair by the place where it is told, the newest first', () => {
    const log = world();
    out(log, 0, EXPORT);
    out(log, SECOND, LIST);
    out(log, 2 * SECOND, EXPORT);
    back(log, 3 * SECOND, EXPORT);
    back(log, 4 * SECOND, LIST);
    busy(log, 10 * MINUTE);
    expect(judge(log).pool.openHolds).toMatchObject([{ since: new Date(Date.UTC(2026, 2, 2, 8)).toISOString() }]);
  });

  it('pair by the request, and never with another’s', () => {
    const log = world();
    out(log.by({ request: 'a' }), 0);
    out(log.by({ request: 'b' }), 10);
    back(log.by({ request: 'a' }), 20);
    back(log.by({ request: 'c' }), 30);
    expect(judge(log).pool.openHolds).toMatchObject([{ since: new Date(Date.UTC(2026, 2, 2, 8, 0, 0, 10)).toISOString() }]);
  });

  it('are the same checkouts as those of the pool’s own lines beside them', () => {
    const log = world();
    for (let i = 0; i < 100; i++) {
      out(log.out(i * 100, 'x'), i * 100, LIST);
      back(log.back(i * 100 + 20, 'x'), i * 100 + 20, { ...LIST, heldMs: 20 });
    }
    expect(judge(log).pool).toMatchObject({ openHolds: [], holdTime: { count: 100 } });
  });

  it('a measured time counts where the lines have whole seconds, and not where it contradicts them', () => {
    const log = world();
    back(out(log, SECOND, LIST), SECOND, { ...LIST, heldMs: 15 });
    log.out(2 * SECOND, 'x').line('checkin', 9 * SECOND, { connection: 'x', reason: 'returned', heldMs: 3 });
    expect(judge(log).pool.holdTime).toMatchObject({ count: 2, maxMs: 7 * SECOND, p50Ms: expect.closeTo(15, 0) });
  });

  it('so many that nothing more can be told of them are counted as forgotten', () => {
    const log = world();
    for (let i = 0; i < 1200; i++) out(log, i * 10, LIST);
    const { pool } = judge(log);
    expect(JSON.stringify(pool.reasons)).toMatch(/open checkouts without a name/);
  });
});
