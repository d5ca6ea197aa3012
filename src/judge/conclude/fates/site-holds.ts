import { siteKey } from '../../observe/holds/sites.ts';
import { emptySketch, mergeSketch, type Sketch } from '../../sketch.ts';
import type { SiteHolds } from '../../state.ts';
import { isKeyless } from '../case/patience.ts';
import type { PoolCase } from '../case/pool-case.ts';

/** How the holds of one site, or one group of sites that share a culprit, behave. */
export type SiteOf = (hold: { stack: string | undefined; route: string | undefined }) => {
  key: string;
  returned: Sketch;
  /** How long they took to come back after their request's line, ms. */
  late: Sketch;
  recent: readonly number[];
};

/** The site of a lost checkout, '' where nothing names it. */
export const siteIdOf = (hold: { stack: string | undefined; route: string | undefined }): string => siteKey({ pool: '', ...hold });

/** Groups a case's sites. @param groupOf the culprit of a stack, where one is known */
export function sitesOf(poolCase: PoolCase, groupOf: (stack: string) => string): SiteOf {
  const groups = new Map<string, { returned: Sketch; late: Sketch; recent: number[] }>();
  const groupKey = (site: string): string => (site.startsWith('stack\u0001') ? groupOf(site.slice(6)) : site);
  const sites: ReadonlyMap<string, SiteHolds> = isKeyless(poolCase.life) ? poolCase.life.claims.sites : poolCase.life.sites;
  for (const [site, { returned, late, recent }] of sites) {
    const key = groupKey(site);
    const group = groups.get(key) ?? { returned: emptySketch(), late: emptySketch(), recent: [] };
    mergeSketch(group.returned, returned);
    mergeSketch(group.late, late);
    group.recent.push(...recent);
    groups.set(key, group);
  }
  return (hold) => {
    const key = groupKey(siteIdOf(hold));
    return { key, ...(groups.get(key) ?? { returned: emptySketch(), late: emptySketch(), recent: [] }) };
  };
}
