import { between, logBetween, normal, pick, poisson, whole, type Random } from '../random.ts';
import type { App, CodePath } from './app.ts';
import type { Shape, Wish } from './wish.ts';

const SECOND = 1000;
const MINUTE = 60_000;
const DAY = 86_400_000;
const CELLS = 600;

/** One piece of work that takes one connection once. */
export interface Work {
  /** ms since the log's first line; negative where the log does not show it. */
  readonly at: number;
  readonly path: CodePath;
  readonly heldMs: number;
  readonly leaks: boolean;
  readonly fails: boolean;
  readonly number: number;
}

export interface Traffic {
  /** By time. */
  readonly work: readonly Work[];
  readonly guilty: readonly CodePath[];
}

/** Relative load at x in [0, 1] of the log. */
export function load(shape: Shape, x: number, lengthMs: number, phase: number): number {
  switch (shape) {
    case 'steady':
    case 'idle-less':
      return 1;
    case 'daily':
      return 1 + 0.9 * Math.sin(2 * Math.PI * ((x * lengthMs) / DAY + phase));
    case 'ramp':
      return 0.1 + 1.9 * x;
    case 'bursts':
      return (x * 7 + phase) % 1 < 0.15 ? 5 : 0.2;
  }
}

const heldBy = (random: Random, { medianMs, sigma }: CodePath): number =>
  Math.min(30 * MINUTE, medianMs * Math.exp(sigma * normal(random)));

/** Points in time that follow a load, sorted. */
function arrivals(random: Random, count: number, from: number, to: number, loadAt: (at: number) => number): number[] {
  const step = (to - from) / CELLS;
  const loads = Array.from({ length: CELLS }, (_, i) => loadAt(from + (i + 0.5) * step));
  const all = loads.reduce((sum, one) => sum + one, 0);
  return loads
    .flatMap((one, i) => Array.from({ length: poisson(random, (count * one) / all) }, () => from + (i + random()) * step))
    .sort((a, b) => a - b);
}

const drawn = (random: Random, paths: readonly CodePath[]): (() => CodePath) => {
  const all = paths.reduce((sum, { weight }) => sum + weight, 0);
  return () => {
    let left = random() * all;
    return paths.find(({ weight }) => (left -= weight) < 0) ?? (paths[0] as CodePath);
  };
};

/** The jobs: one alone, one now and then, or several that start together. Each holds a connection for 10 s to 20 min. */
function jobsOf(random: Random, wish: Wish, app: App): Omit<Work, 'number'>[] {
  const { slowJobs, lengthMs, headMs } = wish;
  const longest = Math.min(20 * MINUTE, lengthMs / 2);
  const job = (at: number, path: CodePath, heldMs: number): Omit<Work, 'number'> => ({ at, path, heldMs, leaks: false, fails: false });
  const [first] = app.jobs as [CodePath, ...CodePath[]];
  const typical = logBetween(random, 10 * SECOND, longest);
  const lasts = (): number => Math.min(longest, typical * Math.exp(0.4 * normal(random)));
  switch (slowJobs) {
    case 'none':
      return [];
    case 'one':
      return [job(random() * lengthMs, first, lasts())];
    case 'regular': {
      const every = Math.max(typical * between(random, 1.5, 10), lengthMs / 60);
      const times = Math.floor((headMs + lengthMs) / every);
      return Array.from({ length: times }, (_, i) =>
        job(-headMs + (i + 0.5) * every, pick(random, app.jobs), Math.min(lasts(), every * 0.9)),
      );
    }
    case 'at once': {
      const every = Math.max(typical * between(random, 2, 10), lengthMs / 20);
      const times = Math.max(1, Math.floor((headMs + lengthMs) / every));
      return Array.from({ length: times }, (_, i) => -headMs + (i + random() * 0.5) * every).flatMap((at) =>
        Array.from({ length: whole(random, 2, 4) }, () =>
          job(at + random() * 5 * SECOND, pick(random, app.jobs), Math.min(lasts(), every * 0.9)),
        ),
      );
    }
  }
}

/** Consumers that take a connection again as soon as they have given it back: the pool is never idle. */
function consumers(random: Random, wish: Wish, path: CodePath): Omit<Work, 'number'>[] {
  const typical = Math.max(2 * SECOND, (wish.headMs + wish.lengthMs) / 500);
  return Array.from({ length: whole(random, 1, 3) }).flatMap(() => {
    const work: Omit<Work, 'number'>[] = [];
    for (let at = -wish.headMs + random() * typical; at < wish.lengthMs;) {
      const heldMs = Math.min(30 * MINUTE, typical * between(random, 0.5, 1.5));
      work.push({ at, path, heldMs, leaks: false, fails: false });
      at += heldMs + 50;
    }
    return work;
  });
}

/** All work of one process group over a log, with what leaks. */
export function trafficOf(random: Random, wish: Wish): Traffic {
  const { app, lengthMs, headMs, shape, phase, quietTail } = wish;
  const end = lengthMs * (1 - quietTail);
  const loadAt = (at: number): number => load(shape, at / lengthMs, lengthMs, phase);
  const count = wish.requests * (1 + headMs / lengthMs);
  const draw = drawn(random, app.paths);
  const plain = arrivals(random, count, -headMs, end, loadAt).map((at) => ({ at, path: draw() }));
  if (wish.trouble === 'overload') plain.push(...overload(random, wish));

  // Who leaks has to be asked often enough to do so.
  const asked = (path: CodePath): number => plain.filter((one) => one.path === path).length;
  const busy = app.paths.filter((path) => asked(path) >= Math.min(3 * wish.leaks, 5));
  const guilty = wish.leaks === 0 || busy.length === 0 ? [] : Array.from({ length: wish.guilty }, () => pick(random, busy));
  // A helper that takes a connection for itself leaks below whichever route it runs.
  const isGuilty = (path: CodePath): boolean => (app.structure === 'shared' && wish.stacks && guilty.length > 0) || guilty.includes(path);
  const chances = plain.flatMap((one, i) => (isGuilty(one.path) && one.at > 0 ? [i] : []));
  const from = random() < 0.4 ? between(random, 0, 0.5) : 0;
  const late = chances.filter((i) => (plain[i]?.at ?? 0) >= from * lengthMs);
  const leaking = new Set<number>();
  const pool = late.length >= wish.leaks ? late : chances;
  while (leaking.size < Math.min(wish.leaks, pool.length)) leaking.add(pick(random, pool));

  const work = plain.map(({ at, path }, i) => {
    const leaks = leaking.has(i);
    return { at, path, heldMs: heldBy(random, path), leaks, fails: leaks ? wish.failsLoudly : random() < path.failing };
  });
  const more = [...jobsOf(random, wish, app), ...(shape === 'idle-less' && wish.runtime === 'sqlalchemy' ? consumers(random, wish, app.jobs.at(-1) as CodePath) : [])]; // prettier-ignore
  const all = [...work, ...more.filter(({ at }) => at < lengthMs)].sort((a, b) => a.at - b.at);
  return { work: all.map((one, number) => ({ ...one, number })), guilty: [...new Set(guilty)] };
}

/** More work than the pool has connections for, for some minutes, of one path that is slow by nature. */
function overload(random: Random, wish: Wish): { at: number; path: CodePath }[] {
  const slowest = wish.app.paths.reduce((a, b) => (a.medianMs > b.medianMs ? a : b));
  const path = { ...slowest, medianMs: Math.max(slowest.medianMs, logBetween(random, 800, 6000)) };
  const perMs = (wish.pods * wish.max * between(random, 1.3, 2.2)) / (path.medianMs * Math.exp(path.sigma ** 2 / 2));
  const lasts = Math.min(wish.lengthMs / 3, 1500 / perMs);
  const from = random() < 0.3 ? wish.lengthMs - lasts : between(random, 0.1, 0.8) * (wish.lengthMs - lasts);
  return arrivals(random, perMs * lasts, from, from + lasts, () => 1).map((at) => ({ at, path }));
}
