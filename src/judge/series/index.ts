export { judgeSeries } from './judge-series.ts';
export { exhaustion, type Exhaustion } from './exhaustion.ts';
export type { FloorStep, PoolSample, SampleSpan, SeriesJudgement, SeriesOptions, SeriesReason } from './types.ts';
