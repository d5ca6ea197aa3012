import { describe, expect, it } from 'vitest';
import { exhaustion, judgeSeries, type PoolSample } from '../../../src/judge/series/index.ts';
import { poolWorld, type PoolTruth, type PoolWorld } from './pool-world.ts';
import { binomial, logBetween, poisson, seeded, whole } from './random.ts';

/*
 * 12,000 series (LEAK_STREAM_SIMULATE=1: 400 a cell; leak / saturation / inconclusive / healthy), mean busy 0.03 to 20 on a log scale, holds of
 * 10 ms to 5 s, slow jobs of 20 s to 20 min, bursts, 3 to 30 leaks in proportion to the traffic, sampling every 0.25 to 60 s, load flat, daily,
 * ramp, up and down, or with quiet windows. "Overdispersed": gamma noise of shape 0.5 to 5 on every minute's rate.
 *
 *                        healthy                        leaking                        saturated
 * Poisson       10 min   0.003 / 0 / 0.210 / 0.787      0.660 / 0 / 0.305 / 0.035      0     / 0.858 / 0.133 / 0.010
 *               30 min   0.005 / 0 / 0.120 / 0.875      0.850 / 0 / 0.130 / 0.020      0     / 0.897 / 0.102 / 0
 *               1 h      0     / 0 / 0.102 / 0.897      0.843 / 0 / 0.145 / 0.013      0     / 0.890 / 0.107 / 0.003
 *               6 h      0     / 0 / 0.105 / 0.895      0.902 / 0 / 0.095 / 0.003      0     / 0.895 / 0.102 / 0.003
 *               72 h     0     / 0 / 0.065 / 0.935      0.943 / 0 / 0.058 / 0          0     / 0.922 / 0.077 / 0
 * overdispersed 10 min   0     / 0 / 0.185 / 0.815      0.677 / 0 / 0.287 / 0.035      0.003 / 0.848 / 0.117 / 0.033
 *               30 min   0     / 0 / 0.083 / 0.917      0.840 / 0 / 0.142 / 0.018      0     / 0.858 / 0.135 / 0.007
 *               1 h      0     / 0 / 0.075 / 0.925      0.895 / 0 / 0.105 / 0          0     / 0.887 / 0.113 / 0
 *               6 h      0     / 0 / 0.030 / 0.970      0.927 / 0 / 0.068 / 0.005      0     / 0.907 / 0.092 / 0
 *               72 h     0     / 0 / 0.005 / 0.995      0.950 / 0 / 0.050 / 0          0     / 0.907 / 0.092 / 0
 *
 * What breaks it: workers that start one by one and hold a connection for good are called a leak in 85 % of 200 such series of 6 h. In-use
 * alone cannot tell them apart, which is why `holders-possible` stands beside every leak. The forecast interval held 533 of 594 true times
 * under a flat load, and about half under a daily wave whose log is shorter than the wave.
 */
const MANY = process.env.LEAK_STREAM_SIMULATE === '1';
const CASES = MANY ? 400 : 30;
/** The seeds below it were looked at while the rules were chosen. */
const FRESH = 50_000_000;
const HOUR = 3_600_000;
const LENGTHS = { '10 min': HOUR / 6, '30 min': HOUR / 2, '1 h': HOUR, '6 h': 6 * HOUR, '72 h': 72 * HOUR };

interface Outcome {
  readonly world: PoolWorld;
  readonly verdict: string;
  readonly missed: number;
}

function outcomes(truth: PoolTruth, lengthMs: number, overdispersed: boolean, cases = CASES): Outcome[] {
  return Array.from({ length: cases }, (_, i) => {
    const random = seeded(FRESH + i * 7919 + lengthMs / 1000 + (overdispersed ? 1_000_000 : 0) + truth.length * 31);
    const world = poolWorld(random, { truth, lengthMs, overdispersed });
    const { verdict, leaked } = judgeSeries(world.samples, undefined, { fromStart: true });
    return { world, verdict, missed: world.leaks - leaked };
  });
}

const share = (of: readonly Outcome[], which: (o: Outcome) => boolean): number => of.filter(which).length / of.length;
const show = (of: readonly Outcome[]): string =>
  ['leak', 'saturation', 'inconclusive', 'healthy'].map((v) => `${v} ${share(of, (o) => o.verdict === v).toFixed(3)}`).join(', ');

describe.each([
  ['Poisson traffic', false],
  ['overdispersed traffic', true],
])('simulated pools, %s', (name, overdispersed) => {
  const all = Object.entries(LENGTHS).map(([length, ms]) => ({
    length,
    ms,
    healthy: outcomes('healthy', ms, overdispersed),
    leak: outcomes('leak', ms, overdispersed),
    saturation: outcomes('saturation', ms, overdispersed),
  }));
  if (MANY) for (const { length, healthy, leak, saturation } of all) console.log([`${name}, ${length}`, show(healthy), show(leak), show(saturation)].join('\n  ')); // prettier-ignore

  it('never or hardly ever give a false leak', () => {
    const honest = all.flatMap(({ healthy, saturation }) => [...healthy, ...saturation]);
    expect(share(honest, ({ verdict }) => verdict === 'leak')).toBeLessThanOrEqual(0.01);
  });

  it('have 4 of 5 leaks found from an hour on, where five connections or fewer are busy on average', () => {
    const long = all.filter(({ ms }) => ms >= HOUR).flatMap(({ leak }) => leak.filter(({ world }) => world.meanBusy <= 5));
    expect(share(long, ({ verdict }) => verdict === 'leak')).toBeGreaterThanOrEqual(0.8);
    expect(share(long, ({ verdict }) => verdict === 'healthy')).toBeLessThanOrEqual(0.02);
  });

  it('have leaks counted to within one, mostly', () => {
    const found = all.filter(({ ms }) => ms >= HOUR).flatMap(({ leak }) => leak.filter(({ verdict, world }) => verdict === 'leak' && world.meanBusy <= 5)); // prettier-ignore
    expect(share(found, ({ missed }) => Math.abs(missed) <= 1)).toBeGreaterThanOrEqual(0.7);
  });

  it('have saturation told from leaking', () => {
    const saturated = all.flatMap(({ saturation }) => saturation);
    expect(share(saturated, ({ verdict }) => verdict === 'saturation')).toBeGreaterThanOrEqual(0.8);
    expect(share(saturated, ({ verdict }) => verdict === 'healthy')).toBeLessThanOrEqual(0.05);
  });
});

/** A pool that leaks at a constant rate until it is full, cut when a third to two thirds are gone. */
function forecastHolds(seed: number): boolean | undefined {
  const random = seeded(seed);
  const max = whole(random, 10, 50);
  const [busy, every, hold] = [logBetween(random, 0.05, 3), logBetween(random, 15_000, 60_000), logBetween(random, 20, 3000)];
  const rate = max / (logBetween(random, 2, 24) * HOUR);
  const cut = whole(random, Math.ceil(max * 0.3), Math.floor(max * 0.7));
  const samples: PoolSample[] = [];
  let [t, fast, leaked] = [0, 0, 0];
  while (leaked < max) {
    t += every;
    const stay = Math.exp(-every / hold);
    fast = binomial(random, fast, stay) + poisson(random, busy * (1 - stay));
    if (leaked < cut) samples.push({ at: t, inUse: Math.min(max, fast + leaked), pending: 0, max, line: samples.length + 1 });
    leaked += poisson(random, rate * every);
  }
  const foretold = exhaustion(judgeSeries(samples, max, { fromStart: true }));
  return foretold?.kind === 'expected' ? foretold.from <= t && t <= foretold.to : undefined;
}

it('the forecast interval holds the true time of exhaustion in about 9 of 10 simulated leaks', () => {
  const told = Array.from({ length: MANY ? 600 : 60 }, (_, i) => forecastHolds(FRESH + i)).filter((held) => held !== undefined);
  if (MANY) console.log(`forecast: ${told.filter(Boolean).length} of ${told.length}`);
  expect(told.length).toBeGreaterThan(50);
  expect(told.filter(Boolean).length / told.length).toBeGreaterThanOrEqual(0.8);
});
