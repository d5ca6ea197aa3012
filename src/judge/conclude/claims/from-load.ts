import type { Reason } from '../../../model/report.ts';
import type { SeriesJudgement } from '../../series/index.ts';
import { ENOUGH_RETURNS } from '../case/patience.ts';
import { longMs } from '../fates/decide-long.ts';
import { capacityOf, limitOf } from '../../limit.ts';
import { timeoutsOf, type PoolCase } from '../case/pool-case.ts';
import { plural, reason, span } from '../words/reasons.ts';
import { assumedThresholdMs } from '../fates/threshold.ts';
import { rushOver } from './from-rush.ts';
import { servedSince } from './from-throughput.ts';
import { claim, unsettled, type Claim } from './claim.ts';

/** Holds beyond the threshold that the user named, or, where checkouts show how long each took, beyond the time that callers wait by default. */
export function fromThreshold({ pool }: PoolCase, thresholdMs: number | undefined): Claim | undefined {
  if (thresholdMs === undefined && pool.checkouts === 0) return undefined;
  const limit = longMs(thresholdMs);
  if (pool.returned.count === 0 || pool.returned.max <= limit) return undefined;
  const than = thresholdMs === undefined ? `that callers of a full pool wait by default` : 'given';
  const text = `The longest returned hold took ${span(pool.returned.max)}, more than the ${span(limit)} ${than}.`;
  return claim('long-hold', 0.95, reason('over-threshold', 'long-hold', text));
}

/**
 * Leak detection watches, all that it reported came back, and since the last caller gave up so much time has passed that it would have reported
 * whatever was out then: nothing is lost, so it was load, or work too slow for so many callers.
 */
function allCameBack({ pool, life, alarms, lateReturns }: PoolCase, after: number): Reason | undefined {
  const assumed = lateReturns.length > 0 ? assumedThresholdMs(pool) : 0;
  const threshold = pool.thresholdMs ?? assumed;
  if (threshold <= 0 || alarms.length > 0 || life.unseenReturns > 0 || after <= 2 * threshold) return undefined;
  const reported = lateReturns.length > 0 ? `all ${lateReturns.length} that it reported came back` : 'it reported nothing';
  const text = `Leak detection is on, ${reported}, and whatever was out when the last caller gave up would have been reported in the ${span(after)} since: nothing is lost.`;
  return reason('all-came-back', 'saturation', text);
}

/** What in-use tells of the pool's limit where it is never full: by that no caller had to wait. */
const NEVER_FULL = { part: 1 / 2, surest: 0.6 };

/** Callers that waited in vain. Alone they do not tell load from leak. */
export function fromTimeouts(poolCase: PoolCase, series: SeriesJudgement | undefined): Claim | undefined {
  const one = waitedInVain(poolCase, series);
  const against = one?.verdict === 'saturation' && series?.verdict !== 'saturation' ? neverFull(poolCase) : undefined;
  return one === undefined || against === undefined
    ? one
    : claim(one.verdict, Math.min(one.confidence, NEVER_FULL.surest), ...one.reasons, against);
}

/** Less than half of the connections were ever in use, by the log's pairs or figures: it does not show all of them, or callers waited for something else. */
function neverFull({ pool }: PoolCase): Reason | undefined {
  const limit = limitOf(pool) ?? 0;
  if (pool.checkouts < ENOUGH_RETURNS && pool.samples.length === 0) return undefined;
  if (pool.inUse === undefined || limit <= 0 || pool.inUse.peak >= limit * NEVER_FULL.part) return undefined;
  const what = pool.checkouts > 0 ? 'pairs of checkouts and returns' : 'figures';
  const text = `The log's ${what} do not show the pool full: never more than ${pool.inUse.peak} of ${limit} connections in use. They are not all of them, or callers waited for something else, as a database that answers to no new connection.`;
  return reason('never-full', 'inconclusive', text);
}

function waitedInVain(poolCase: PoolCase, series: SeriesJudgement | undefined): Claim | undefined {
  const { pool, life } = poolCase;
  const timeouts = timeoutsOf(pool);
  if (timeouts === 0) return undefined;
  const refused = pool.presumed === undefined && pool.longestWaitMs === 0;
  const told = pool.presumed
    ? `${plural(timeouts, 'request')} ran out of time (context deadline exceeded), by all that the log tells for want of a connection.`
    : refused
      ? `${plural(timeouts, 'caller')} got no connection: the pool refuses at once whom it cannot serve.`
      : `${plural(timeouts, 'caller')} gave up waiting for a connection.`;
  const raised = refused
    ? reason('refused-at-once', 'saturation', told, [pool.firstTimeout])
    : reason('acquire-timeouts', 'saturation', told, [pool.firstTimeout]);
  if (series?.reasons.includes('not-opened')) return unsettled(raised);
  const after = life.lastAt !== null && pool.lastTimeoutAt !== null ? life.lastAt - pool.lastTimeoutAt : 0;
  const limit = limitOf(pool) ?? pool.inUse?.peak;
  // What the pool takes back by force shows nobody giving back.
  const idleAgain = (pool.collected ?? 0) === 0 && pool.inUse !== undefined && limit !== undefined && pool.inUse.last < limit;
  if (pool.checkouts >= ENOUGH_RETURNS && idleAgain) {
    return claim(
      'saturation',
      0.95,
      raised,
      reason('receded', 'saturation', `In-use fell back from ${pool.inUse?.peak ?? limit} to ${pool.inUse?.last ?? 0} when the load went.`),
    );
  }
  if (series?.verdict === 'saturation') return claim('saturation', 0.95, raised);
  if (series && series.n > 0 && series.recovered && idleAgain && after > 0) {
    return claim(
      'saturation',
      0.7,
      raised,
      reason('receded', 'saturation', `In-use was down to ${pool.inUse?.last ?? 0} after the last of them.`),
    );
  }
  const back = allCameBack(poolCase, after);
  if (back) return claim('saturation', 0.9, raised, back);
  const all = limit ?? capacityOf(pool);
  const served = servedSince(poolCase, after, all) ?? rushOver(poolCase, after, all);
  if (served) return claim('saturation', 0.75, raised, served);
  const capacity = limit ?? pool.openPeak ?? 0;
  if (capacity > 0 && pool.turnover >= 2 * capacity && poolCase.alarms.length < capacity / 2) {
    return claim(
      'saturation',
      0.9,
      raised,
      reason(
        'turnover',
        'saturation',
        `While callers gave up, ${plural(pool.turnover, 'connection')} came back and went out again: the pool was busy, not lost. The log ends before the load does.`,
      ),
    );
  }
  const shown =
    poolCase.open.length > 0
      ? 'It shows who took what is out, but not whether they will give it back.'
      : 'It shows neither who took connections nor whether in-use falls when requests stop.';
  const text = `The pool ran dry; whether by load or by a leak, this log does not show. ${shown}`;
  return unsettled(raised, reason('exhausted-undecided', 'inconclusive', text));
}
