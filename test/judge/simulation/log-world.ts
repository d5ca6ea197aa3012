import { addLine, closeInterval, emptyIntervals, type ContextLine, type Intervals } from '../../../src/judge/cooccurrence/index.ts';
import type { PoolSample } from '../../../src/judge/series/index.ts';
import { between, gammaOfMeanOne, logBetween, pick, poisson, whole, type Random } from './random.ts';

export const LEAKS = ['error-line', 'silent', 'two-routes', 'job', 'correlated'] as const;
export type LeakKind = (typeof LEAKS)[number];

export interface LogWish {
  readonly leak: LeakKind;
  /** Leaks in all, about. */
  readonly leaks: number;
  /** Requests per sampling interval. */
  readonly requests: number;
  /** Gamma noise on each interval's traffic. */
  readonly overdispersed?: boolean;
}

export interface LogWorld {
  readonly intervals: Intervals;
  readonly samples: readonly PoolSample[];
  /** Routes that leak; none of a job without a line. */
  readonly guilty: ReadonlySet<string>;
}

interface Route {
  readonly name: string;
  readonly share: number;
  /** Chance that a request fails with an error line, leaking or not. */
  readonly fails: number;
  /** Chance that a request that does not fail leaks. */
  silent: number;
  leaksOnError: boolean;
  /** Name of a route that is called whenever this one is. */
  follower?: string;
}

const INTERVALS = 240;
const EVERY = 15_000;

/** A log of 12 routes of very different traffic, half of which also fail now and then without leaking, under a wave of load. */
export function logWorld(random: Random, { leak, leaks, requests, overdispersed = false }: LogWish): LogWorld {
  const weights = Array.from({ length: 12 }, () => logBetween(random, 1, 30));
  const weight = weights.reduce((a, b) => a + b, 0);
  const routes: Route[] = weights.map((w, i) => ({
    name: `${pick(random, ['GET', 'POST'])} /${'abcdefghijkl'[i]!}/{id}`,
    share: w / weight,
    fails: i % 2 === 0 ? Math.min(0.5, (logBetween(random, 4, 40) * weight) / (w * requests * INTERVALS)) : 0,
    silent: 0,
    leaksOnError: false,
  }));
  const total = requests * INTERVALS;
  const even = (): Route => routes[2 * whole(random, 0, 5)]!;
  const odd = (): Route => routes[2 * whole(random, 0, 5) + 1]!;
  const guilty = new Set<string>();
  let job = 0;
  const byError = (route: Route, count: number): void => {
    (route as { fails: number }).fails = Math.min(1, count / (total * route.share));
    route.leaksOnError = true;
    guilty.add(route.name);
  };
  const silently = (route: Route, count: number): void => {
    route.silent = Math.min(1, count / (total * route.share));
    guilty.add(route.name);
  };
  if (leak === 'error-line') byError(even(), leaks);
  else if (leak === 'two-routes') {
    byError(even(), leaks / 2);
    silently(odd(), leaks / 2);
  } else if (leak === 'job') job = leaks / INTERVALS;
  else silently(odd(), leaks);
  // Pages that load their parts: routes in pairs, of which the guilty one may be either.
  if (leak === 'correlated') for (let i = 0; i + 1 < routes.length; i += 2) routes[i]!.follower = routes[i + 1]!.name;

  const intervals = emptyIntervals();
  const samples: PoolSample[] = [];
  const [busy, phase, shape] = [logBetween(random, 0.05, 2), random(), between(random, 0.5, 3)];
  let [line, leaked] = [0, 0];
  const say = (what: Partial<ContextLine>, isRequest: boolean): void => {
    line++;
    addLine(intervals, { source: 'world', line, byte: line, text: '', at: null, ...what }, isRequest);
  };
  const call = (route: Route): void => {
    const failed = random() < route.fails;
    const leaks = failed ? route.leaksOnError : random() < route.silent;
    if (leaks) leaked++;
    if (failed) say({ template: `${route.name} failed`, severity: 'error' }, false);
    say({ route: route.name, status: failed ? 500 : 200, template: 'request', severity: 'info' }, true);
  };
  for (let i = 0; i < INTERVALS; i++) {
    const wave = 1 + 0.8 * Math.sin(2 * Math.PI * (i / INTERVALS + phase));
    const calls = poisson(random, requests * wave * (overdispersed ? gammaOfMeanOne(random, shape) : 1));
    for (let c = 0; c < calls; c++) {
      let [at, place] = [random(), 0];
      while (place < routes.length - 1 && (at -= routes[place]!.share) > 0) place++;
      const route = routes[place]!;
      call(route);
      if (route.follower !== undefined) call(routes.find(({ name }) => name === route.follower)!);
    }
    leaked += poisson(random, job);
    const sample = { at: i * EVERY, inUse: leaked + poisson(random, busy * wave), max: 500, waitCount: 0, line: ++line };
    closeInterval(intervals, sample);
    samples.push(sample);
  }
  return { intervals, samples, guilty };
}
