import type { ReportRemedy } from '../../../model/report.ts';
import type { Knowledge } from '../../knowledge.ts';
import { unsaidIn, verdictOf, type SuspectDraft } from './suspect-draft.ts';

const GENERIC: ReportRemedy = {
  pattern: 'scope-bound-close',
  text: 'Give the connection back on every path, errors included: bind it to a scope that closes it. A larger pool only delays the end.',
  validate: ['Drive the path with its error forced, then check that in-use falls back to its baseline in a quiet minute.'],
};

/** What came back late was not lost: closing it better would change nothing. */
const SLOW_WORK: ReportRemedy = {
  pattern: 'shorten-or-isolate',
  text: 'This work gives its connections back, but late. Hold a connection only while the database works (no remote calls, files or rendering in between), or give long work a pool of its own, so that it starves nobody.',
  validate: ['Measure how long the work holds its connection, and set the detection threshold to about twice its 99.9th percentile.'],
};

/** Chooses among the remedies that the runtime's plug-ins bring the first whose conditions hold. */
export function remedyFor(draft: SuspectDraft, knowledge: Knowledge): ReportRemedy {
  if (verdictOf(draft) === 'long-hold' && draft.returnedLate > 0) return SLOW_WORK;
  const text = [
    draft.route,
    draft.template,
    draft.statement,
    ...(draft.stack ?? []).map((frame) => `${frame.module ?? ''}.${frame.function} ${frame.file ?? ''}`),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
  const states = (draft.server ?? []).map((session) => session.state).join('\n');
  const told = draft.reclaimed > unsaidIn(draft);
  const found = knowledge.remedies.get(draft.runtime)?.find(({ when }) => {
    if (when?.reclaimed === true && !told) return false;
    if (when?.text && !when.text.test(text)) return false;
    return !when?.serverState || when.serverState.test(states);
  });
  if (!found) return GENERIC;
  const { pattern, text: words, fix, containment, validate } = found;
  return {
    pattern,
    text: words,
    ...(fix !== undefined && { fix }),
    ...(containment !== undefined && { containment }),
    validate: [...validate],
  };
}
