import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exhaustion, exhaustionByLosses, judgeSeries, type PoolSample } from '../../../src/judge/series/index.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** One sample a minute. */
const series = (inUse: readonly number[], more: (i: number) => Partial<PoolSample> = () => ({})): PoolSample[] =>
  inUse.map((value, i) => ({ at: i * MINUTE, inUse: value, line: i + 1, ...more(i) }));
const repeat = (pattern: readonly number[], times: number): number[] => Array.from({ length: times }, () => pattern).flat();
/** Rests on each level ten times, with ordinary traffic above it. */
const ratchet = (top: number): number[] => Array.from({ length: top + 1 }, (_, level) => repeat([level, level + 1, level], 5)).flat();

/** Uniform numbers in 0..1, the same in each run. */
function uniform(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

describe('a forecast from single losses', () => {
  it('is where an even pace leads', () => {
    const found = exhaustionByLosses([0, 10 * MINUTE, 20 * MINUTE], 20 * MINUTE, 10);
    expect(found).toMatchObject({ kind: 'expected', eta: 90 * MINUTE });
  });

  it('is none from two losses, of a full pool, without a limit or without times', () => {
    expect(exhaustionByLosses([0, MINUTE], HOUR, 10)).toBeUndefined();
    expect(exhaustionByLosses([0, 1, 2], HOUR, 3)).toBeUndefined();
    expect(exhaustionByLosses([0, 1, 2], HOUR, 0)).toBeUndefined();
    expect(exhaustionByLosses([0, 1, 2], null, 10)).toBeUndefined();
    expect(exhaustionByLosses([5, 5, 5], 5, 10)).toBeUndefined();
  });

  it('holds the true time in about 9 of 10 leaks at random times', () => {
    const random = uniform(20_261_129);
    let [held, worlds] = [0, 0];
    while (worlds < 4000) {
      const max = 6 + Math.floor(random() * 20);
      const times: number[] = [];
      for (let at = 0; times.length < max; at += -Math.log(random()) * HOUR) times.push(at);
      const until = times[0]! + (times.at(-1)! - times[0]!) * random();
      const seen = times.filter((at) => at <= until);
      const found = exhaustionByLosses(seen, until, max);
      if (found?.kind !== 'expected') continue;
      worlds++;
      if (found.from <= times.at(-1)! && times.at(-1)! <= found.to) held++;
    }
    expect(held / worlds).toBeGreaterThan(0.85);
    expect(held / worlds).toBeLessThan(0.97);
  });
});

describe('the verdict of a series', () => {
  it('calls a floor that ratchets a leak and counts it', () => {
    const judged = judgeSeries(series(ratchet(6)), 20);
    expect(judged).toMatchObject({ verdict: 'leak', leaked: 6, base: 0, events: 6 });
    expect(judged.reasons).toEqual(['floor-ratchets', 'holders-possible']);
    expect(judged.floor.map(({ value }) => value)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('does not decide on one step, which may be one slow job', () => {
    expect(judgeSeries(series([...repeat([0, 1, 0], 10), ...repeat([1, 2, 1], 10)]), 20)).toMatchObject({
      verdict: 'inconclusive',
      reasons: ['one-step'],
    });
  });

  it('is not fooled by a pool that stays busy to the end of a short log', () => {
    const busyDays = [...repeat([0, 1, 0], 10), ...repeat([3, 4, 5], 20), ...repeat([0, 1], 5), ...repeat([1, 2, 1, 2, 3, 2], 3)];
    expect(judgeSeries(series(busyDays), 20).verdict).not.toBe('leak');
  });

  it('sees saturation where callers queued and in-use came down again', () => {
    const inUse = [...repeat([0, 2], 10), ...repeat([8], 20), ...repeat([0, 1], 10)];
    const judged = judgeSeries(
      series(inUse, (i) => ({ pending: i >= 20 && i < 40 ? 5 : 0 })),
      8,
    );
    expect(judged).toMatchObject({ verdict: 'saturation', pressed: 20, recovered: true, leaked: 0 });
    expect(judged.pinned).toEqual([{ from: 20 * MINUTE, to: 39 * MINUTE, fromIndex: 20, toIndex: 39 }]);
    expect(exhaustion(judged, 8)).toEqual({ kind: 'reached', at: 20 * MINUTE, stayed: false });
  });

  it.each([
    ['none at all', 0],
    ['few of those that it has had', 3],
  ])('sees no load where callers queue before a pool that has %s open', (_, open) => {
    const inUse = [...repeat([0, 2], 10), ...repeat([open], 20), ...repeat([0, 1], 10)];
    const shut = series(inUse, (i) => (i >= 20 && i < 40 ? { pending: 50, open } : { pending: 0, open: 8 }));
    expect(judgeSeries(shut, 8)).toMatchObject({ verdict: 'inconclusive', reasons: ['not-opened'], pressed: 0 });
    expect(judgeSeries(shut).reasons).toEqual(['not-opened']);
  });

  it('sees load where a queue before a pool that opens nothing is the exception', () => {
    const inUse = [...repeat([0, 2], 10), ...repeat([8], 20), ...repeat([0, 1], 10)];
    const pool = (i: number) => (i >= 20 && i < 40 ? { pending: 50, open: i < 22 ? 4 : 8 } : { pending: 0, open: 8 });
    expect(judgeSeries(series(inUse, pool), 8)).toMatchObject({ verdict: 'saturation', pressed: 18 });
    const nearly = (i: number) => (i >= 20 && i < 40 ? { pending: 50, open: 7 } : { pending: 0, open: 8 });
    expect(judgeSeries(series(inUse, nearly), 8).verdict).toBe('saturation');
  });

  it('says nothing of a pool that is pinned when the log ends and never ratcheted before', () => {
    const judged = judgeSeries(
      series([...repeat([0, 2], 10), ...repeat([8], 20)], (i) => ({ pending: i >= 20 ? 5 : 0 })),
      8,
    );
    expect(judged).toMatchObject({ verdict: 'inconclusive', reasons: ['pinned-no-ratchet'] });
    expect(exhaustion(judged)).toEqual({ kind: 'reached', at: 20 * MINUTE, stayed: true });
  });

  it('needs 20 regular samples for health', () => {
    expect(judgeSeries(series(repeat([0, 1], 9)), 8).reasons).toEqual(['too-few-samples']);
    expect(judgeSeries(series(repeat([0, 1], 10)), 8).verdict).toBe('healthy');
    const alarms = series(repeat([0, 1], 10), (i) => (i < 5 ? { occasion: 'exhaustion' } : {}));
    expect(judgeSeries(alarms, 8)).toMatchObject({ n: 15 });
  });

  it('leaves the samples of a closing pool out', () => {
    const closing = series([...ratchet(6), 0, 0], (i) => (i >= 105 ? { occasion: 'shutdown' } : {}));
    expect(judgeSeries(closing, 20)).toMatchObject({ verdict: 'leak', leaked: 6 });
    expect(judgeSeries(series([...ratchet(6), 0, 0]), 20).verdict).not.toBe('leak');
  });

  it('takes what was in use from the start for leaked only if the log holds the start', () => {
    const late = series(ratchet(6).slice(30));
    expect(judgeSeries(late, 20)).toMatchObject({ base: 2, leaked: 4 });
    expect(judgeSeries(late, 20, { fromStart: true })).toMatchObject({ base: 2, leaked: 6 });
  });
});

describe('waits', () => {
  it('of 0.6 ms on a pool of one connection are healthy, however many', () => {
    const judged = judgeSeries(
      series(repeat([1, 1, 1, 0], 50), (i) => ({ waitCount: 93 * i, waitDurationMs: 93 * 0.6 * i })),
      1,
    );
    expect(judged).toMatchObject({ verdict: 'healthy', pressed: 0, reasons: ['no-ratchet', 'brief-waits'] });
    expect(judged.waits?.count).toBe(93 * 199);
    expect(judged.waits?.meanMs).toBeCloseTo(0.6);
  });

  it('make saturation also where no sample met the pool at its limit', () => {
    const overload = (i: number) => Math.min(Math.max(i - 20, 0), 10) * 1000;
    const judged = judgeSeries(
      series(repeat([1, 0, 2], 20), (i) => ({ waitCount: overload(i), waitDurationMs: overload(i) * 900 })),
      8,
    );
    expect(judged).toMatchObject({ verdict: 'saturation', pressed: 10, pinned: [] });
  });

  it('that a pool tells of again and again within a second are those of one moment', () => {
    const usual = series(repeat([0, 1], 20));
    const burst = (lasts: number) => Array.from({ length: 20 }, (_, i) => ({ at: 40 * MINUTE + (i * lasts) / 20, inUse: 8, pending: 30, max: 8, line: 41 + i })); // prettier-ignore
    const after = series(repeat([0, 1], 20)).map((sample) => ({ ...sample, at: (sample.at ?? 0) + 41 * MINUTE, line: sample.line + 70 }));
    expect(judgeSeries([...usual, ...burst(800), ...after], 8)).toMatchObject({ verdict: 'healthy', pressed: 1 });
    expect(judgeSeries([...usual, ...burst(20_000), ...after], 8)).toMatchObject({ verdict: 'saturation', pressed: 20 });
    // whoever gave up had waited for long
    const gaveUp = burst(800).map((sample) => ({ ...sample, occasion: 'exhaustion' as const }));
    expect(judgeSeries([...usual, ...gaveUp, ...after], 8)).toMatchObject({ verdict: 'saturation', pressed: 20 });
  });

  it('that came while much less was in use than later tell no limit', () => {
    const opening = [0, 1, 2].map((i) => ({ at: i, inUse: 1 + i, pending: 8, line: i + 1 }));
    const later = series([...repeat([0, 1], 10), ...ratchet(9)]).map((sample) => ({
      ...sample,
      at: (sample.at ?? 0) + MINUTE,
      line: sample.line + 3,
    }));
    const judged = judgeSeries([...opening, ...later]);
    expect([judged.verdict, judged.limit, exhaustion(judged)]).toEqual(['leak', undefined, undefined]);
    const full = later.map((sample, i) => ({ ...sample, ...(i > later.length - 4 && { pending: 8 }) }));
    expect(judgeSeries([...opening, ...full]).limit).toMatchObject({ inferred: true });
  });

  it('that never end count although they add no duration', () => {
    const stuck = series([...repeat([0, 1], 10), ...repeat([3], 10)], (i) => ({ waitCount: Math.max(0, i - 20), waitDurationMs: 0 }));
    expect(judgeSeries(stuck, 3)).toMatchObject({ verdict: 'inconclusive', reasons: ['pinned-no-ratchet'] });
  });

  it.each([
    ['has room for all of them', 12, [2, 0, 2], 'healthy'],
    ['has no room for all of them', 12, [11, 0, 11], 'saturation'],
    ['is nearly full', 5, [1, 0, 1], 'saturation'],
    ['lets them stand for long', 12, [2, 2, 2], 'saturation'],
    ['is of unknown size', undefined, [2, 0, 2], 'saturation'],
  ])('in a queue, while the pool %s', (_, max, queue, verdict) => {
    const inUse = [...repeat([0, 2, 1], 8), 4, 4, 4, ...repeat([0, 1, 2], 8)];
    const judged = judgeSeries(
      series(inUse, (i) => ({ pending: queue[i - 24] ?? 0 })),
      max,
    );
    expect(judged.verdict).toBe(verdict);
    expect(judged.reasons.includes('brief-waits')).toBe(verdict === 'healthy');
  });

  it.each([
    ['few, before a pool that has room', 20, (i: number) => Math.floor(i / 2), 'healthy'],
    ['more than a pool with room can have opened', 20, (i: number) => (i < 20 ? 0 : 30 * (i - 19)), 'saturation'],
    ['few, but the pool is nearly full meanwhile', 3, (i: number) => Math.floor(i / 2), 'saturation'],
  ])('of unknown length: %s', (_, max, waitCount, verdict) => {
    const judged = judgeSeries(
      series(repeat([0, 3, 1], 10), (i) => ({ waitCount: waitCount(i) })),
      max,
    );
    expect(judged.verdict).toBe(verdict);
    expect(judged.reasons.includes('brief-waits')).toBe(verdict === 'healthy');
  });

  it('prove that a pool of unknown limit has one', () => {
    const waiting = series([...repeat([0, 2], 10), 6, 6, 6, ...repeat([0, 1], 10)], (i) => ({ pending: i > 19 && i < 23 ? 2 : 0 }));
    expect(judgeSeries(waiting)).toMatchObject({ verdict: 'saturation', limit: { value: 6, inferred: true } });
    expect(judgeSeries(waiting, 0).limit).toBeUndefined();
  });

  it('are not assumed where the log does not tell', () => {
    expect(judgeSeries(series([...repeat([0, 2], 10), 5, 5, ...repeat([0, 1], 10)]), 5).reasons).toEqual(['waits-unseen']);
  });
});

describe('exhaustion', () => {
  it('is foretold with an interval while a leak goes on', () => {
    const foretold = exhaustion(judgeSeries(series(ratchet(6)), 20), 20);
    // 15 minutes a level: level 20 begins at minute 300.
    expect(foretold).toMatchObject({ kind: 'expected' });
    if (foretold?.kind !== 'expected') return;
    expect(foretold.eta / MINUTE).toBeGreaterThan(240);
    expect(foretold.eta / MINUTE).toBeLessThan(375);
    expect(foretold.from).toBeLessThan(foretold.eta);
    expect(foretold.to).toBeGreaterThan(foretold.eta);
  });

  it('is not foretold without a limit, without times or without a leak', () => {
    expect(exhaustion(judgeSeries(series(ratchet(6)), 0))).toBeUndefined();
    expect(exhaustion(judgeSeries(series(ratchet(6), () => ({ at: null })), 20))).toBeUndefined(); // prettier-ignore
    expect(exhaustion(judgeSeries(series(repeat([0, 1], 30)), 20))).toBeUndefined();
  });
});

describe('any series', () => {
  const number = fc.oneof(fc.nat(12), fc.double(), fc.constant(Number.MAX_SAFE_INTEGER));
  const maybe = fc.option(number, { nil: undefined });
  const sample = fc.record({
    at: fc.option(fc.oneof(fc.nat(1e6), fc.double()), { nil: null }),
    inUse: number,
    pending: maybe,
    waitCount: maybe,
    waitDurationMs: maybe,
    waitCountDelta: maybe,
    max: maybe,
    line: fc.nat(),
    occasion: fc.constantFrom('periodic', 'exhaustion', 'shutdown', undefined),
  });

  it('is judged without throwing, and its floor only rises', () => {
    fc.assert(
      fc.property(fc.array(sample, { maxLength: 120 }), maybe, fc.boolean(), (samples, limit, fromStart) => {
        const judged = judgeSeries(samples as PoolSample[], limit, { fromStart });
        exhaustion(judged, limit);
        judged.floor.slice(1).forEach((step, i) => {
          expect(step.value).toBeGreaterThan(judged.floor[i]!.value);
          expect(step.index).toBeGreaterThan(judged.floor[i]!.index);
        });
        expect(judged.leaked).toBeGreaterThanOrEqual(0);
        expect(judged.lnP).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('that ends where it began is never a leak', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 200 }), (inUse) => {
        expect(judgeSeries(series([0, ...inUse, 0]), 20).verdict).not.toBe('leak');
      }),
    );
  });

  it('is judged in time that grows with its length', () => {
    const long = series(Array.from({ length: 300_000 }, (_, i) => i));
    const start = performance.now();
    judgeSeries(long, 10);
    expect(performance.now() - start).toBeLessThan(5000);
  });
});
