import type { ReportRemedy } from '../../model/report.ts';
import type { Knowledge } from '../knowledge.ts';
import type { SuspectDraft } from './suspect-draft.ts';

const GENERIC: ReportRemedy = {
  pattern: 'scope-bound-close',
  text: 'Give the connection back on every path, errors included: bind it to a scope that closes it. A larger pool only delays the end.',
  validate: ['Drive the path with its error forced, then check that in-use falls back to its baseline in a quiet minute.'],
};

/** Chooses among the remedies that the runtime's plug-ins bring the first whose conditions hold. */
export function remedyFor(draft: SuspectDraft, knowledge: Knowledge): ReportRemedy {
  const text = [
    draft.route,
    draft.template,
    draft.statement,
    ...(draft.stack ?? []).map((frame) => `${frame.module ?? ''}.${frame.function} ${frame.file ?? ''}`),
  ]
    .filter((part) => part !== undefined)
    .join('\n');
  const states = (draft.server ?? []).map((session) => session.state).join('\n');
  const found = knowledge.remedies.get(draft.runtime)?.find(({ when }) => {
    if (when?.reclaimed === true && draft.reclaimed === 0) return false;
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
