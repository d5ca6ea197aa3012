import { addTo, copyOf, emptySketch, takeFrom } from '../../sketch.ts';
import { noteLong } from './long-holds.ts';
import { noteSlow } from './slow-holds.ts';
import { losesYear } from '../work/yearless.ts';
import type { ClosedHold, Life, PoolState, SiteHolds } from '../../state.ts';

const MAX_SITES = 4000;
const RECENT = 32;

export const siteIn = (sites: Map<string, SiteHolds>, key: string): SiteHolds => {
  const known = sites.get(key);
  if (known) return known;
  // what is one site too many is counted with those of which nothing is known
  if (key !== '' && sites.size >= MAX_SITES) return siteIn(sites, '');
  const site: SiteHolds = { returned: emptySketch(), late: emptySketch(), recent: [], longest: undefined, long: new Map() };
  sites.set(key, site);
  return site;
};

/** Sites of which some may be changed without changing the given ones; that of which nothing is known is always among them. */
export function withOwn(sites: ReadonlyMap<string, SiteHolds>, keys: Iterable<string>): Map<string, SiteHolds> {
  const own = new Map(sites);
  for (const key of new Set([...keys, ''])) {
    const site = sites.get(key);
    if (!site) continue;
    const copy = { ...site, returned: copyOf(site.returned), late: copyOf(site.late), recent: [...site.recent], long: new Map(site.long) };
    own.set(key, site.slow ? { ...copy, slow: { ...site.slow, spans: [...site.slow.spans] } } : copy);
  }
  return own;
}

/** A layout with whole seconds puts a line up to a second off, and so does a logger that is late. */
export const OFF_MS = 1100;

/**
 * How long a hold lasted, ms; undefined where a time is missing. A clock that stepped back counts as no time. What the program measured itself goes before what its lines'
 * times tell, where the two may be the same.
 */
export function lengthOf({ since, until, heldMs }: ClosedHold): number | undefined {
  const told = since === null || until === null || losesYear(since, until) ? undefined : Math.max(0, until - since);
  return heldMs !== undefined && (told === undefined || Math.abs(told - heldMs) <= OFF_MS) ? heldMs : told;
}

const note = (site: SiteHolds, hold: ClosedHold, length: number | undefined): void => {
  if (length !== undefined) addTo(site.returned, length);
  if (length !== undefined && hold.since !== null && length > (site.longest?.ms ?? 0))
    site.longest = { ms: length, since: hold.since, pool: hold.pool, evidence: hold.evidence };
  if (length !== undefined && hold.since !== null) {
    noteLong(site, hold.since, length);
    noteSlow(site, hold.since, length);
  }
  site.recent.push(hold.order);
  if (site.recent.length > 2 * RECENT) site.recent = site.recent.sort((a, b) => a - b).slice(-RECENT);
};

/** The site of a hold: its stack, else its route, else ''. One pool's sites are apart from another's. */
export const siteKey = (hold: { pool: string; stack: string | undefined; route: string | undefined }): string =>
  hold.stack !== undefined ? `stack\u0001${hold.stack}` : hold.route !== undefined ? `route\u0001${hold.route}` : '';

/** How long it was out after its request's line, ms; undefined where it was back before, or a time is missing. */
const lateOf = ({ done, until }: ClosedHold): number | undefined =>
  done === undefined || until === null ? undefined : Math.max(0, until - done);

/** Counts an honest return for its site. */
export function fold(life: Life, hold: ClosedHold): void {
  if (hold.site !== undefined) return;
  hold.site = siteKey(hold);
  const site = siteIn(life.sites, hold.site);
  note(site, hold, lengthOf(hold));
  const late = lateOf(hold);
  if (late !== undefined) addTo(site.late, late);
}

export function foldClaim(life: Life, hold: ClosedHold, route: string): void {
  note(siteIn(life.claims.sites, `route\u0001${route}`), hold, lengthOf(hold));
}

export function unfoldClaim(life: Life, hold: ClosedHold, route: string): void {
  const length = lengthOf(hold);
  const site = life.claims.sites.get(`route\u0001${route}`);
  if (length !== undefined && site) takeFrom(site.returned, length);
}

/** Takes back what `fold` counted: the return was none. */
export function unfold(life: Life, pool: PoolState, hold: ClosedHold): void {
  const length = lengthOf(hold);
  if (length === undefined) return;
  takeFrom(pool.returned, length);
  if (hold.site === undefined) return;
  const site = life.sites.get(hold.site);
  if (site) takeFrom(site.returned, length);
  const late = lateOf(hold);
  if (site && late !== undefined) takeFrom(site.late, late);
  hold.site = undefined;
}
