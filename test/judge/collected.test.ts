import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND, judge, world, type World } from './world.ts';

/** A route is asked every ten seconds, and in-use is printed every thirty; no checkout is. */
function served(log: World, minutes: number, inUse: (at: number) => number, more = {}): World {
  for (let at = 0; at < minutes * MINUTE; at += 10 * SECOND) {
    log.served(at + SECOND, 'GET /places/{id}');
    if (at % (30 * SECOND) === 0) log.sample(at, inUse(at), more);
  }
  return log;
}

const found = (log: World, at: number, connection: string): World => log.back(at, connection, { reason: 'reclaimed', severity: 'error' });

/** Every ninety seconds a session is forgotten beside a line that tells why; every five minutes the garbage collector finds what is forgotten. */
function forgetting(minutes: number, more = {}): World {
  const log = world();
  let [lost, taken] = [0, 0];
  for (let at = 0; at < minutes * MINUTE; at += 10 * SECOND) {
    if (at % (90 * SECOND) === 20 * SECOND) {
      log.says(at, 'nothing near <*>');
      lost++;
    }
    log.served(at + SECOND, 'GET /places/{id}');
    if (at % (5 * MINUTE) === 4 * MINUTE) for (; taken < lost; taken++) found(log, at + 2 * SECOND, `c${taken}`);
    if (at % (30 * SECOND) === 0) log.sample(at + 3 * SECOND, lost - taken, more);
  }
  return log;
}

describe('what the garbage collector finds where no checkout is logged', () => {
  it('is lost though in-use falls, and its path is named', () => {
    const { verdict, pool, suspects } = judge(forgetting(60, { max: 8 }));
    expect(verdict).toBe('leak');
    expect(pool.reasons[0]).toMatchObject({ code: 'reclaimed' });
    expect(pool.reasons[0]?.text).toMatch(/^40 connections came back only because the garbage collector/);
    expect(pool.reasons.map(({ code }) => code)).not.toContain('unattributed');
    expect(suspects).toMatchObject([{ template: 'nothing near <*>', verdict: 'leak' }]);
    expect(suspects[0]!.leaked).toBeGreaterThan(35);
    expect(suspects[0]!.reclaimed! + suspects[0]!.open).toBe(suspects[0]!.leaked);
    // what is in use is drawn as it is, and a pool that gets its connections back does not run out
    expect(Math.max(...pool.inUse!.floor.map(({ value }) => value))).toBeLessThanOrEqual(pool.inUse!.peak);
    expect(pool.exhaustion).toBeUndefined();
  });

  it('is one connection where two handlers say it, and another one where the address comes again', () => {
    const log = served(world(), 10, () => 0);
    found(found(log, 10 * MINUTE, 'a'), 10 * MINUTE + 4, 'a');
    found(found(log, 11 * MINUTE, 'a'), 11 * MINUTE + 4, 'a').says(12 * MINUTE, 'on we go');
    const { verdict, pool } = judge(log);
    expect(verdict).toBe('leak');
    expect(pool.reasons[0]?.text).toMatch(/^2 connections/);
    expect(pool.reasons.at(-1)?.text).toMatch(/^Of 2 leaked connections the log does not tell who took them/);
  });

  it('is said, and no proof, where a log that shows nothing else ends with it', () => {
    const { verdict, pool, codes } = judge(found(found(world(), MINUTE, 'a'), MINUTE + 1, 'b'));
    expect([verdict, codes]).toEqual(['inconclusive', ['reclaimed-at-the-end']]);
    expect(pool.reasons[0]?.text).toMatch(/^The garbage collector found 2 connections that nobody had given back/);
  });

  it('is no proof as the process ends: work may have been cut off', () => {
    const log = served(world(), 12, () => 1);
    found(found(log, 12 * MINUTE, 'a'), 12 * MINUTE + 30, 'b');
    expect(judge(log)).toMatchObject({ verdict: 'healthy', suspects: [] });
  });

  it('needs no samples to be told', () => {
    const log = found(found(world(), 0, 'a'), 5 * MINUTE, 'b').says(6 * MINUTE, 'on we go');
    expect(judge(log)).toMatchObject({ verdict: 'leak', suspects: [] });
  });

  it('is no restart: in-use falls at once though the process goes on', () => {
    const log = world();
    let lost = 0;
    for (let at = 0; at < 40 * MINUTE; at += 30 * SECOND) {
      if (at === 30 * MINUTE) for (let i = 0; lost > 0; i++, lost--) found(log, at - SECOND, `c${i}`);
      log.sample(at, lost, { open: lost });
      if (at % (4 * MINUTE) === 3 * MINUTE) lost++;
    }
    const { pools, verdict } = judge(log);
    expect([pools.length, verdict]).toEqual([1, 'leak']);
  });
});
