import type { Reason } from '../../../model/report.ts';
import { reason } from '../words/reasons.ts';
import type { Finding } from './finding.ts';

/** Why a connection stays undecided that was out for long as its process ended. */
export function cutOffReason(findings: readonly Finding[]): Reason | undefined {
  const some = findings.filter((finding) => finding.cutOff === true);
  if (some.length === 0) return undefined;
  const text =
    "Each process of this program took one connection here, and only right before it was shut down, at different times. What is lost now and then is lost in all of a process' life: this may be work that the end of its process cut off.";
  return reason('cut-off', 'inconclusive', text, some.map(({ evidence }) => evidence)); // prettier-ignore
}
