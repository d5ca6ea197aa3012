import { claimRoutes } from '../observe/claims.ts';
import { siteKey } from '../observe/sites.ts';
import { emptySketch, mergeSketch, quantile, type Sketch } from '../sketch.ts';
import type { ClosedHold, Hold, Life, SiteHolds } from '../state.ts';
import type { Finding } from './finding.ts';
import type { PoolCase } from './pool-case.ts';

/** Fewer returned holds than this say nothing about how long the next one may honestly last. */
export const ENOUGH_RETURNS = 20;
/**
 * No hold is called leaked before it is this old, however short the others were: layouts with whole seconds, a stopped world or a lock
 * make a second out of a millisecond, and a leak has hours.
 */
const LEAST_AGE_MS = 1000;
/** A context whose returns overlap newer checkouts more often than this runs several requests at once. */
const OVERLAP_SHARE = 0.05;

/** Nothing on the lines tells requesters apart: order has to (see observe/claims.ts). */
export function isKeyless(life: Life): boolean {
  const { overlaps, returns } = life.claims;
  return returns >= ENOUGH_RETURNS && overlaps > OVERLAP_SHARE * returns;
}

/** How the holds of one site, or one group of sites that share a culprit, behave. */
export type SiteOf = (hold: { stack: string | undefined; route: string | undefined }) => { key: string; returned: Sketch };

/** Groups a case's sites. @param groupOf the culprit of a stack, where one is known */
export function sitesOf(poolCase: PoolCase, groupOf: (stack: string) => string): SiteOf {
  const groups = new Map<string, Sketch>();
  const groupKey = (site: string): string => (site.startsWith('stack\u0001') ? groupOf(site.slice(6)) : site);
  const sites: ReadonlyMap<string, SiteHolds> = isKeyless(poolCase.life) ? poolCase.life.claims.sites : poolCase.life.sites;
  for (const [site, { returned }] of sites) {
    const key = groupKey(site);
    const group = groups.get(key) ?? emptySketch();
    mergeSketch(group, returned);
    groups.set(key, group);
  }
  return (hold) => {
    const key = groupKey(siteKey({ pool: '', ...hold }));
    return { key, returned: groups.get(key) ?? emptySketch() };
  };
}

/** How long a hold of a site may last before it is called leaked, or undefined where too little came back to tell. */
export function patience(own: Sketch, pool: Sketch, thresholdMs: number | undefined): number | undefined {
  if (thresholdMs !== undefined) return thresholdMs;
  if (own.count >= ENOUGH_RETURNS) return Math.max(LEAST_AGE_MS, 2 * quantile(own, 0.999));
  if (pool.count >= ENOUGH_RETURNS) return Math.max(LEAST_AGE_MS, 2 * quantile(pool, 0.999), 2 * own.max);
  return undefined;
}

/**
 * The chance that an honest hold lasts this long, from the longest of n that came back. Hold times have heavy tails, so it falls only with
 * the first power of age: with Pareto's α = 1 the chance to exceed k times the largest of n is about 1 / (1 + n·k).
 */
const honest = (ageMs: number, returned: Sketch): number => 1 / (1 + returned.count * Math.max(1, ageMs / Math.max(returned.max, 1)));

/** Finds which of a case's open and reclaimed checkouts are leaked. Holds that are merely in flight at the end give no finding. */
export function decideHolds(poolCase: PoolCase, siteOf: SiteOf, thresholdMs: number | undefined): Finding[] {
  const { life, pool } = poolCase;
  const end = life.lastAt;
  const claimed = isKeyless(life) ? claimRoutes(life, [...poolCase.open, ...poolCase.reclaimed].filter((hold) => hold.stack === undefined)) : undefined;
  const routeOf = (hold: Hold): string | undefined => (claimed ? claimed.get(hold)?.route : hold.route);
  const finding = (hold: Hold, rest: Pick<Finding, 'fate' | 'confidence' | 'reclaimed' | 'open' | 'seenAt' | 'ageMs'>): Finding => ({
    poolCase,
    connection: hold.connection,
    since: hold.since,
    stack: hold.stack,
    route: routeOf(hold),
    template: hold.template ?? claimed?.get(hold)?.template,
    templates: hold.templates,
    statement: hold.statement,
    exception: hold.exception,
    evidence: hold.evidence,
    ...rest,
  });

  const found: Finding[] = poolCase.reclaimed.map((hold: ClosedHold) =>
    finding(hold, { fate: 'leaked', confidence: 0.98, reclaimed: true, open: false, seenAt: hold.until, ageMs: undefined }),
  );
  const aged = poolCase.open.map((hold) => ({ hold, site: siteOf({ stack: hold.stack, route: routeOf(hold) }) }));
  const openOf = new Map<string, number>();
  for (const { site } of aged) openOf.set(site.key, (openOf.get(site.key) ?? 0) + 1);
  for (const { hold, site } of aged) {
    const ageMs = end === null || hold.since === null ? undefined : end - hold.since;
    const limit = patience(site.returned, pool.returned, thresholdMs);
    if (ageMs !== undefined && limit !== undefined && ageMs <= limit) continue;
    // A kind of work that has never yet returned anything may just be slow, if there is but one of it.
    const unheard = site.returned.count === 0 && (openOf.get(site.key) ?? 0) < 2;
    const decided = ageMs !== undefined && limit !== undefined && !(unheard && thresholdMs === undefined);
    const basis = site.returned.count >= ENOUGH_RETURNS ? site.returned : pool.returned;
    const confidence = decided ? 1 - Math.min(0.5, honest(ageMs, basis)) : 0.5;
    found.push(finding(hold, { fate: decided ? 'leaked' : 'undecided', confidence, reclaimed: false, open: true, seenAt: end, ageMs }));
  }
  return found;
}
