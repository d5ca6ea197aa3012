import type { Reason } from '../../../model/report.ts';
import { FEWEST_STEPS, type Attribution, type CoOccurrence } from '../../cooccurrence/index.ts';
import { plural, reason } from '../words/reasons.ts';

/** Fewer steps than this that nobody explains may be what chance takes from those that are named. */
const UNEXPLAINED = FEWEST_STEPS;

/** A guess by what tells it from other work of its route. */
function guessOf({ route, status, template }: Attribution): string[] {
  const which = status !== undefined ? ` (status ${status})` : template !== undefined ? ` ("${template}")` : '';
  return route !== undefined ? [`${route}${which}`] : template !== undefined ? [template] : [];
}

/** What of the steps of a floor is not explained, and why. */
export function explainSteps(found: CoOccurrence): Reason[] {
  const out: Reason[] = [];
  const hints = found.candidates.flatMap(guessOf);
  const best = hints.length > 0 ? ` Best guesses, none of them proven: ${hints.join('; ')}.` : '';
  const advice = 'Sampling the pool more often (two requests between samples or fewer) or logging each request would tell.';
  if (found.suspects.length === 0)
    out.push(reason('steps-unattributed', 'inconclusive', `No ordinary line goes with the ${plural(found.steps, 'step')} of the floor clearly enough to name it.${best} ${advice}`)); // prettier-ignore
  const left = Math.round(found.silentShare * found.steps);
  if (found.suspects.length > 0 && left >= UNEXPLAINED)
    out.push(reason('unattributed', 'inconclusive', `Of ${found.steps} lost connections that the floor shows, ${left} are explained by nothing that is named.${best} ${advice}`)); // prettier-ignore
  if (found.suspects.length > 0 && found.silentShare > 0.5) {
    out.push(
      reason(
        'silent-leak',
        'inconclusive',
        'More than half of the steps go with no line that could be named: something leaks that logs nothing, or seldom on a busy route.',
      ),
    );
  }
  if (found.forgotten > 0)
    out.push(
      reason(
        'keys-forgotten',
        'inconclusive',
        `${plural(found.forgotten, 'rare route or template', 'rare routes or templates')} not considered: there were too many.`,
      ),
    );
  return out;
}
