export { judgeSeries } from './judge-series.ts';
export { lentOf } from './readings.ts';
export { FEWEST_SAMPLES } from './rules.ts';
export { addInUse, addRequest, emptyLoad, type LoadSeries } from './load.ts';
export { residualOf, type Residual } from './residual.ts';
export { exhaustion, exhaustionByLosses, type Exhaustion } from './exhaustion.ts';
export type { FloorStep, PoolSample, SampleSpan, SeriesJudgement, SeriesOptions, SeriesReason } from './types.ts';
