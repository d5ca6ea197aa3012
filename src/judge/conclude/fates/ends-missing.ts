import { atLeast } from '../../likelihood.ts';
import type { Reason } from '../../../model/report.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import type { Aged } from './fates.ts';
import type { Finding } from './finding.ts';

/** Fewer on one path may fall there by accident. */
const FEWEST_LOST = 3;
/** Chance below which so many do not fall on one path by accident. */
const UNLIKELY = 0.001;

/**
 * Which of the connections that did not come back are no more than what is missing anyway: the ends of as many others are missing for sure, for they went out again. Lines
 * that are lost or stand in a wrong place hit every path as often as it runs; where those that are out crowd on one path, that path loses them.
 *
 * @param lost those that would be leaked
 */
export function endsMissingToo({ pool }: PoolCase, lost: readonly Aged[]): ReadonlySet<Aged> {
  if (lost.length === 0 || lost.length > pool.lostEnds) return new Set();
  const sites = new Map<string, Aged[]>();
  for (const one of lost) {
    const some = sites.get(one.site.key);
    if (some) some.push(one);
    else sites.set(one.site.key, [one]);
  }
  const crowded = ([key, some]: readonly [string, readonly Aged[]]): boolean => {
    const runs = key === '' ? pool.returned.count : some.length + (some[0]?.site.returned.count ?? 0);
    const share = Math.min(1, runs / Math.max(1, pool.returned.count));
    return some.length >= FEWEST_LOST && atLeast(some.length, lost.length * share) * sites.size < UNLIKELY;
  };
  return new Set([...sites].filter((site) => !crowded(site)).flatMap(([, some]) => some));
}

/** Why connections are not called lost, where ends are missing in the log anyway. */
export function endsMissing(undecided: readonly Finding[], lostEnds: number): Reason | undefined {
  const some = undecided.filter((finding) => finding.endsMissing === true);
  if (some.length === 0) return undefined;
  const text = `${plural(some.length, 'connection')} went out and did not come back, but so did ${lostEnds} that are back for sure, for they went out again: lines are missing, or stand out of their order.`;
  return reason('ends-missing', 'inconclusive', text, some.map(({ evidence }) => evidence)); // prettier-ignore
}
