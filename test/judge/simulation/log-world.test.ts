import { describe, expect, it } from 'vitest';
import { attribute, type Attribution } from '../../../src/judge/cooccurrence/index.ts';
import { judgeSeries } from '../../../src/judge/series/index.ts';
import { LEAKS, logWorld, type LogWish } from './log-world.ts';
import { seeded } from './random.ts';

/*
 * 4,638 logs judged a leak by their series (LEAK_STREAM_SIMULATE=1: 40 a cell, with Poisson and with overdispersed traffic): 240 intervals,
 * 12 routes, half of which fail now and then without leaking. Right names per log, at 4 / 8 / 16 / 30 leaks:
 *
 *                                   2 requests an interval       10                           30
 * error line                        0.54 / 0.73 / 0.87 / 0.94    0.67 / 0.81 / 0.94 / 0.97    0.74 / 0.78 / 0.91 / 0.99
 * silent                            0.28 / 0.51 / 0.78 / 0.85    0.09 / 0.25 / 0.56 / 0.64    0.00 / 0.10 / 0.23 / 0.47
 * two routes (of 2; one is silent)  0.34 / 0.86 / 1.21 / 1.57    0.31 / 0.56 / 0.88 / 1.26    0.25 / 0.49 / 0.85 / 1.09
 * silent, routes call each other    0.37 / 0.53 / 0.76 / 0.93    0.09 / 0.24 / 0.57 / 0.68    0.00 / 0.05 / 0.15 / 0.38
 * job without a line                nobody to name: 3 wrong names in 934 logs
 *
 * 2,275 right names, 31 wrong ones in all (0.7 % of the logs). Confidence -> hit rate: 0.5-0.6 -> 0.64 of 75, 0.6-0.7 -> 0.72 of 93,
 * 0.7-0.8 -> 0.84 of 130, 0.8-0.9 -> 0.91 of 182, from 0.9 on -> 0.99 of 2,199: if anything too modest.
 *
 * What breaks it: lines that come late. Logged one interval after its step a clear error line is still found in half of the logs, from two on
 * (requests that outlast the sampling interval) in none, with 6 wrong names in 180 logs.
 */
const MANY = process.env.LEAK_STREAM_SIMULATE === '1';
const CASES = MANY ? 40 : 5;
/** The seeds below it were looked at while the rules were chosen. */
const FRESH = 50_000_000;

interface Outcome {
  readonly wish: LogWish;
  readonly right: number;
  readonly wrong: number;
  /** Everything that was worth its cost, named or not, and whether it was guilty. */
  readonly told: readonly { readonly confidence: number; readonly guilty: boolean }[];
}

/** What is said of one log; undefined where the series is not judged a leak, so that nobody asks. */
function outcome(wish: LogWish, seed: number): Outcome | undefined {
  const { intervals, samples, guilty } = logWorld(seeded(seed), wish);
  const series = judgeSeries(samples, undefined, { fromStart: true });
  if (series.verdict !== 'leak') return undefined;
  const { suspects, candidates } = attribute(intervals, series.floor, { limit: 500, fromStart: true });
  const isGuilty = ({ routes }: Attribution): boolean => routes.some((route) => guilty.has(route));
  const worth = [...suspects, ...candidates].filter(({ gain, cost }) => gain > cost);
  return {
    wish,
    right: suspects.filter(isGuilty).length,
    wrong: suspects.filter((s) => !isGuilty(s)).length,
    told: worth.map((a) => ({ confidence: a.confidence, guilty: isGuilty(a) })),
  };
}

const all = [false, true].flatMap((overdispersed) =>
  LEAKS.flatMap((leak) =>
    (MANY ? [2, 10, 30] : [2, 10]).flatMap((requests) =>
      [4, 8, 16, 30].flatMap((leaks) =>
        Array.from({ length: CASES }, (_, i) =>
          outcome({ leak, leaks, requests, overdispersed }, FRESH + i * 7717 + leaks * 101 + requests * 13 + leak.length * 1009 + (overdispersed ? 500_000 : 0)),
        ).flatMap((o) => o ?? []),
      ),
    ),
  ),
); // prettier-ignore

const sum = (of: readonly Outcome[], what: 'right' | 'wrong'): number => of.reduce((total, o) => total + o[what], 0);

if (MANY) {
  for (const leak of LEAKS) {
    for (const requests of [2, 10, 30]) {
      const row = [4, 8, 16, 30].map((leaks) => {
        const cell = all.filter(({ wish }) => wish.leak === leak && wish.requests === requests && wish.leaks === leaks);
        return `${leaks}: ${(sum(cell, 'right') / cell.length).toFixed(2)} (${sum(cell, 'wrong')} wrong of ${cell.length})`;
      });
      console.log(`${leak}, ${requests} requests an interval: ${row.join(', ')}`);
    }
  }
}

describe('simulated logs without stacks', () => {
  it('name an innocent in at most one log of a hundred, give or take what chance does to a short run', () => {
    expect(all.length).toBeGreaterThan(300);
    if (MANY) console.log(`${all.length} logs, ${sum(all, 'right')} right names, ${sum(all, 'wrong')} wrong`);
    // 1 % is held strictly over thousands of logs; over a few hundred a true rate below it may show up to three standard errors above.
    const chance = MANY ? 0 : 3 * Math.sqrt((0.01 * 0.99) / all.length);
    expect(all.filter(({ wrong }) => wrong > 0).length / all.length).toBeLessThanOrEqual(0.01 + chance);
  });

  it('name who leaks with an error line', () => {
    const clear = all.filter(({ wish }) => wish.leak === 'error-line' && wish.leaks >= 8);
    expect(sum(clear, 'right') / clear.length).toBeGreaterThanOrEqual(0.8);
  });

  it('name who leaks in silence where samples are close', () => {
    const close = all.filter(({ wish }) => wish.leak === 'silent' && wish.requests === 2 && wish.leaks >= 16);
    expect(sum(close, 'right') / close.length).toBeGreaterThanOrEqual(0.6);
  });

  it('tell a confidence that holds what it says', () => {
    const told = all.flatMap((o) => o.told);
    for (let low = 0.3; low < 0.99; low += 0.1) {
      const bucket = told.filter(({ confidence }) => confidence >= low && confidence < low + 0.1 + 1e-9);
      const rate = bucket.filter(({ guilty }) => guilty).length / bucket.length;
      if (MANY) console.log(`confidence ${low.toFixed(1)}: right ${rate.toFixed(2)} of ${bucket.length}`);
      if (bucket.length >= 50) expect(rate).toBeGreaterThanOrEqual(low - 0.05);
    }
  });
});
