import { forget } from './caps.ts';
import { thin } from './observe/thin.ts';
import type { Life, PoolState, State } from './state.ts';

/** Kept in all, of all processes: ordinary lines from before a pool's first line, and samples of pools, a few hundred bytes each. */
const CAPS = { earlyLines: 100_000, samples: 400_000 };
/** A pool with fewer samples keeps them: there is little to win, and much to lose. */
const FEW = 64;
/** Events between two looks at how much is kept. */
const LOOK_EVERY = 50_000;

/** Now and then looks at what all processes keep together, and forgets where it is too much. */
export function nowAndThen(state: State): void {
  if (state.observed % LOOK_EVERY === 0) keepWithin(state, CAPS);
}

/** Forgets what is oldest, or what tells least, until the caps are kept. */
export function keepWithin(state: State, { earlyLines, samples }: typeof CAPS): void {
  forgetEarly(state, earlyLines);
  foldSamples(state, samples);
}

/** Processes that never showed a pool, and whose last lines are the oldest, need theirs least. */
function forgetEarly(state: State, most: number): void {
  const keeping = [...state.streams.values()].flatMap((processes) => [...processes.values()]).filter(({ early }) => early.length > 0);
  let kept = keeping.reduce((sum, { early }) => sum + early.length, 0);
  if (kept <= most) return;
  const latest = ({ early }: (typeof keeping)[number]): number => early.at(-1)?.at ?? -Infinity;
  keeping.sort((a, b) => latest(a) - latest(b) || 0);
  for (const process of keeping) {
    if (kept <= most / 2) return;
    kept -= process.early.length;
    process.earlyForgotten += process.early.length;
    process.early = [];
  }
}

/** The pools with the most samples lose half of them first; the floor stays what it was. */
function foldSamples(state: State, most: number): void {
  let kept = 0;
  const pools: { readonly life: Life; readonly pool: PoolState }[] = [];
  for (const processes of state.streams.values())
    for (const { lives } of processes.values())
      for (const life of [...lives.values()].flat())
        for (const pool of life.pools.values()) {
          kept += pool.samples.length;
          if (pool.samples.length > FEW) pools.push({ life, pool });
        }
  if (kept <= most) return;
  pools.sort((a, b) => b.pool.samples.length - a.pool.samples.length);
  // Each of them at most once: what is left over is folded at the next look.
  for (const { life, pool } of pools) {
    if (kept <= most * 0.75) return;
    const before = pool.samples.length;
    thin(pool);
    kept -= before - pool.samples.length;
    forget(life, 'samples, each folded into the next one', before - pool.samples.length);
  }
}
