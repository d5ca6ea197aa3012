import type { Attribution } from '../../cooccurrence/index.ts';
import { withStatus } from '../words/reasons.ts';

/** Which of a route's lines are meant, where not all are: those with one status, or with one message. Begins with a space, or is empty. */
export function whichOf({ status, runs, silent }: Attribution): string {
  if (silent) return ' after which its thread never spoke again';
  return status === undefined && runs !== undefined ? ' with its message' : withStatus(status);
}

/** Why several routes are one suspect. */
export function alikeText(routes: readonly string[], one: Attribution): string {
  const why =
    one.route === undefined
      ? ', and say so in the same words: most likely a helper of theirs'
      : `${whichOf(one)}: one handler, in which that name is a parameter, or a helper of theirs`;
  return `${routes.join(' and ')} lose connections alike${why}.`;
}
