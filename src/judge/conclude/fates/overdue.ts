import { atLeast } from '../../likelihood.ts';
import { excess, type Sketch } from '../../sketch.ts';
import { STARVING_MS } from '../../starving.ts';
import type { Aged } from './fates.ts';
import { countOccasions, occasions } from '../case/occasions.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { ENOUGH_RETURNS, LEAST_AGE_MS } from '../case/patience.ts';

/** Pieces of work at different times that have ended and kept their connections, where the longest return would excuse each of them. */
const FEWEST_ENDED = 3;
/** The chance below which so many are not out for so long at one time by accident. */
const UNLIKELY = 0.001;
/** The oldest so many tell enough. */
const MOST_AGES = 64;

/**
 * Of few returns the 99.9th percentile is the longest one, and a single debugger or export makes a path blind for twice its length. Two things need no such patience.
 *
 * Work that has ended gives its connection back, however long other work took: an open hold waits only for as long as others of its kind took to come back
 * after their request's line. What is out for twice as long on several occasions is overdue, and what is out for half a minute, alone, is in doubt.
 *
 * And many that are out for long at one time are judged together: where returns of their kind, which show how many are out for as long at any moment, make
 * so many unlikely, they are in doubt. They may be slow for one reason, so they are no more than that.
 */
export function withOverdue(poolCase: PoolCase, all: readonly Aged[]): Aged[] {
  const sites = new Map<string, Aged[]>();
  for (const one of all) {
    if (one.over !== false || one.cut) continue;
    const some = sites.get(one.site.key);
    if (some) some.push(one);
    else sites.set(one.site.key, [one]);
  }
  const changed = new Map<Aged, Aged['over']>();
  for (const some of sites.values()) {
    for (const one of crowd(poolCase, some)) changed.set(one, undefined);
    const ended = some.filter(isOverdue);
    const certain = countOccasions(ended.map(({ hold }) => hold.since)) >= FEWEST_ENDED;
    for (const one of ended) if (certain || (one.doneMs ?? 0) >= STARVING_MS) changed.set(one, certain ? true : undefined);
  }
  return all.map((one) => (changed.has(one) ? { ...one, over: changed.get(one) } : one));
}

function isOverdue({ doneMs, site }: Aged): boolean {
  if (doneMs === undefined || site.key === '' || site.returned.count < ENOUGH_RETURNS) return false;
  return doneMs > Math.max(LEAST_AGE_MS, 2 * site.late.max);
}

/** Those of one kind that are out for so long, on so many occasions, as returns do not explain. */
function crowd({ life, pool }: PoolCase, some: readonly Aged[]): readonly Aged[] {
  const old = some.filter(({ ageMs }) => (ageMs ?? 0) >= STARVING_MS);
  const time = (life.lastAt ?? 0) - (life.firstAt ?? 0);
  const [first] = old;
  if (first === undefined || time <= 0) return [];
  const returned = first.site.returned.count >= ENOUGH_RETURNS ? first.site.returned : pool.returned;
  const end = life.lastAt ?? 0;
  const begins = occasions(old.map(({ hold }) => hold.since)).slice(0, MOST_AGES);
  // the largest crowd that is unlikely: with each further occasion the least age falls
  const n = begins.findLastIndex((since, i) => i + 1 >= FEWEST_ENDED && atLeast(i + 1, usual(returned, end - since, time)) < UNLIKELY);
  const since = begins[n];
  return since === undefined ? [] : old.filter(({ ageMs }) => (ageMs ?? 0) >= end - since);
}

/**
 * How many holds that last longer than this are, for longer than this, out at any moment on average: what the returned ones lasted beyond it, shared out over the
 * log's time. One more like the longest of them counts along, for so few tell little of how often such a one comes.
 */
const usual = (returned: Sketch, ageMs: number, timeMs: number): number =>
  (excess(returned, ageMs) + Math.max(0, returned.max - ageMs)) / timeMs;
