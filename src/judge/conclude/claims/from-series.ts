import type { SeriesJudgement } from '../../series/index.ts';
import type { PoolCase } from '../pool-case.ts';
import { seriesReasons } from '../series-reasons.ts';
import { claim, unsettled, type Claim } from './claim.ts';

/** What samples of in-use alone tell. @param alarms what the pool's own leak detection says beside them */
export function fromSeries(poolCase: PoolCase, series: SeriesJudgement, alarms: Claim | undefined): Claim {
  const reasons = seriesReasons(poolCase, series);
  if (series.verdict === 'leak') {
    // A detector that is on and silent contradicts a ratchet.
    if (alarms?.verdict === 'healthy') return unsettled(...reasons);
    return claim('leak', series.reasons.includes('mean-busy-high') ? 0.7 : 0.95, ...reasons);
  }
  return claim(series.verdict, series.verdict === 'inconclusive' ? 0.5 : series.verdict === 'healthy' ? 0.9 : 0.9, ...reasons);
}
