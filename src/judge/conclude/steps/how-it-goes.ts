import type { Reason } from '../../../model/report.ts';
import type { Attribution } from '../../cooccurrence/index.ts';
import { reason } from '../words/reasons.ts';
import { alikeText, whichOf } from './which-of.ts';

/** Why a route or a message is blamed for steps of the floor. */
export function howItGoes(one: Attribution): Reason[] {
  const [told, percent] = [whichOf(one), Math.round(100 * one.probability)];
  const lines = one.probability >= 0.95 ? `Every line of it${told} falls` : `About ${percent} % of its lines${told} fall`;
  const rivals = one.elsewhere
    ? 'another process of the same program proves that it is this one.'
    : 'no other line does that nearly as well.';
  const text = `${lines} between two samples of which the second shows one connection more that never comes back; ${rivals}`;
  const waiting =
    'Other threads that said so spoke again soon; these wait for ever, with their connection: in a lock, for room in a queue, or for an answer without a timeout.';
  const together = `${one.routes.join(' and ')} always come together; the log cannot tell which of them it is.`;
  return [
    reason('goes-with-steps', 'leak', text),
    ...(one.silent ? [reason('silent-since', 'leak', waiting)] : []),
    ...(one.logger === undefined ? [] : [reason('of-one-logger', 'leak', `Meant are the lines of ${one.logger} alone: others say the same, and nothing is lost with theirs.`)]),
    ...(one.alike ? [reason('routes-alike', 'leak', alikeText(one.alike, one))] : []),
    ...(one.routes.length > 1 ? [reason('called-together', 'inconclusive', together)] : []),
  ]; // prettier-ignore
}
