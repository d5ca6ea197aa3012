import type { Reason } from '../../../model/report.ts';
import { timeoutsOf, type PoolCase } from '../case/pool-case.ts';
import { clock, largest, plural, reason, smallest } from '../words/reasons.ts';
import type { Aged } from './fates.ts';
import type { Finding } from './finding.ts';
import { countOccasions } from '../case/occasions.ts';
import { ENOUGH_RETURNS } from '../case/patience.ts';

/** What went out at fewer different times may have been forgotten each for itself. */
const FEWEST = 3;
/** Of the pace at which connections had gone out: where they go out more slowly, the work that came back is not there any more. */
const PACE = 1 / 2;

/**
 * From one moment on nothing gets done any more, whatever its code: connections go out as before, by work that used to give them back, and not one comes
 * back. A leak leaves other work going until the pool is dry, and its own work ends or fails: it forgets a connection, but does not wait for the database.
 *
 * @param late the open holds that last longer than honest ones do
 */
export function isStalled(poolCase: PoolCase, late: readonly Aged[]): boolean {
  const { life, pool } = poolCase;
  const { lastReturn, firstAt, claims } = life;
  if (firstAt === null || countOccasions(late.map(({ hold }) => hold.since)) < FEWEST || pool.returned.count < ENOUGH_RETURNS) return false;
  const from = smallest(late.map(({ hold }) => hold.order));
  if (lastReturn > from || late.some((one) => isOver(one) || !gaveBack(one, poolCase))) return false;
  const since = claims.unclaimed.filter(({ order }) => order > from);
  if (since.some(({ failed, route }) => (failed === true ? timeoutsOf(pool) === 0 : claims.claimed.has(route)))) return false;
  const begins = poolCase.open.flatMap(({ order, since: at }) => (order >= from && at !== null ? [at] : []));
  const begun = smallest(begins);
  const before = pool.returned.count / (begun - firstAt);
  return (begins.length - 1) / (largest(begins) - begun) >= PACE * before;
}

/** Its work has ended, or failed. */
const isOver = ({ hold, work }: Aged): boolean =>
  (work === 'finished' && hold.stack === undefined) ||
  hold.done !== undefined ||
  hold.exception !== undefined ||
  hold.template !== undefined;

/** Work of its kind is known to give back. */
const gaveBack = ({ site }: Aged, { pool }: PoolCase): boolean =>
  (site.key === '' ? pool.returned.count : site.returned.count) >= ENOUGH_RETURNS;

/** Why connections stay undecided that are out for long, where nothing at all has come back since. */
export function stalledReason(findings: readonly Finding[]): Reason | undefined {
  const all = findings.filter(({ stalled }) => stalled === true);
  if (all.length === 0) return undefined;
  const from = smallest(all.map(({ since }) => since ?? Infinity));
  const text = `Nothing has come back since ${clock(from)}: ${plural(all.length, 'connection')} went out as before, by work that used to give them back, and all of it hangs since. A leak leaves other work going. Look at what the database does then (locks, storage, the network).`;
  return reason('all-stalled', 'inconclusive', text, all.map(({ evidence }) => evidence)); // prettier-ignore
}
