import type { SeriesJudgement } from '../../series/index.ts';
import { SLOW_MS } from '../../starving.ts';
import type { Life, LongWork, PoolState } from '../../state.ts';
import { longMs } from '../fates/decide-long.ts';
import { plural, reason, span } from '../words/reasons.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { ENOUGH_RETURNS } from '../case/patience.ts';
import { takesMuch } from '../fates/takes-much.ts';
import { besideOf, goesWith, linesApart } from './beside-work.ts';
import { claim, type Claim } from './claim.ts';

/** Fewer pieces of work than this are beside in-use by chance too easily. */
const FEWEST_WORKS = 3;
/** Fewer messages than this that differ in one word may be of several kinds. */
const FEWEST_SIBLINGS = 3;
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
  const kinds = (limit: number): Kind[] => {
    const works = life.longWork.filter(({ lastedMs }) => lastedMs > limit);
    return [...kindsOf(works), ...familiesOf(works), ...endingsOf(works)].filter((kind) => kind.works.length >= FEWEST_WORKS);
  };
  const long = kinds(longMs(thresholdMs)).filter(({ works }) => goesWith(besideOf(pool, works)));
  if (long.length > 0 || thresholdMs !== undefined) return most(long);
  // whoever watches the pool has said what is long
  const slow = kinds(Math.max(SLOW_MS, pool.thresholdMs ?? 0)).filter((kind) => isUsual(pool, life, kind));
  return most(
    slow.filter(({ works }) => {
      const beside = besideOf(pool, works);
      return goesWith(beside) && takesMuch(pool, Math.max(...beside.map(({ working }) => working)));
    }),
  );
}

const most = (kinds: readonly Kind[]): Kind | undefined => [...kinds].sort((a, b) => b.works.length - a.works.length)[0];

/** It came often, is seldom quicker, and as much work of other kinds shares the pool with it: a pool for such work alone is made for it. */
function isUsual(pool: PoolState, { claims: { lines } }: Life, { route, works }: Kind): boolean {
  const own = route === undefined ? 0 : (lines.get(route) ?? 0);
  const all = [...lines.values()].reduce((sum, n) => sum + n, 0);
  if (works.length < ENOUGH_RETURNS || 2 * works.length < own) return false;
  return all - own >= works.length || linesApart(pool, works) >= works.length;
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

/** As far as its first variable part a message tells what it is about: `render of show 7 finished after 6.7 s`, `render of show 9 broken off after 4.7 s`. */
const SUBJECT = /^[^<]*[A-Za-z][^<]*<\*>/;

/** Work of one kind that ends in one way or another, under the name of its most usual end. */
function endingsOf(works: readonly LongWork[]): Kind[] {
  const subjectOf = ({ route, template }: LongWork): string | undefined =>
    route === undefined ? SUBJECT.exec(template ?? '')?.[0] : undefined;
  return [...grouped(works, (work) => subjectOf(work) ?? [])].flatMap(([, own]) => {
    const ends = kindsOf(own).sort((a, b) => b.works.length - a.works.length);
    return ends.length < 2 ? [] : [{ template: ends[0]!.template, works: own }];
  });
}

function grouped(works: readonly LongWork[], namesOf: (work: LongWork) => string | readonly string[]): Map<string, LongWork[]> {
  const names = new Map<string, LongWork[]>();
  for (const work of works) for (const name of [namesOf(work)].flat()) names.set(name, [...(names.get(name) ?? []), work]);
  return names;
}
