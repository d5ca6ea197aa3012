import type { Reason } from '../../../model/report.ts';
import type { Finding } from './finding.ts';
import { plural, reason } from '../words/reasons.ts';

/** Why connections stay undecided that are out for long, where the work that took some of them is seen to go on. */
export function stillWorking(findings: readonly Finding[]): Reason | undefined {
  const working = findings.filter(({ fate, goesOn }) => fate === 'undecided' && goesOn !== undefined);
  if (working.length === 0) return undefined;
  const said = [...new Set(working.map(({ goesOn }) => goesOn))].join(' and ');
  const text = `${plural(working.length, 'connection')} ${working.length === 1 ? 'is' : 'are'} out for long, but the work that took ${working.length === 1 ? 'it' : 'them'} goes on: its thread tells of progress to the end of the log (${said}). Only once that work is over can a connection be forgotten.`;
  return reason('still-working', 'inconclusive', text, working.map(({ evidence }) => evidence)); // prettier-ignore
}
