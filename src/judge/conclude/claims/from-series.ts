import { residualOf, type Residual, type SeriesJudgement, type SeriesReason } from '../../series/index.ts';
import type { Reason } from '../../../model/report.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { allHangs } from '../fates/work-stops.ts';
import { seriesReasons } from './series-reasons.ts';
import { reason } from '../words/reasons.ts';
import { claim, unsettled, type Claim } from './claim.ts';

/** A floor that rises, but too little, too late or under too much load to prove anything by itself. */
const DOUBTFUL: readonly SeriesReason[] = ['weak-steps', 'mean-busy-high', 'busy-to-the-end', 'climbs'];

const loadReason = ({ verdict, rise, inFlight: [first, last], windows }: Residual): Reason => {
  const flight = `${Number(first.toPrecision(2))} requests in flight on average at the beginning, ${Number(last.toPrecision(2))} at the end`;
  return verdict === 'rises'
    ? reason('load-does-not-explain', 'leak', `Beyond what the requests explain in-use rose by about ${Math.round(rise)} over ${windows} stretches of the log (${flight}): what rises with time and not with requests is not given back. Work that logs no request and grows all the while would look the same.`)
    : reason('load-explains', 'healthy', `In-use follows the requests over ${windows} stretches of the log (${flight}) and leaves nothing that rises with time.`);
}; // prettier-ignore

/** What samples of in-use alone tell. @param alarms what the pool's own leak detection says beside them */
export function fromSeries(poolCase: PoolCase, series: SeriesJudgement, alarms: Claim | undefined): Claim {
  const residual = poolCase.pool.load && residualOf(poolCase.pool.load);
  const load = residual && residual.verdict !== 'unclear' && poolCase.pool.checkouts === 0 ? loadReason(residual) : undefined;
  const reasons = [...seriesReasons(poolCase, series), ...(load ? [load] : [])];
  const doubtful = series.reasons.some((code) => DOUBTFUL.includes(code));
  if (series.verdict === 'inconclusive' && doubtful && load) {
    if (load.for === 'leak' && alarms?.verdict !== 'healthy') return claim('leak', 0.9, ...reasons);
    if (load.for === 'healthy') return claim('healthy', 0.8, ...reasons);
  }
  if (series.verdict === 'leak' && load?.for === 'healthy') return unsettled(...reasons);
  if (series.verdict === 'leak') {
    // A detector that is on and silent contradicts a ratchet.
    if (alarms?.verdict === 'healthy') return unsettled(...reasons);
    const hangs = allHangs(poolCase);
    if (hangs) return unsettled(hangs, ...reasons);
    return claim('leak', series.reasons.includes('mean-busy-high') ? 0.7 : 0.95, ...reasons);
  }
  return claim(
    series.verdict,
    series.verdict === 'inconclusive'
      ? 0.5
      : series.verdict === 'saturation'
        ? 0.95
        : series.reasons.includes('rises-under-load')
          ? 0.75
          : 0.9,
    ...reasons,
  );
}
