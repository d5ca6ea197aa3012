import { applicationFrames } from '../../blame/blame.ts';
import type { Evidence } from '../../../model/report.ts';
import type { PoolCase } from '../case/pool-case.ts';
import type { Blamer } from '../case/runs.ts';
import { reason } from '../words/reasons.ts';
import { siteName } from '../words/summary.ts';
import type { SuspectDraft } from './suspect-draft.ts';
import { callSiteOf } from './victims.ts';

/** Adds the path of an exception to a suspect. It shows a path, not who of it held the connection. @param stack key into the life's stacks */
export function addException(draft: SuspectDraft, poolCase: PoolCase, stack: string, blamer: Blamer, evidence: readonly Evidence[]): void {
  const frames = applicationFrames(blamer.framesOf(poolCase, stack));
  draft.raisedAt ??= frames[0];
  const path = frames.slice(0, 6).map((frame) => siteName(callSiteOf(frame))).reverse(); // prettier-ignore
  const text = `An exception ended such work; one of these held the connection: ${path.join(' → ')}.`;
  // one code path of several processes is told once
  if (path.length > 0 && !draft.reasons.some((why) => why.text === text))
    draft.reasons.push(reason('exception-met', 'leak', text, [...evidence]));
}
