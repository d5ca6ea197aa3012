import type { Reason, Verdict } from '../../../model/report.ts';
import type { Finding } from '../fates/finding.ts';
import { occasions } from '../case/occasions.ts';
import { largest, plural, reason } from '../words/reasons.ts';

/** What one kind of evidence says of a pool. */
export interface Claim {
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
  /** An answer is missing that only a leak or saturation found elsewhere can replace; long holds and health do not. */
  readonly open?: boolean;
}

export const claim = (verdict: Verdict, confidence: number, ...reasons: Reason[]): Claim => ({ verdict, confidence, reasons });

/** The evidence asks a question that it cannot answer. */
export const unsettled = (...reasons: Reason[]): Claim => ({ verdict: 'inconclusive', confidence: 0.5, reasons, open: true });

/**
 * The probability that at least one of the findings is a leak; near misses of many findings add up, but share their doubts. What began together
 * adds nothing to each other.
 */
export const together = (findings: readonly Finding[]): number => {
  const best = largest(findings.map((finding) => finding.confidence));
  const times = new Map<number | Finding, number>();
  const moments = occasions(findings.map(({ since }) => since));
  let next = 0;
  for (const finding of [...findings].sort((a, b) => (a.since ?? 0) - (b.since ?? 0))) {
    const { since, confidence } = finding;
    while (since !== null && next < moments.length && moments[next]! <= since) next += 1;
    const moment = since === null ? finding : (moments[next - 1] ?? finding);
    times.set(moment, Math.max(times.get(moment) ?? 0, confidence));
  }
  const doubt = [...times.values()].reduce((product, confidence) => product * (1 - confidence), 1);
  return Math.min(0.99, Math.max(best, 1 - doubt ** 0.5));
};

export const keptReason = (kept: readonly Finding[]): Reason =>
  reason('kept-from-start', 'leak', `${plural(kept.length, 'connection')} taken when the process began ${kept.length === 1 ? 'was' : 'were'} kept. Listeners, locks and replication readers do so by design; nothing of the kind came later.`, kept.map((finding) => finding.evidence)); // prettier-ignore
