import { forget } from './caps.ts';
import { shrink, sizeOf } from './cooccurrence/index.ts';
import { thin } from './observe/figures/thin.ts';
import type { Life, PoolState, Process, State } from './state.ts';

/**
 * Kept in all, of all processes: ordinary lines from before a pool's first line, and samples of pools, 400 bytes each; numbers that tell which lines
 * stood between which samples, 8 bytes each.
 */
const CAPS = { earlyLines: 50_000, samples: 200_000, numbers: 3_000_000 };
/** How full they are when something was forgotten. */
const ROOM = 0.75;
/** A pool with fewer samples keeps them: there is little to win, and much to lose. */
const FEW = 64;
/** Events between two looks at how much is kept. */
export const KEEPS_EVERY = 50_000;

/** Now and then looks at what all processes keep together, and forgets where it is too much. */
export function nowAndThen(state: State): void {
  if (state.observed % KEEPS_EVERY === 0) keepWithin(state, CAPS);
}

/** Forgets what is oldest, or what tells least, until the caps are kept. */
export function keepWithin(state: State, { earlyLines, samples, numbers }: typeof CAPS): void {
  forgetEarly(state, earlyLines);
  foldSamples(state, samples);
  joinIntervals(state, numbers);
}

/** Processes that never showed a pool, and whose last lines are the oldest, need theirs least. */
function forgetEarly(state: State, most: number): void {
  const keeping = processesOf(state).filter(({ early }) => early.length > 0);
  let kept = earlyKept(state);
  if (kept <= most) return;
  const latest = ({ early }: (typeof keeping)[number]): number => early.at(-1)?.at ?? -Infinity;
  keeping.sort((a, b) => latest(a) - latest(b) || 0);
  for (const process of keeping) {
    if (kept <= most * ROOM) return;
    kept -= process.early.length;
    process.earlyForgotten += process.early.length;
    process.early = [];
  }
}

/** The pools with the most samples lose half of them first; the floor stays what it was. */
function foldSamples(state: State, most: number): void {
  const pools = poolsOf(state).filter(({ pool }) => pool.samples.length > FEW);
  let kept = samplesKept(state);
  if (kept <= most) return;
  pools.sort((a, b) => b.pool.samples.length - a.pool.samples.length);
  // Each of them at most once: what is left over is folded at the next look.
  for (const { life, pool } of pools) {
    if (kept <= most * ROOM) return;
    const before = pool.samples.length;
    thin(pool);
    kept -= before - pool.samples.length;
    forget(life, 'samples, each folded into the next one', before - pool.samples.length);
  }
}

/** The pools whose lines take the most numbers are told apart less finely; no step of a floor is lost. */
function joinIntervals(state: State, most: number): void {
  const pools = poolsOf(state).flatMap(({ life, pool: { intervals } }) =>
    intervals ? [{ life, intervals, size: sizeOf(intervals) }] : [],
  );
  let kept = pools.reduce((sum, { size }) => sum + size, 0);
  if (kept <= most) return;
  pools.sort((a, b) => b.size - a.size);
  for (const { life, intervals, size } of pools) {
    if (kept <= most * ROOM) return;
    const before = intervals.intervals.length;
    shrink(intervals);
    kept -= size - sizeOf(intervals);
    forget(life, 'intervals between samples, each joined with the next one', before - intervals.intervals.length);
  }
}

/**
 * Whether a state that had observed both would have forgotten something. Folding halves a pool's samples, so half of what may be kept was never too
 * much, at no time.
 */
export const mayHaveForgotten = (state: State, later: State): boolean =>
  state.observed > 0 &&
  (earlyKept(state) + earlyKept(later) > CAPS.earlyLines / 2 ||
    samplesKept(state) + samplesKept(later) > CAPS.samples / 2 ||
    numbersKept(state) + numbersKept(later) > CAPS.numbers / 2);

const processesOf = ({ streams }: State): Process[] => [...streams.values()].flatMap((processes) => [...processes.values()]);

const poolsOf = (state: State): { readonly life: Life; readonly pool: PoolState }[] =>
  processesOf(state).flatMap(({ lives }) =>
    [...lives.values()].flat().flatMap((life) => [...life.pools.values()].map((pool) => ({ life, pool }))),
  );

const earlyKept = (state: State): number => processesOf(state).reduce((sum, { early }) => sum + early.length, 0);
const samplesKept = (state: State): number => poolsOf(state).reduce((sum, { pool }) => sum + pool.samples.length, 0);
const numbersKept = (state: State): number =>
  poolsOf(state).reduce((sum, { pool }) => sum + [pool.intervals, pool.ahead].reduce((n, one) => n + (one ? sizeOf(one) : 0), 0), 0);
