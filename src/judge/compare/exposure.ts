import type { TrafficPair } from '../../model/comparison.ts';
import type { PoolReport, Report, Suspect } from '../../model/report.ts';
import type { Traffic } from './traffic.ts';

/** One side of a comparison. */
export interface Compared {
  readonly report: Report;
  /** How often places ran; what the report itself says of it (`sites`) where this is absent. */
  readonly traffic?: Traffic | undefined;
}

/** What the two sides of a suspect can be compared by. */
export interface Exposure {
  readonly traffic: TrafficPair;
  /** AFTER gave it the occasion to happen again: the traffic is comparable. */
  readonly exercised: boolean;
  /** AFTER would show the place if it had run. */
  readonly shown: boolean;
  /** Runs of the place in AFTER, failing or not, where they are known. */
  readonly routeRuns?: number;
}

/** Traffic counts as comparable from this share of the former on. */
const COMPARABLE = 0.5;
const HOUR_MS = 3_600_000;

const comparable = ({ before, after }: TrafficPair): boolean =>
  after !== null && after > 0 && (before === null || after >= COMPARABLE * before);

/**
 * How comparable the two sides are for a suspect of BEFORE: by the runs of its own place where AFTER is a log that shows places, else by
 * what came back to the pools of its kind, else by how long such pools were watched while they were in use.
 */
export function exposureOf(suspect: Suspect, before: Compared, after: Compared): Exposure {
  const mine = poolsOf(suspect, before.report);
  const theirs = alike(mine, after.report);
  const pool = poolTraffic(mine, theirs, before.report, after.report);
  const ranAfter = siteRuns(suspect, after);
  const shown = isShown(suspect, after.traffic);
  if (ranAfter === undefined && !shown) return { traffic: pool, exercised: comparable(pool), shown: false };
  const byLine = lineTraffic(suspect, before, after);
  // Where a line tells the failing runs apart, BEFORE counts them alone.
  const ranBefore = byLine ? byLine.before : siteRuns(suspect, before);
  const traffic: TrafficPair = byLine ?? { basis: 'site', before: ranBefore ?? null, after: ranAfter ?? 0 };
  // Where BEFORE does not tell how often the place ran, its pool has to be comparable as well.
  const exercised = comparable(traffic) && ((ranBefore ?? undefined) !== undefined || comparable(pool));
  return { traffic, exercised, shown, routeRuns: ranAfter ?? 0 };
}

/**
 * A route leaks where it fails, mostly, and the line that it logs then tells those runs from the others: a route that ran a thousand times
 * without failing proves nothing about its failures.
 */
function lineTraffic(suspect: Suspect, before: Compared, { traffic, report }: Compared): TrafficPair | undefined {
  const { template, attribution, leaked, checkouts } = suspect;
  if (template === undefined || traffic?.lines === undefined || attribution.method === 'stack') return undefined;
  const seen = before.traffic?.lines?.get(template);
  const listed = report.suspects.find(({ fingerprint }) => fingerprint === suspect.fingerprint);
  // where both sides count the place's runs they count them in the same way
  if (checkouts !== undefined && listed?.checkouts !== undefined) return undefined;
  const still = listed?.leaked ?? 0;
  const after = Math.max(traffic.lines.get(template) ?? 0, still);
  const { occurrences } = attribution.parts;
  const failing = typeof occurrences === 'number' ? occurrences : checkouts;
  return { basis: 'line', before: failing ?? (before.traffic?.lines === undefined ? null : (seen ?? 0) + leaked), after };
}

/** A route or line that leaks without coming back counts its own leaks as runs, so that a place that always leaked has a traffic too. */
function siteRuns(suspect: Suspect, { report, traffic }: Compared): number | undefined {
  const listed = report.suspects.find(({ fingerprint }) => fingerprint === suspect.fingerprint);
  if (listed?.checkouts !== undefined) return listed.checkouts;
  const runs = traffic?.runs.get(suspect.fingerprint);
  return runs === undefined ? undefined : runs + (listed?.leaked ?? 0);
}

function isShown(suspect: Suspect, traffic: Traffic | undefined): boolean {
  if (traffic === undefined) return false;
  return suspect.callSite !== null && suspect.attribution.method === 'stack'
    ? traffic.showsStacks
    : suspect.route !== undefined && traffic.showsRoutes;
}

const poolsOf = (suspect: Suspect, { pools }: Report): PoolReport[] => {
  const named = pools.filter(({ id }) => suspect.pools.includes(id));
  return named.length > 0 ? named : pools;
};

/** Pools of another log that are the same ones as far as names tell; their hosts and files differ from run to run. */
function alike(mine: readonly PoolReport[], { pools }: Report): PoolReport[] {
  const runtimes = new Set(mine.map(({ runtime }) => runtime));
  const names = new Set(mine.map(({ runtime, name }) => `${runtime} ${name ?? ''}`));
  const same = pools.filter(({ runtime, name }) => names.has(`${runtime} ${name ?? ''}`));
  return same.length > 0 ? same : pools.filter(({ runtime }) => runtimes.has(runtime));
}

function poolTraffic(mine: readonly PoolReport[], theirs: readonly PoolReport[], before: Report, after: Report): TrafficPair {
  if (theirs.length === 0) return { basis: 'none', before: null, after: null };
  const [a, b] = [returns(mine), returns(theirs)];
  if (a > 0 && b > 0) return { basis: 'pool', before: a, after: b };
  return { basis: 'time', before: hours(mine, before), after: hours(theirs, after) };
}

const returns = (pools: readonly PoolReport[]): number => pools.reduce((sum, { holdTime }) => sum + (holdTime?.count ?? 0), 0);

/** Hours that pools were watched, those left out that never had a connection out. */
function hours(pools: readonly PoolReport[], { input: { timeRange } }: Report): number {
  const whole = timeRange === null ? 0 : Date.parse(timeRange.to) - Date.parse(timeRange.from);
  const sum = pools.reduce((total, { inUse }) => {
    if (inUse === undefined) return total + whole;
    if (inUse.peak === 0) return total;
    const [first, last] = [inUse.series[0], inUse.series.at(-1)];
    return total + (first && last && first !== last ? Date.parse(last.at) - Date.parse(first.at) : whole);
  }, 0);
  return Number((Math.max(0, sum) / HOUR_MS).toFixed(4));
}
