import { countAbove } from '../../sketch.ts';
import { SLOW_MS, STARVING_MS } from '../../starving.ts';
import { longBetween } from '../../observe/holds/long-holds.ts';
import type { Finding } from './finding.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { sitesIn, slowPaths } from './slow-path.ts';

/** Longer than this a hold is long: as the user says, else longer than callers of a full pool wait by default. */
export const longMs = (thresholdMs: number | undefined): number => thresholdMs ?? STARVING_MS;

/**
 * Where connections were held for too long and came back, as far as checkouts and returns show it. Where the pool itself reports long holds, its reports
 * tell, and nothing is added.
 */
export function decideLong(poolCase: PoolCase, thresholdMs: number | undefined): Finding[] {
  const { pool, alarms, lateReturns, owns } = poolCase;
  if (pool.checkouts === 0 || alarms.length > 0 || lateReturns.length > 0) return [];
  const slow = new Set(thresholdMs === undefined ? slowPaths(poolCase).map(({ key }) => key) : []);
  return [...sitesIn(poolCase)].flatMap(([key, site]): Finding[] => {
    const { returned, longest } = site;
    const [kind, name] = key.split('\u0001');
    const limit = slow.has(key) ? SLOW_MS : longMs(thresholdMs);
    if (longest === undefined || name === undefined || longest.ms <= limit || !owns(longest.pool)) return [];
    // what lasted a little less than is slow shares its class of length
    const { first, last } = longBetween(site, slow.has(key) ? SLOW_MS / 2 : limit);
    return [
      {
        fate: 'late',
        poolCase,
        connection: undefined,
        since: first,
        lastSince: last,
        seenAt: longest.since + longest.ms,
        reclaimed: false,
        open: false,
        confidence: 0,
        times: countAbove(returned, limit),
        stack: kind === 'stack' ? name : undefined,
        route: kind === 'route' ? name : undefined,
        routeDoubt: 0,
        template: undefined,
        templates: [],
        statement: undefined,
        exception: undefined,
        ageMs: longest.ms,
        evidence: longest.evidence,
      },
    ];
  });
}
