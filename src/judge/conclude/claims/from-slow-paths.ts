import { SLOW_MS } from '../../starving.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { reason, span } from '../words/reasons.ts';
import { slowPaths } from '../fates/slow-path.ts';
import { claim, type Claim } from './claim.ts';

/** Paths whose work is slow and takes much of the pool, where checkouts show how long each hold took and the user names no threshold. */
export function fromSlowPaths(poolCase: PoolCase, thresholdMs: number | undefined): Claim | undefined {
  if (thresholdMs !== undefined || poolCase.pool.checkouts === 0) return undefined;
  const reasons = slowPaths(poolCase).map(({ key, site, slow, runs, atOnce, share }) => {
    const [kind, name] = key.split('\u0001');
    const path = kind === 'route' && name !== undefined ? name : key === '' ? 'Work that logs no request' : 'One code path';
    const text = `${path} held its connection for more than ${span(SLOW_MS)} in ${slow} of ${runs} times, ${atOnce} at once, and gave it back: ${Math.round(100 * share)} % of the time for which connections were out.`;
    return reason('slow-path', 'long-hold', text, site.longest ? [site.longest.evidence] : []);
  });
  return reasons.length > 0 ? claim('long-hold', 0.85, ...reasons) : undefined;
}
