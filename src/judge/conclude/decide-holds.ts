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
/** So many of the returns have a request line after them, where requests are logged at all. */
const CLAIMED_SHARE = 0.2;

/**
 * Nothing on the lines tells requesters apart: order has to (see observe/claims.ts). One context runs several requests at once, or the
 * lines that name routes are never of a context that takes connections (a server that logs requests in a thread of its own).
 */
export function isKeyless(life: Life): boolean {
  const { overlaps, returns, claimed } = life.claims;
  if (returns < ENOUGH_RETURNS) return false;
  if (overlaps > OVERLAP_SHARE * returns) return true;
  const lines = [...claimed.values()].reduce((sum, n) => sum + n, 0);
  return lines >= CLAIMED_SHARE * returns && ![...life.sites.keys()].some((site) => site !== '');
}

/** How the holds of one site, or one group of sites that share a culprit, behave. */
export type SiteOf = (hold: { stack: string | undefined; route: string | undefined }) => {
  key: string;
  returned: Sketch;
  recent: readonly number[];
};

/** Groups a case's sites. @param groupOf the culprit of a stack, where one is known */
export function sitesOf(poolCase: PoolCase, groupOf: (stack: string) => string): SiteOf {
  const groups = new Map<string, { returned: Sketch; recent: number[] }>();
  const groupKey = (site: string): string => (site.startsWith('stack\u0001') ? groupOf(site.slice(6)) : site);
  const sites: ReadonlyMap<string, SiteHolds> = isKeyless(poolCase.life) ? poolCase.life.claims.sites : poolCase.life.sites;
  for (const [site, { returned, recent }] of sites) {
    const key = groupKey(site);
    const group = groups.get(key) ?? { returned: emptySketch(), recent: [] };
    mergeSketch(group.returned, returned);
    group.recent.push(...recent);
    groups.set(key, group);
  }
  return (hold) => {
    const key = groupKey(siteKey({ pool: '', ...hold }));
    return { key, ...(groups.get(key) ?? { returned: emptySketch(), recent: [] }) };
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

/** A hold longer than the acquire timeout that pools have by default (HikariCP, SQLAlchemy: 30 s) starves others, whatever it does. */
const STARVING_MS = 30_000;
/** Longer than single steps of slow jobs keep a connection: reports, imports, maintenance. */
const SLOWEST_JOB_MS = 600_000;
/** Of the checkouts that came back, the share whose work is seen to end where the log shows the ends of work. */
const SHOWN_SHARE = 0.8;
/** So many of its own kind, begun later, are back already: it is not the work that is slow. */
const OVERTAKEN = 5;
const UNTIMED = 20;
/** Connections taken within this time, or this share of the log's time and lines, of a process' beginning belong to its start. */
const START_MS = 5000;
const START_SHARE = 0.02;
/** More than a few connections at the start are no listeners and locks. */
const MOST_KEPT = 3;

/** How often a route is another's: one of 63 named in the context of a recorded checkout, one in 40 of simulated ones told by order. */
const DOUBT_IN_CONTEXT = 0.02;
const DOUBT_BY_ORDER = 0.06;

/** The lines of its context are of its own work: a request, or a thread that does one thing at a time. */
const isOwn = ({ request, thread }: Hold, { claims }: Life): boolean =>
  request !== undefined || (thread !== undefined && claims.overlaps === 0);

/** What became of the work that took a connection, as far as its own thread or request shows it. */
type Work = 'finished' | 'running' | 'unseen';

/** An open hold that lasts longer than honest ones do, and what speaks for its being lost. */
interface Aged {
  readonly hold: Hold;
  readonly route: string | undefined;
  readonly site: ReturnType<SiteOf>;
  readonly ageMs: number | undefined;
  /** undefined where too little came back to tell. */
  readonly over: boolean | undefined;
  /** Enough of its kind came back to know how long it takes. */
  readonly known: boolean;
  readonly overtaken: boolean;
  readonly work: Work;
  /** Taken when the process began, by work that is not known to give back. */
  readonly atStart: boolean;
}

/** Finds which of a case's open and reclaimed checkouts are leaked. Holds that are merely in flight at the end give no finding. */
export function decideHolds(poolCase: PoolCase, siteOf: SiteOf, thresholdMs: number | undefined): Finding[] {
  const { life, pool } = poolCase;
  const end = life.lastAt;
  const stackless = [...poolCase.open, ...poolCase.reclaimed].filter((hold) => hold.stack === undefined);
  const claimed = isKeyless(life) ? claimRoutes(life, stackless) : undefined;
  const routeOf = (hold: Hold): string | undefined => (claimed ? claimed.get(hold)?.route : (hold.route ?? hold.hint));
  const finding = (hold: Hold, rest: Pick<Finding, 'fate' | 'confidence' | 'reclaimed' | 'open' | 'seenAt' | 'ageMs'>): Finding => ({
    poolCase,
    connection: hold.connection,
    since: hold.since,
    stack: hold.stack,
    route: routeOf(hold),
    routeDoubt: claimed || hold.route === undefined || !isOwn(hold, life) ? DOUBT_BY_ORDER : DOUBT_IN_CONTEXT,
    // where several requests share a context, what was said in it may be anybody's
    template: claimed ? claimed.get(hold)?.template : hold.template,
    templates: hold.templates,
    statement: hold.statement,
    exception: hold.exception,
    evidence: hold.evidence,
    ...rest,
  });

  const found: Finding[] = poolCase.reclaimed.map((hold: ClosedHold) =>
    finding(hold, { fate: 'leaked', confidence: 0.98, reclaimed: true, open: false, seenAt: hold.until, ageMs: undefined }),
  );
  const aged = poolCase.open.map((hold) => age(poolCase, hold, routeOf(hold), siteOf, thresholdMs)).filter(({ over }) => over !== false);
  const fates = settleFates(aged, thresholdMs !== undefined);
  for (const one of aged) {
    const fate = fates(one);
    const basis = one.site.returned.count >= ENOUGH_RETURNS ? one.site.returned : pool.returned;
    const sure = one.ageMs === undefined ? 0.8 : 1 - Math.min(0.5, honest(one.ageMs, basis));
    const confidence = fate === 'leaked' ? sure : 0.5;
    found.push(finding(one.hold, { fate, confidence, reclaimed: false, open: true, seenAt: end, ageMs: one.ageMs }));
  }
  return found;
}

function age(poolCase: PoolCase, hold: Hold, route: string | undefined, siteOf: SiteOf, thresholdMs: number | undefined): Aged {
  const { life, pool } = poolCase;
  const site = siteOf({ stack: hold.stack, route });
  const { since } = hold;
  const ageMs = life.lastAt === null || since === null ? undefined : life.lastAt - since;
  const limit = patience(site.returned, pool.returned, thresholdMs);
  const passed = site.recent.filter((begun) => begun > hold.order).length;
  // Without times only order tells: so many of its kind went out after it and are back.
  const over =
    life.firstAt === null ? (passed >= UNTIMED ? true : undefined) : ageMs === undefined || limit === undefined ? undefined : ageMs > limit;
  const known = (site.key !== '' && site.returned.count >= ENOUGH_RETURNS) || life.firstAt === null;
  const overtaken = passed >= OVERTAKEN;
  const length = (life.lastAt ?? 0) - (life.firstAt ?? 0);
  // A share of the time alone would call all of a burst the start, if the log goes on in silence for long enough.
  const sinceStart = since === null || life.firstAt === null ? Infinity : since - life.firstAt;
  const early = sinceStart <= START_MS || (sinceStart <= START_SHARE * length && hold.order <= START_SHARE * life.order);
  // What keeps a connection by design does not give others back.
  const named = hold.stack !== undefined || (!isKeyless(life) && (hold.request !== undefined || hold.thread !== undefined));
  const gives = named && site.key !== '' && site.returned.count >= ENOUGH_RETURNS;
  const atStart = early && !gives;
  return { hold, route, site, ageMs, over, known, overtaken, work: workOf(hold, life), atStart };
}

function workOf(hold: Hold, life: Life): Work {
  const { innocent } = life;
  // a stack says more of its kind than what its thread did next
  if (hold.stack !== undefined || isKeyless(life)) return hold.stack === undefined ? 'unseen' : 'finished';
  if (!isOwn(hold, life)) return 'unseen';
  if (hold.finished) return 'finished';
  return innocent.named >= ENOUGH_RETURNS && innocent.finished >= SHOWN_SHARE * innocent.named ? 'running' : 'unseen';
}

/**
 * One hold that is surely lost convicts its younger siblings of the same site. A few that were taken at the start and kept, while nothing of
 * their kind got lost later, are listeners, locks and the like: they cost a connection each, for good, and no more.
 */
function settleFates(aged: readonly Aged[], told: boolean): (one: Aged) => Finding['fate'] {
  const bySite = new Map<string, Aged[]>();
  for (const one of aged) bySite.set(one.site.key, [...(bySite.get(one.site.key) ?? []), one]);
  const early = aged.filter((one) => one.atStart);
  const doubtful = aged.filter((one) => one.over === true && !one.atStart && one.work !== 'finished').length;
  const strong = aged.filter((one) => isStrong(one, doubtful === 1, told));
  return (one) => {
    const siblings = bySite.get(one.site.key) ?? [];
    const convicts = (other: Aged): boolean => strong.includes(other) && (other === one || one.work !== 'running');
    const later = siblings.some((other) => convicts(other) && !other.atStart);
    if (one.over === undefined) return 'undecided';
    if (one.atStart && !later && !told && early.length <= MOST_KEPT) return 'kept';
    // A kind of work that has never yet returned anything may just be slow, if there is but one of it.
    const unheard = one.site.key !== '' && one.site.returned.count === 0 && siblings.length < 2 && !told;
    return !unheard && siblings.some(convicts) ? 'leaked' : 'undecided';
  };
}

/**
 * Surely lost by itself. Work that goes on, and the only one of which nobody knows whether it does, may be the slow job of the day: a leak comes
 * again, and its work ends.
 */
function isStrong({ over, ageMs, known, overtaken, work }: Aged, alone: boolean, told: boolean): boolean {
  if (over !== true) return false;
  if (told) return true;
  const slow = (work === 'running' && !known) || (work === 'unseen' && alone);
  return (ageMs ?? 0) >= (slow ? SLOWEST_JOB_MS : STARVING_MS) || (known && overtaken && !slow);
}
