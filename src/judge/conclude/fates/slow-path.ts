import { slowAtOnce, slowFor } from '../../observe/holds/slow-holds.ts';
import { countAbove, sumAbove } from '../../sketch.ts';
import { SLOW_MS } from '../../starving.ts';
import type { SiteHolds } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { ENOUGH_RETURNS, isKeyless } from '../case/patience.ts';
import { takesMuch } from './takes-much.ts';

/** Share of the time for which connections of the pool were out. */
const MUCH_OF_THE_TIME = 1 / 2;

/** At even odds so many runs are slow in a row less often than 1 in 1,000 times: such a path is slow whenever it runs, and quick runs need not be counted against it. */
const IN_A_ROW = 10;
/** Fewer runs than twenty take as much of the pool where they add up to the time of twenty that are just slow. */
const AS_TWENTY_MS = ENOUGH_RETURNS * SLOW_MS;
/** Share of the time that the log covers. */
const MUCH_OF_THE_LOG = 1 / 2;
/** Of work that a request does so many at one time are enough, where it never pauses: no schedule keeps a third one from coming. */
const FEWEST_REQUESTS = 2;

/** How a path behaves that holds its connections for long whenever it runs. */
export interface SlowPath {
  /** Key of its site, '' for all work that names neither code nor route. */
  readonly key: string;
  readonly site: SiteHolds;
  /** Its holds that were slow, of `runs` in all; `atOnce` at one time. */
  readonly slow: number;
  readonly runs: number;
  readonly atOnce: number;
  /** Of the time for which connections of the pool were out, from 0 to 1. */
  readonly share: number;
}

/** Sites of the life by their keys, as the judge knows them. */
export const sitesIn = ({ life }: PoolCase): ReadonlyMap<string, SiteHolds> => (isKeyless(life) ? life.claims.sites : life.sites);

/**
 * Paths that usually hold a connection for long, often, several at a time, and beside as much quick work. A database that is slow for a while makes
 * all paths slow now and then; a nightly job holds one connection; a pool of which most holds are long is made for such work. None of these is meant.
 */
export function slowPaths(poolCase: PoolCase): SlowPath[] {
  const { pool, owns } = poolCase;
  if (countAbove(pool.returned, SLOW_MS) < IN_A_ROW) return [];
  const quick = pool.returned.count - countAbove(pool.returned, SLOW_MS);
  const out = sumAbove(pool.returned);
  const sites = sitesIn(poolCase);
  const lapses = lapsesOf(sites);
  return [...sites].flatMap(([key, site]): SlowPath[] => {
    if (site.longest === undefined || !owns(site.longest.pool)) return [];
    const slow = countAbove(site.returned, SLOW_MS);
    const runs = site.returned.count;
    const slowMs = sumAbove(site.returned, SLOW_MS);
    const isSlow = (key !== '' && isOften(slow, runs)) || isAlways(slow, runs, slowMs);
    if (!isSlow || quick < slow || lapses >= slow) return [];
    const share = slowMs / out;
    const atOnce = slowAtOnce(site);
    const enough = takesMuch(pool, atOnce, key.startsWith('route\u0001') && isEverOut(site, poolCase) ? FEWEST_REQUESTS : undefined);
    return share >= MUCH_OF_THE_TIME && enough ? [{ key, site, slow, runs, atOnce, share }] : [];
  });
}

/** Slow holds of paths that are quick as a rule: they tell of a time at which everything was slow. */
function lapsesOf(sites: ReadonlyMap<string, SiteHolds>): number {
  let sum = 0;
  for (const { returned } of sites.values()) {
    const slow = countAbove(returned, SLOW_MS);
    if (2 * slow < returned.count) sum += slow;
  }
  return sum;
}

const isOften = (slow: number, runs: number): boolean => slow >= ENOUGH_RETURNS && 2 * slow >= runs;

/** Work that names neither code nor route may be of several kinds, but where it never was quick all of them are slow. */
const isAlways = (slow: number, runs: number, slowMs: number): boolean => slow >= IN_A_ROW && slow >= runs && slowMs >= AS_TWENTY_MS;

function isEverOut(site: SiteHolds, { life: { firstAt, lastAt } }: PoolCase): boolean {
  return firstAt !== null && lastAt !== null && slowFor(site) >= MUCH_OF_THE_LOG * (lastAt - firstAt);
}
