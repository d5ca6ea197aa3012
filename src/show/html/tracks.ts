import type { PoolReport } from '../../model/report.ts';
import { VERDICTS, type Verdict } from '../../model/verdict.ts';
import { poolTitle } from '../words.ts';

/** One pool of one process over all of its restarts: what one timeline shows. */
export interface Track {
  readonly title: string;
  readonly verdict: Verdict;
  /** In order of time. */
  readonly lives: readonly PoolReport[];
  /** The life with the verdict. */
  readonly worst: PoolReport;
}

/** Pools, worst first, restarts of one process joined. */
export function tracksOf(pools: readonly PoolReport[]): Track[] {
  const groups = new Map<string, PoolReport[]>();
  for (const pool of pools) {
    // The judge numbers the lives of one process behind its name.
    const key = processOf(pool);
    groups.set(key, [...(groups.get(key) ?? []), pool]);
  }
  const titles = new Map<string, number>();
  for (const [first] of groups.values()) if (first) titles.set(titleOf(first), (titles.get(titleOf(first)) ?? 0) + 1);
  const tracks = [...groups.values()].map((group): Track => {
    const lives = [...group].sort((a, b) => (a.instance.restart ?? 0) - (b.instance.restart ?? 0));
    const worst = lives.reduce((a, b) => (rank(b) < rank(a) ? b : a));
    const title = titleOf(lives[0]!);
    // Two pools of one name in files of their own are told apart by what the judge calls them.
    return { title: titles.get(title) === 1 ? title : processOf(lives[0]!), verdict: worst.verdict, lives, worst };
  });
  return tracks.sort((a, b) => VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict));
}

const processOf = ({ id }: PoolReport): string => id.replace(/ #\d{1,9}$/, '');
const rank = (pool: PoolReport): number => VERDICTS.indexOf(pool.verdict);
const titleOf = (pool: PoolReport): string => poolTitle({ ...pool, instance: { ...pool.instance, restart: 0 } });
