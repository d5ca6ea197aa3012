import type { Reason } from '../../model/report.ts';
import type { SeriesJudgement } from '../series/index.ts';
import type { PoolCase } from './pool-case.ts';
import type { PoolVerdict } from './pool-verdict.ts';
import type { Blamer } from './runs.ts';
import type { SuspectDraft } from './suspect-draft.ts';

export interface StepsResult {
  readonly reasons: readonly Reason[];
}

export function blameSteps(_poolCase: PoolCase, _judged: PoolVerdict | undefined, _series: SeriesJudgement | undefined, _drafts: SuspectDraft[], _blamer: Blamer): StepsResult {
  return { reasons: [] };
}
