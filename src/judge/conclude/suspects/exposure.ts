import type { PoolCase } from '../case/pool-case.ts';
import type { Blamer } from '../case/runs.ts';
import { sitesOf, siteIdOf } from '../fates/site-holds.ts';
import type { SuspectDraft } from './suspect-draft.ts';

/**
 * How often the suspect's path took a connection in all, where the log shows every checkout: the lost ones and those of the same site that
 * came back. A pool that reports only long holds has no such number, so no rate is ever told for it.
 */
export function countCheckouts(drafts: readonly SuspectDraft[], blamer: Blamer): void {
  const sites = new Map<PoolCase, ReturnType<typeof sitesOf>>();
  const siteOf = (poolCase: PoolCase): ReturnType<typeof sitesOf> => {
    const known = sites.get(poolCase) ?? sitesOf(poolCase, blamer.groupOf(poolCase));
    sites.set(poolCase, known);
    return known;
  };
  for (const draft of drafts) {
    const lost = draft.findings.filter(({ fate }) => fate !== 'late');
    // without a name for their site it is unknown how many of its kind came back
    if (lost.length === 0 || !lost.every((finding) => finding.poolCase.pool.checkouts > 0 && siteIdOf(finding) !== '')) continue;
    const returned = new Map<string, number>();
    for (const finding of lost) {
      const site = siteOf(finding.poolCase)(finding);
      returned.set(`${finding.poolCase.id}\u0001${site.key}`, site.returned.count);
    }
    const back = [...returned.values()].reduce((sum, n) => sum + n, 0);
    if (back > 0) draft.checkouts = back + lost.length;
  }
}
