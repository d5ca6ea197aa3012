import type { PoolReport, Report } from '../../model/report.ts';
import type { Verdict } from '../../model/verdict.ts';
import { orderedPools } from '../pool-order.ts';
import { logNameOf, poolTitle } from '../pool-titles.ts';

/** One pool of one process over all of its restarts: what one timeline shows. */
export interface Track {
  readonly title: string;
  readonly verdict: Verdict;
  /** In order of time. */
  readonly lives: readonly PoolReport[];
  /** The life with the verdict: of several the last. */
  readonly worst: PoolReport;
}

/** Pools in the order of all reports, the lives of one process joined. */
export function tracksOf(report: Pick<Report, 'pools' | 'suspects' | 'input'>): Track[] {
  const groups = new Map<string, PoolReport[]>();
  for (const pool of orderedPools(report)) {
    // The judge numbers the lives of one process behind its name.
    const key = processOf(pool);
    groups.set(key, [...(groups.get(key) ?? []), pool]);
  }
  const titles = new Map<string, number>();
  for (const [first] of groups.values()) if (first) titles.set(titleOf(first), (titles.get(titleOf(first)) ?? 0) + 1);
  return [...groups.values()].map((group): Track => {
    const lives = [...group].sort((a, b) => (a.instance.restart ?? 0) - (b.instance.restart ?? 0));
    const worst = group[0]!;
    const title = titleOf(lives[0]!);
    // Two pools of one name in files of their own are told apart by their files, else by what the judge calls them.
    const log = logNameOf(report, lives[0]!);
    const apart = log === undefined ? processOf(lives[0]!) : titleOf(lives[0]!, log);
    return { title: titles.get(title) === 1 ? title : apart, verdict: worst.verdict, lives, worst };
  });
}

const processOf = ({ id }: PoolReport): string => id.replace(/ #\d{1,9}$/, '');
const titleOf = (pool: PoolReport, log?: string): string =>
  poolTitle({ ...pool, instance: { ...pool.instance, restart: 0, lives: undefined } }, log);
