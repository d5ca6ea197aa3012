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
  const edgeOf = edgesOf(works);
  return pool.samples.flatMap(({ at, inUse, occasion }) => {
    // Of work that goes on after the last such line nobody knows.
    if (
      at === null ||
      at > last ||
      occasion === 'exhaustion' ||
      (limit && inUse >= limit) ||
      works.some((work) => isAtEdge(at, work, edgeOf(work)))
    )
      return [];
    return [{ inUse, working: works.filter((work) => work.at - work.lastedMs < at && at < work.at).length }];
  });
}

/**
 * Lines that name things (`seat 7 of show 3 booked`), are of no request, and were written while no such piece was under way: they are of other work, where the process logs
 * no requests.
 */
export function linesApart({ intervals }: PoolState, works: readonly LongWork[]): number {
  const busy = together(works.map(({ at, lastedMs }) => [at - lastedMs - EDGE_MS, at + EDGE_MS]));
  let apart = 0;
  for (const { kind, template, route, ended, times } of intervals?.keys.values() ?? [])
    if (kind === 'template' && route === undefined && !ended && template?.includes('<*>') === true)
      apart += times.filter((time) => !isWithin(busy, time)).length;
  return apart;
}

type Span = readonly [from: number, to: number];

/** Without overlaps, in the order of time. */
function together(spans: readonly Span[]): Span[] {
  const joined: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

function isWithin(spans: readonly Span[], time: number): boolean {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]![1] < time) low = middle + 1;
    else high = middle;
  }
  return low < spans.length && spans[low]![0] <= time;
}

/** In-use is never below the number of pieces under way, and that explains what in-use varies by. */
export function goesWith(beside: readonly Beside[]): boolean {
  const during = beside.filter(({ working }) => working > 0);
  const covered = during.filter(({ inUse, working }) => inUse >= working).length;
  const exact = during.every(({ inUse, working }) => inUse === working) && new Set(during.map(({ working }) => working)).size >= LEVELS;
  if (during.length < (exact ? FEWEST_EXACT : FEWEST_SAMPLES) || covered < COVERED * during.length) return false;
  return 1 - spread(beside.map(({ inUse, working }) => inUse - working)) / spread(beside.map(({ inUse }) => inUse)) >= EXPLAINED;
}

const isWhole = (ms: number): boolean => ms % 1000 === 0;
/** One in ten of what is told in tenths of a second is told in whole ones: so it is told where half of all are. */
const areWhole = (all: readonly number[]): boolean => 2 * all.filter(isWhole).length >= all.length;

/** How near to its begin or end a sample tells nothing of a piece of work. */
function edgesOf(works: readonly LongWork[]): (work: LongWork) => number {
  const times = areWhole(works.map(({ at }) => at));
  const lengths = areWhole(works.map(({ lastedMs }) => lastedMs));
  return ({ at, lastedMs }) => ((times && isWhole(at)) || (lengths && isWhole(lastedMs)) ? EDGE_MS : FINE_EDGE_MS);
}

const isAtEdge = (at: number, work: LongWork, edge: number): boolean =>
  Math.abs(at - work.at) < edge || Math.abs(at - (work.at - work.lastedMs)) < edge;

/** The samples count callers that waited, and there were none. */
const nobodyWaited = ({ samples }: PoolState): boolean => samples.every(({ waitCount, pending }) => (waitCount ?? pending) === 0);

/** Sum of the squares of what the numbers differ from their mean by. */
function spread(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  return numbers.reduce((sum, n) => sum + (n - mean) ** 2, 0);
}
