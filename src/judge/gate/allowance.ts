import type { Report } from '../../model/report.ts';
import type { PoolCase } from '../conclude/case/pool-case.ts';
import { endingOf } from './quiet.ts';

/**
 * How many connections of each pool may stay out, because the user accepts the leaks that they belong to (`--ignore`). What a pool still has
 * out is its own allowance, suspect by suspect; of what only the accepted leaks' totals tell (connections that were reclaimed, steps of in-use)
 * each connection is granted once, to one pool.
 */
export class Allowance {
  private readonly accepted: ReadonlySet<string>;
  private rest: number;

  constructor({ ignored = [], pools }: Report) {
    this.accepted = new Set(ignored.map(({ fingerprint }) => fingerprint));
    const total = ignored.reduce((sum, { leaked }) => sum + leaked, 0);
    this.rest = Math.max(0, total - pools.reduce((sum, pool) => sum + this.ownOf(pool), 0));
  }

  /** To be asked once for each pool. */
  grant(poolCase: PoolCase, pool: Report['pools'][number]): number {
    const own = this.ownOf(pool);
    if (this.accepted.size === 0 || pool.verdict !== 'leak') return own;
    const granted = Math.min(this.rest, Math.max(0, neededBy(poolCase) - own));
    this.rest -= granted;
    return own + granted;
  }

  private ownOf({ openHolds }: Report['pools'][number]): number {
    return openHolds.filter(({ fingerprint }) => fingerprint !== undefined && this.accepted.has(fingerprint)).length;
  }
}

/** What a pool would have to be allowed for all its checks to pass. They look at the same connections, so it is the most, not the sum. */
function neededBy({ pool, open, reclaimed, alarms }: PoolCase): number {
  const ending = pool.checkouts > 0 ? undefined : endingOf(pool.samples);
  const risen = ending === undefined ? 0 : ending.low - ending.baseline;
  return Math.max(open.length, reclaimed.length, alarms.length, pool.checkouts > 0 ? (pool.inUse?.last ?? 0) : 0, risen);
}
