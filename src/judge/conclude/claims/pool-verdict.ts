import { worst, type Verdict } from '../../../model/verdict.ts';
import type { SeriesJudgement } from '../../series/index.ts';
import type { Claim } from './claim.ts';
import { fromAlarms } from './from-alarms.ts';
import { fromThreshold, fromTimeouts } from './from-load.ts';
import { fromLongWork } from './from-long-work.ts';
import { fromCollected, fromPairs } from './from-pairs.ts';
import { fromThroughput } from './from-throughput.ts';
import { fromSeries } from './from-series.ts';
import { fromSlowPaths } from './from-slow-paths.ts';
import { nestedCallers } from './nested.ts';
import { unlessUnreached } from './unreached.ts';
import type { Finding } from '../fates/finding.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { reason } from '../words/reasons.ts';

export type PoolVerdict = Claim;

/** Brings all evidence of a pool together. The reasons of the claims that lose are kept: they are the reasons against. */
export function poolVerdict(
  poolCase: PoolCase,
  mine: readonly Finding[],
  series: SeriesJudgement | undefined,
  thresholdMs: number | undefined,
  /** Of evidence that joins several kinds. */
  joined: readonly (Claim | undefined)[],
): PoolVerdict {
  const pairs = fromPairs(poolCase, mine);
  const alarms = poolCase.pool.checkouts === 0 || poolCase.alarms.length > 0 ? fromAlarms(poolCase, mine) : undefined;
  // Pairs show every hold; a series of the same pool adds nothing but doubt.
  const counted = series && series.n > 0 && !pairs ? fromSeries(poolCase, series, alarms) : undefined;
  const claims = unlessUnreached(
    poolCase,
    [
      pairs,
      alarms,
      fromCollected(poolCase, mine),
      counted,
      ...joined,
      fromThroughput(poolCase, series),
      fromThreshold(poolCase, thresholdMs),
      fromSlowPaths(poolCase, thresholdMs),
      fromLongWork(poolCase, series, thresholdMs),
      fromTimeouts(poolCase, series),
    ].filter((one) => one !== undefined),
  );
  if (claims.length === 0) {
    const text = 'The log shows this pool, but nothing that tells whether its connections come back.';
    return { verdict: 'inconclusive', confidence: 0.5, reasons: [reason('nothing-to-judge', 'inconclusive', text)] };
  }
  const verdict = settle(claims);
  const winning = claims.filter((one) => one.verdict === verdict);
  const confidence = Math.max(...winning.map((one) => one.confidence), 0);
  const reasons = [...winning, ...claims.filter((one) => one.verdict !== verdict)]
    .flatMap((one) => one.reasons)
    // what one kind of evidence could not decide and another did is no argument any more
    .filter((why) => verdict === 'inconclusive' || why.code !== 'exhausted-undecided');
  return { verdict, confidence: Number(confidence.toFixed(3)), reasons: [...nestedCallers(poolCase, verdict), ...reasons] };
}

/** A doubt of one kind of evidence does not stand against an answer of another. */
function settle(claims: readonly Claim[]): Verdict {
  const answers = claims.map((one) => one.verdict).filter((verdict) => verdict !== 'inconclusive' && verdict !== 'healthy');
  const decided = worst(answers);
  if (decided === 'leak' || decided === 'saturation') return decided;
  // Long holds and health do not explain a pool that ran dry, a report that is still open, or a floor that rises under a silent detector.
  if (claims.some((one) => one.open)) return 'inconclusive';
  if (decided) return decided;
  return claims.some((one) => one.verdict === 'healthy') ? 'healthy' : 'inconclusive';
}
