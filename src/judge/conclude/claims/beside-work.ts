import { limitOf } from '../../limit.ts';
import type { LongWork, PoolState } from '../../state.ts';

/** Samples at which such work is under way. */
const FEWEST_SAMPLES = 10;
/** The same where each of them shows exactly as many connections in use as pieces are under way, and these are {@link LEVELS} different numbers at least. */
const FEWEST_EXACT = 5;
const LEVELS = 3;
/** So near to where a piece begins or ends a sample tells neither: lengths are told in whole seconds, and schedules begin work and samples at the same ones. */
const EDGE_MS = 1000;
/** The same where both are told more finely. */
const FINE_EDGE_MS = 250;
/** Share of the samples at which at least as many connections are in use as pieces of such work are under way: lines and samples have clocks of their own. */
const COVERED = 0.95;
/** Share of what in-use varies by that the number of pieces under way explains, one connection each. */
const EXPLAINED = 0.5;

/** Connections in use, and pieces of work under way, at one sample. */
export interface Beside {
  readonly inUse: number;
  readonly working: number;
}

/** What the samples show beside such pieces of work, as long as these are told of. */
export function besideOf(pool: PoolState, works: readonly LongWork[]): Beside[] {
  // What takes long while the pool is full may be waiting for a connection, and hold none.
  const limit = nobodyWaited(pool) ? 0 : limitOf(pool);
  const last = Math.max(...works.map(({ at }) => at));
  return pool.samples.flatMap(({ at, inUse, occasion }) => {
    // Of work that goes on after the last such line nobody knows.
    if (at === null || at > last || occasion === 'exhaustion' || (limit && inUse >= limit) || works.some((work) => isAtEdge(at, work)))
      return [];
    return [{ inUse, working: works.filter((work) => work.at - work.lastedMs < at && at < work.at).length }];
  });
}

/** In-use is never below the number of pieces under way, and that explains what in-use varies by. */
export function goesWith(beside: readonly Beside[]): boolean {
  const during = beside.filter(({ working }) => working > 0);
  const covered = during.filter(({ inUse, working }) => inUse >= working).length;
  const exact = during.every(({ inUse, working }) => inUse === working) && new Set(during.map(({ working }) => working)).size >= LEVELS;
  if (during.length < (exact ? FEWEST_EXACT : FEWEST_SAMPLES) || covered < COVERED * during.length) return false;
  return 1 - spread(beside.map(({ inUse, working }) => inUse - working)) / spread(beside.map(({ inUse }) => inUse)) >= EXPLAINED;
}

const isAtEdge = (at: number, work: LongWork): boolean => {
  const edge = work.at % 1000 === 0 || work.lastedMs % 1000 === 0 ? EDGE_MS : FINE_EDGE_MS;
  return Math.abs(at - work.at) < edge || Math.abs(at - (work.at - work.lastedMs)) < edge;
};

/** The samples count callers that waited, and there were none. */
const nobodyWaited = ({ samples }: PoolState): boolean => samples.every(({ waitCount, pending }) => (waitCount ?? pending) === 0);

/** Sum of the squares of what the numbers differ from their mean by. */
function spread(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  return numbers.reduce((sum, n) => sum + (n - mean) ** 2, 0);
}
