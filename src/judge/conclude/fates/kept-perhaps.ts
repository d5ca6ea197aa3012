import type { Reason } from '../../../model/report.ts';
import type { Finding } from './finding.ts';
import { largest, plural, reason, span } from '../words/reasons.ts';

/** Why connections stay undecided however long they have been out, where that holds for all that are undecided. */
export function keptPerhaps(findings: readonly Finding[]): Reason | undefined {
  const undecided = findings.filter(({ fate }) => fate === 'undecided');
  if (undecided.length === 0 || !undecided.every(({ byDesign }) => byDesign === true)) return undefined;
  const oldest = largest(undecided.map(({ ageMs }) => ageMs ?? 0));
  const since = oldest > 0 ? ` in ${span(oldest)}` : '';
  const each = undecided.length === 1 ? 'it' : 'each of them';
  const text = `${plural(undecided.length, 'connection')} kept: what took ${each} took no second one${since}. A listener or a lock does so by design, and a leak comes again; who wrote it knows.`;
  return reason('kept-perhaps', 'inconclusive', text, undecided.map(({ evidence }) => evidence)); // prettier-ignore
}
