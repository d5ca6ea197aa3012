import { slowAtOnce, slowFor } from '../../observe/slow-holds.ts';
import { countAbove, sumAbove } from '../../sketch.ts';
import { SLOW_MS } from '../../starving.ts';
import type { SiteHolds } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { ENOUGH_RETURNS, isKeyless } from './site-holds.ts';
import { takesMuch } from './takes-much.ts';

/** Share of the time for which connections of the pool were out. */
const MUCH_OF_THE_TIME = 1 / 2;

/** At even odds so many runs are slow in a row less often than 1 in 1,000 times: such a path is slow whenever it runs, and quick runs need not be counted against it. */
const IN_A_ROW = 10;
/** Share of the time that the log covers. */
const MUCH_OF_THE_LOG = 1 / 2;

/** How a path behaves that holds its connections for long whenever it runs. */
export interface SlowPath {
  /** Key of its site. */
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
  return [...sitesIn(poolCase)].flatMap(([key, site]): SlowPath[] => {
    if (key === '' || site.longest === undefined || !owns(site.longest.pool)) return [];
    const slow = countAbove(site.returned, SLOW_MS);
    const runs = site.returned.count;
    if (!(isOften(slow, runs) || isAlways(slow, runs, slowFor(site), poolCase)) || quick < slow) return [];
    const share = sumAbove(site.returned, SLOW_MS) / out;
    const atOnce = slowAtOnce(site);
    return share >= MUCH_OF_THE_TIME && takesMuch(pool, atOnce) ? [{ key, site, slow, runs, atOnce, share }] : [];
  });
}

const isOften = (slow: number, runs: number): boolean => slow >= ENOUGH_RETURNS && 2 * slow >= runs;

/** Fewer runs that take longer are as much, if one of them was out for most of the time that the log shows. */
function isAlways(slow: number, runs: number, outMs: number, { life: { firstAt, lastAt } }: PoolCase): boolean {
  if (slow < IN_A_ROW || slow < runs || firstAt === null || lastAt === null) return false;
  return outMs >= MUCH_OF_THE_LOG * (lastAt - firstAt);
}
