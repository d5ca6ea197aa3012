import { describe, expect, it } from 'vitest';
import { addInUse, addRequest, emptyLoad, residualOf, type LoadSeries } from '../../../src/judge/series/index.ts';
import { bucketsOf } from '../../../src/judge/series/load.ts';
import { MINUTE, SECOND, judge, world } from '../world.ts';

const LENGTH = 4 * 60 * MINUTE;
/** Half of a request's time is spent with a connection. */
const SHARE = 0.5;

interface Wish {
  /** Requests a second at x in [0, 1] of the log. */
  readonly rate: (x: number) => number;
  readonly durationMs?: (x: number) => number;
  /** Connections lost by then. */
  readonly lost?: (x: number) => number;
  readonly timed?: boolean;
}

/** Four hours, sampled every ten seconds, with some unevenness that has no trend. */
function loadOf({ rate, durationMs = () => 800, lost = () => 0, timed = true }: Wish): LoadSeries {
  const load = emptyLoad();
  for (let at = 0, i = 0; at < LENGTH; at += 10 * SECOND, i++) {
    const x = at / LENGTH;
    const uneven = 1 + 0.2 * Math.sin(i * 1.7) + 0.1 * Math.sin(i * 0.37);
    const requests = Math.round(10 * rate(x) * uneven);
    for (let r = 0; r < requests; r++) addRequest(load, at + r, timed ? durationMs(x) : undefined);
    addInUse(load, at, Math.round((SHARE * requests * durationMs(x)) / (10 * SECOND) + lost(x)));
  }
  return load;
}

describe('what the load does not explain', () => {
  it('is what a leak leaves, under a load that never lets go', () => {
    const found = residualOf(loadOf({ rate: (x) => 20 + 5 * Math.sin(9 * x), lost: (x) => Math.floor(12 * x) }));
    expect(found?.verdict).toBe('rises');
    expect(found?.rise).toBeGreaterThan(9);
    expect(found?.rise).toBeLessThan(15);
  });

  it('is nothing where the load ramps up', () => {
    expect(residualOf(loadOf({ rate: (x) => 5 + 30 * x }))?.verdict).not.toBe('rises');
    expect(residualOf(loadOf({ rate: (x) => 5 + 30 * Math.sin(3 * x) }))).toMatchObject({ verdict: 'explained' });
  });

  it('is nothing where queries become slow', () => {
    expect(residualOf(loadOf({ rate: () => 10, durationMs: (x) => 400 + 1600 * Math.sin(2.5 * x) }))).toMatchObject({
      verdict: 'explained',
    });
  });

  it('is not told where load and losses rise together', () => {
    expect(residualOf(loadOf({ rate: (x) => 5 + 30 * x, lost: (x) => Math.floor(3 * x) }))?.verdict).not.toBe('explained');
  });

  it('is not one connection, which a job may hold', () => {
    expect(residualOf(loadOf({ rate: (x) => 10 + 5 * Math.sin(9 * x), lost: (x) => (x > 0.5 ? 1 : 0) }))?.verdict).not.toBe('rises');
  });

  it('is unknown without durations, without requests, and with too few samples', () => {
    expect(residualOf(loadOf({ rate: () => 10, timed: false }))).toBeUndefined();
    expect(residualOf(loadOf({ rate: () => 0 }))).toBeUndefined();
    expect(residualOf(emptyLoad())).toBeUndefined();
  });

  it('is unknown where requests last about as long as the stretches that are compared', () => {
    expect(residualOf(loadOf({ rate: () => 0.1, durationMs: () => LENGTH / 20 }))).toBeUndefined();
  });

  it('keeps within its buckets over any time', () => {
    const load = emptyLoad();
    for (let i = 0; i < 5000; i++) addInUse(load, i * 3_600_000 * (1 + (i % 7)), 1);
    const buckets = bucketsOf(load);
    expect(buckets.length).toBeLessThanOrEqual(192);
    expect(buckets.reduce((sum, { samples }) => sum + samples, 0)).toBe(5000);
  });
});

describe('a floor in doubt', () => {
  /** A busy pool of a hundred that is never at rest: its floor rises by touches too few to be walls. */
  const busy = (lost: (x: number) => number, durations: boolean) => {
    const log = world('app.log', { runtime: 'go-database-sql' });
    let seed = 7;
    const random = (): number => (seed = (seed * 48271) % 2147483647) / 2147483647;
    for (let i = 0; i < 480; i++) {
      const x = i / 480;
      const requests = 40 + Math.round(25 * Math.sin(5 * x) + 30 * random());
      for (let r = 0; r < requests; r++) log.served(i * 10 * SECOND + r, 'GET /orders', durations ? { durationMs: 1500 } : {});
      log.sample(i * 10 * SECOND + 900, Math.round((0.9 * requests * 1500) / 10_000 + 3 * random() + lost(x)), { max: 100 });
    }
    return judge(log).pool;
  };

  it('is a leak where in-use rises at the same load, and in doubt where no load is known', () => {
    const leaking = (x: number): number => Math.floor(8 * x);
    expect(busy(leaking, true)).toMatchObject({ verdict: 'leak' });
    expect(busy(leaking, true).reasons.map(({ code }) => code)).toContain('load-does-not-explain');
    expect(busy(leaking, false)).toMatchObject({ verdict: 'inconclusive' });
  });

  it('is health where the load explains it', () => {
    const pool = busy(() => 0, true);
    expect(pool.verdict).toBe('healthy');
    expect(pool.reasons.map(({ code }) => code)).toContain('load-explains');
  });
});
