import type { PoolSample } from '../../../src/judge/series/index.ts';
import { between, binomial, gammaOfMeanOne, logBetween, pick, poisson, whole, type Random } from './random.ts';

export type PoolTruth = 'healthy' | 'leak' | 'saturation';
export const TRAFFICS = ['flat', 'daily', 'ramp', 'up-down', 'quiet-windows'] as const;

export interface PoolWorld {
  readonly truth: PoolTruth;
  readonly traffic: (typeof TRAFFICS)[number];
  readonly lengthMs: number;
  /** Minute-to-minute gamma noise on the traffic (negative-binomial counts); 0 = none. */
  readonly overdispersed: boolean;
  readonly meanBusy: number;
  /** Connections that leak over the log. */
  readonly leaks: number;
  readonly max: number;
  readonly samples: readonly PoolSample[];
}

export interface PoolWish {
  readonly truth: PoolTruth;
  readonly lengthMs: number;
  readonly overdispersed?: boolean;
}

/** Relative load at x in [0, 1] of the log. */
function load(traffic: PoolWorld['traffic'], x: number, days: number, phase: number): number {
  switch (traffic) {
    case 'flat':
      return 1;
    case 'daily':
      return 1 + 0.9 * Math.sin(2 * Math.PI * (x * Math.max(days, 1) + phase));
    case 'ramp':
      return 2 * x;
    case 'up-down':
      return x < 0.5 ? 4 * x : 4 * (1 - x);
    case 'quiet-windows':
      return (x * 5 + phase) % 1 < 0.2 ? 0.02 : 1.2;
  }
}

/**
 * A pool as M/M/infinity demand cut at the limit: exact transitions between samples for exponential holds, a second class of slow jobs,
 * bursts, leaks in proportion to the traffic, and an overload in the middle where saturation is wished for.
 */
export function poolWorld(random: Random, { truth, lengthMs, overdispersed = false }: PoolWish): PoolWorld {
  const every = Math.max(logBetween(random, 250, 60_000), lengthMs / 4000);
  const n = Math.floor(lengthMs / every);
  const traffic = pick(random, TRAFFICS);
  const meanBusy = truth === 'saturation' ? logBetween(random, 0.3, 5) : logBetween(random, 0.03, 20);
  const hold = logBetween(random, 10, 5000);
  const slowHold = logBetween(random, 20_000, Math.min(1_200_000, lengthMs / 4));
  const slowBusy = random() < 0.4 ? between(random, 0.02, 1) : 0;
  const bursts = random() < 0.3 ? between(random, 0.005, 0.05) : 0;
  const shape = logBetween(random, 0.5, 5);
  const phase = random();
  const leaks = truth === 'leak' ? whole(random, 3, 30) : 0;
  const max = truth === 'saturation' ? whole(random, 5, 15) : 10_000;
  const leakAt = (random() < 0.5 ? between(random, 0, 0.5) : 0) || 0;
  const [from, to] = [between(random, 0.2, 0.4), between(random, 0.5, 0.7)];
  const days = lengthMs / 86_400_000;
  const loads = Array.from({ length: n }, (_, i) => load(traffic, i / n, days, phase));
  const leakLoad = loads.reduce((sum, l, i) => sum + (i / n >= leakAt ? l : 0), 0);

  const samples: PoolSample[] = [];
  let [fast, slow, leaked, waits, waitedMs, minute, noise] = [0, 0, 0, 0, 0, -1, 1];
  let due = 0;
  for (let i = 0; i < n; i++) {
    if (overdispersed && Math.floor((i * every) / 60_000) !== minute) {
      minute = Math.floor((i * every) / 60_000);
      noise = gammaOfMeanOne(random, shape);
    }
    const x = i / n;
    const overload = truth === 'saturation' && x >= from && x < to ? (max / meanBusy) * 1.6 : 1;
    const rate = meanBusy * loads[i]! * noise * overload;
    const [stayFast, staySlow] = [Math.exp(-every / hold), Math.exp(-every / slowHold)];
    fast = binomial(random, fast, stayFast) + poisson(random, rate * (1 - stayFast));
    slow = binomial(random, slow, staySlow) + poisson(random, slowBusy * loads[i]! * (1 - staySlow));
    const burst = random() < bursts ? poisson(random, 4) : 0;
    due += x >= leakAt && leakLoad > 0 ? (leaks * loads[i]!) / leakLoad : 0;
    while (leaked < leaks && due - leaked > 0.5 + 0.4 * (random() - 0.5)) leaked++;
    const demand = fast + slow + burst + leaked;
    const pending = Math.max(0, demand - max);
    waits += pending > 0 ? Math.max(pending, Math.round((rate * every) / hold / 10)) : 0;
    waitedMs += pending * every;
    samples.push({
      at: 1_700_000_000_000 + i * every,
      inUse: Math.min(demand, max),
      waitCount: waits,
      waitDurationMs: waitedMs,
      max,
      line: i + 1,
    });
  }
  return { truth, traffic, lengthMs, overdispersed, meanBusy, leaks, max, samples };
}
