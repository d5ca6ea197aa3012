import { fingerprintOfRoute, fingerprintOfTemplate } from '../../fingerprint.ts';
import type { SeriesJudgement } from '../../series/index.ts';
import { longWorkOf } from '../claims/from-long-work.ts';
import type { PoolCase } from '../case/pool-case.ts';
import type { PoolVerdict } from '../claims/pool-verdict.ts';
import { emptyDraft, seen, witness, type SuspectDraft } from './suspect-draft.ts';

/** What its own lines and samples of in-use tell together of work that is long, not of its code. */
const SURENESS = 0.9;

/** Adds the work that held connections for long, by its own word and by in-use, as a suspect that gave them back. */
export function blameLongWork(
  poolCase: PoolCase,
  judged: PoolVerdict | undefined,
  series: SeriesJudgement | undefined,
  thresholdMs: number | undefined,
  drafts: SuspectDraft[],
): void {
  if (judged?.verdict !== 'long-hold') return;
  const { route, template, works = [] } = longWorkOf(poolCase, series, thresholdMs) ?? {};
  const { runtime } = poolCase.life;
  if (route === undefined && template === undefined) return;
  const fingerprint = route !== undefined ? fingerprintOfRoute(runtime, route) : fingerprintOfTemplate(runtime, template ?? '');
  let draft = drafts.find((other) => other.fingerprint === fingerprint);
  if (!draft) drafts.push((draft = emptyDraft(fingerprint, runtime, 'co-occurrence')));
  draft.route ??= route;
  draft.template ??= template;
  draft.returnedLate += works.length;
  draft.blameConfidence = Math.min(draft.blameConfidence, SURENESS);
  draft.cases.add(poolCase);
  for (const { at, lastedMs, evidence } of works) {
    seen(draft, at - lastedMs);
    witness(draft, evidence);
  }
}
