import type { Reason } from '../../../model/report.ts';
import { clock, earliest, reason, span } from '../words/reasons.ts';
import type { SuspectDraft } from './suspect-draft.ts';

/** Fewer lost connections than this have no beginning that could be told from chance. */
const FEWEST_LOST = 5;
/** Chance below which the quiet time before the first loss is no accident. */
const UNLIKELY = 0.001;

/**
 * Whether the losses began in the middle of the log: then something changed. At a steady rate from the log's beginning to the last loss, the
 * chance that all of n losses fall into the part after the first of them is that part's share to the power of n - 1.
 */
export function onsetReason(draft: SuspectDraft): Reason[] {
  const times = draft.findings.flatMap(({ fate, since }) => (fate === 'leaked' && since !== null ? [since] : [])).sort((a, b) => a - b);
  const begin = earliest([...draft.cases].map(({ life }) => life.firstAt));
  const [first, last] = [times[0], times.at(-1)];
  if (begin === undefined || first === undefined || last === undefined || times.length < FEWEST_LOST || last <= begin) return [];
  if (((last - first) / (last - begin)) ** (times.length - 1) >= UNLIKELY) return [];
  const text = `Nothing was lost here in the first ${span(first - begin)} of the log. It began at ${clock(first)}: look at what changed then, a deploy, a switch, a new caller.`;
  return [reason('onset', 'leak', text, draft.evidence.slice(0, 1))];
}
