import type { SeriesJudgement } from '../../series/index.ts';
import type { LongWork, PoolState } from '../../state.ts';
import { longMs } from '../decide-long.ts';
import { plural, reason, span } from '../reasons.ts';
import { limitOf } from '../../limit.ts';
import type { PoolCase } from '../pool-case.ts';
import { claim, type Claim } from './claim.ts';

/** Fewer pieces of work than this are beside in-use by chance too easily. */
const FEWEST_WORKS = 3;
/** Fewer messages than this that differ in one word may be of several kinds. */
const FEWEST_SIBLINGS = 3;
/** Samples at which such work is under way. */
const FEWEST_SAMPLES = 10;
/** The same where each of them shows exactly as many connections in use as pieces are under way, and these are {@link LEVELS} different numbers at least. */
const FEWEST_EXACT = 5;
const LEVELS = 3;
/** So near to where a piece begins or ends a sample tells neither: lengths are told in whole seconds, and schedules begin work and samples at the same ones. */
const EDGE_MS = 1000;
/** Share of the samples at which at least as many connections are in use as pieces of such work are under way: lines and samples have clocks of their own. */
const COVERED = 0.95;
/** Share of what in-use varies by that the number of pieces under way explains, one connection each. */
const EXPLAINED = 0.5;

/**
 * A line that says how long its work took tells when that began. Where in-use goes up and down with the number of such pieces of work under way, by one connection for
 * each, and is never below it, each holds its connection for as long as it lasts. A pool that is merely busy has as many in use without them. Where the
 * floor rose, and nobody knows why, long work does not answer that.
 */
export function fromLongWork(poolCase: PoolCase, series: SeriesJudgement | undefined, thresholdMs: number | undefined): Claim | undefined {
  const kind = longWorkOf(poolCase, series, thresholdMs);
  if (kind === undefined) return undefined;
  const { works } = kind;
  const longest = works.reduce((most, one) => (one.lastedMs > most.lastedMs ? one : most));
  const name = kind.route ?? kind.template ?? '';
  const text = `In-use goes up and down with ${plural(works.length, 'piece')} of work that took ${span(longest.lastedMs)} at the longest ("${name}"), by a connection for each while it lasts.`;
  const lines = [longest, ...works].map(({ evidence }) => evidence);
  return claim('long-hold', 0.85, reason('held-while-working', 'long-hold', text, [...new Set(lines)].slice(0, 5)));
}

/** Pieces of work of one route or message. */
export interface Kind {
  readonly route?: string | undefined;
  readonly template?: string | undefined;
  readonly works: readonly LongWork[];
}

/** The kind of work of which each piece holds a connection for as long as it lasts; undefined where none does. */
export function longWorkOf(
  { pool, life }: PoolCase,
  series: SeriesJudgement | undefined,
  thresholdMs: number | undefined,
): Kind | undefined {
  if (pool.checkouts > 0 || !series || (series.verdict !== 'healthy' && series.floor.length !== 1)) return undefined;
  const long = life.longWork.filter(({ lastedMs }) => lastedMs > longMs(thresholdMs));
  const fitting = [...kindsOf(long), ...familiesOf(long)].filter(({ works }) => goesWith(pool, works));
  return fitting.sort((a, b) => b.works.length - a.works.length)[0];
}

const kindsOf = (works: readonly LongWork[]): Kind[] =>
  [...grouped(works, ({ route, template }) => [route ?? template ?? ''])].map(([, own]) => ({
    route: own[0]!.route,
    template: own[0]!.template,
    works: own,
  }));

/** Messages that differ in one word are of one kind of work, done for one thing after the other: `export of the north done`, `export of the south done`. */
function familiesOf(works: readonly LongWork[]): Kind[] {
  const patterns = (template: string): string[] => {
    const words = template.split(' ');
    return words.flatMap((word, i) => (word.includes('<*>') ? [] : [[...words.slice(0, i), '<*>', ...words.slice(i + 1)].join(' ')]));
  };
  const families = grouped(works, ({ route, template }) => (route === undefined && template !== undefined ? patterns(template) : []));
  return [...families]
    .filter(([, own]) => new Set(own.map(({ template }) => template)).size >= FEWEST_SIBLINGS)
    .map(([template, own]) => ({ template, works: own }));
}

function grouped(works: readonly LongWork[], namesOf: (work: LongWork) => readonly string[]): Map<string, LongWork[]> {
  const names = new Map<string, LongWork[]>();
  for (const work of works) for (const name of namesOf(work)) names.set(name, [...(names.get(name) ?? []), work]);
  return names;
}

/** In-use is never below the number of pieces under way, and that explains what in-use varies by. */
function goesWith(pool: PoolState, works: readonly LongWork[]): boolean {
  if (works.length < FEWEST_WORKS) return false;
  // What takes long while the pool is full may be waiting for a connection, and hold none.
  const limit = nobodyWaited(pool) ? 0 : limitOf(pool);
  const last = Math.max(...works.map(({ at }) => at));
  const read = pool.samples.flatMap(({ at, inUse, occasion }) => {
    // Of work that goes on after the last such line nobody knows.
    if (at === null || at > last || occasion === 'exhaustion' || (limit && inUse >= limit) || works.some((work) => isAtEdge(at, work)))
      return [];
    return [{ inUse, working: works.filter((work) => work.at - work.lastedMs < at && at < work.at).length }];
  });
  const during = read.filter(({ working }) => working > 0);
  const covered = during.filter(({ inUse, working }) => inUse >= working).length;
  const exact = during.every(({ inUse, working }) => inUse === working) && new Set(during.map(({ working }) => working)).size >= LEVELS;
  if (during.length < (exact ? FEWEST_EXACT : FEWEST_SAMPLES) || covered < COVERED * during.length) return false;
  return 1 - spread(read.map(({ inUse, working }) => inUse - working)) / spread(read.map(({ inUse }) => inUse)) >= EXPLAINED;
}

const isAtEdge = (at: number, work: LongWork): boolean =>
  Math.abs(at - work.at) < EDGE_MS || Math.abs(at - (work.at - work.lastedMs)) < EDGE_MS;

/** The samples count callers that waited, and there were none. */
const nobodyWaited = ({ samples }: PoolState): boolean => samples.every(({ waitCount, pending }) => (waitCount ?? pending) === 0);

/** Sum of the squares of what the numbers differ from their mean by. */
function spread(numbers: readonly number[]): number {
  const mean = numbers.reduce((sum, n) => sum + n, 0) / numbers.length;
  return numbers.reduce((sum, n) => sum + (n - mean) ** 2, 0);
}
