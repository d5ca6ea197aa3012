import type { Reason } from '../../../model/report.ts';
import { ENOUGH_RETURNS } from '../case/patience.ts';
import { cutOffReason } from '../fates/cut-off.ts';
import { endsMissing } from '../fates/ends-missing.ts';
import type { Finding } from '../fates/finding.ts';
import { keptPerhaps } from '../fates/kept-perhaps.ts';
import { killedReason } from '../fates/killed.ts';
import { lostInBetween } from '../fates/lost-lines.ts';
import { stalledReason } from '../fates/stalled.ts';
import { stillWorking } from '../fates/still-working.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { largest, plural, reason, span } from '../words/reasons.ts';
import { claim, keptReason, together, unsettled, type Claim } from './claim.ts';

const reclaimedReason = (reclaimed: readonly Finding[]): Reason =>
  reclaimed.every(({ unsaid }) => unsaid)
    ? reason('reclaimed', 'leak', `${plural(reclaimed.length, 'connection')} came back long after the work that took ${reclaimed.length === 1 ? 'it' : 'each'} was over, in whatever thread the garbage collector ran that found ${reclaimed.length === 1 ? 'it' : 'them'} abandoned, and that says nothing.`, reclaimed.map((finding) => finding.evidence)) // prettier-ignore
    : reason('reclaimed', 'leak', `${plural(reclaimed.length, 'connection')} came back only because the garbage collector found ${reclaimed.length === 1 ? 'it' : 'them'} abandoned.`, reclaimed.map((finding) => finding.evidence)); // prettier-ignore

/** What the garbage collector found where the log shows no checkouts: who gives back leaves it nothing to find. */
export function fromCollected({ pool, reclaimed }: PoolCase, findings: readonly Finding[]): Claim | undefined {
  const found = findings.filter((finding) => finding.reclaimed);
  if (pool.checkouts > 0 || pool.collected === undefined) return undefined;
  if (found.length > 0) return claim('leak', together(found), reclaimedReason(found));
  return reclaimed.length > 0 ? claim('inconclusive', 0.5, foundAtEnd(reclaimed)) : byForce(pool);
}

/** So many are no matter of reading counters one after the other while they change. */
const LEAST_BY_FORCE = 2;
const BY_FORCE = 0.8;

/** A pool's own counters of what was lent and given back tell what it took back itself. */
function byForce({ collected = 0, sampleLines }: PoolCase['pool']): Claim | undefined {
  if (collected < LEAST_BY_FORCE) return undefined;
  const text = `By its counters the pool took ${plural(collected, 'connection')} back by force: they were lent, nobody gave them back, and they are out no more.`;
  return claim('leak', BY_FORCE, reason('taken-by-force', 'leak', text, [sampleLines.at(-1)]));
}

const foundAtEnd = (holds: PoolCase['reclaimed']): Reason =>
  reason('reclaimed-at-the-end', 'inconclusive', `The garbage collector found ${plural(holds.length, 'connection')} that nobody had given back, but only as the log ends: work that the end of the process cut off looks the same. A log that goes on would settle it.`, holds.map(({ evidence }) => evidence)); // prettier-ignore

/** Checkouts and checkins that the log shows one by one. */
export function fromPairs(poolCase: PoolCase, findings: readonly Finding[]): Claim | undefined {
  const { pool, open: out } = poolCase;
  if (pool.checkouts === 0) return undefined;
  const leaked = findings.filter((finding) => finding.fate === 'leaked');
  const undecided = findings.filter((finding) => finding.fate === 'undecided');
  const back = reason('returned', 'healthy', `${plural(pool.back, 'checkout')} of ${pool.checkouts} came back.`);
  const lost =
    pool.lostEnds > 0
      ? [
          reason(
            'lost-ends',
            'inconclusive',
            `${plural(pool.lostEnds, 'checkout')} ended without a line that says so: the log has gaps, or an address was used again.`,
          ),
        ]
      : [];
  if (leaked.length > 0) {
    const swept = leaked.filter((finding) => finding.swept);
    const reclaimed = leaked.filter((finding) => finding.reclaimed);
    const open = leaked.length - reclaimed.length - swept.length;
    const oldest = largest(leaked.map((finding) => finding.ageMs ?? 0));
    return claim('leak', together(leaked), ...[
      ...(open > 0 ? [reason('never-returned', 'leak', `${plural(open, 'connection')} went out and did not come back, ${oldest > 0 ? `the oldest after ${span(oldest)}; honest` : 'while honest'} work of the same kind is back long before.`, leaked.filter((finding) => finding.open).map((finding) => finding.evidence))] : []),
      ...(reclaimed.length > 0 ? [reclaimedReason(reclaimed)] : []),
      ...(swept.length > 0 ? [reason('swept-at-exit', 'leak', `${plural(swept.length, 'connection')}, taken at quite different times, came back in the same moment as the process ended: the process gave them up, not the work that took them.`, swept.map((finding) => finding.evidence))] : []),
      back,
      ...lost,
    ]); // prettier-ignore
  }
  if (undecided.length > 0) {
    const missing = lostInBetween(undecided);
    if (missing !== undefined) return unsettled(missing, back, ...lost);
    const ends = endsMissing(undecided, pool.lostEnds);
    if (ends !== undefined) return unsettled(ends, back, ...lost);
    const kept =
      killedReason(poolCase, undecided) ??
      stalledReason(undecided) ??
      stillWorking(undecided) ??
      cutOffReason(undecided) ??
      keptPerhaps(undecided);
    if (kept !== undefined) return unsettled(kept, back, ...lost);
    const why =
      pool.back < ENOUGH_RETURNS
        ? `only ${pool.back} returned, too few to know how long honest work takes`
        : 'not for so long that only a leak explains it';
    return unsettled(reason('open-undecided', 'inconclusive', `${plural(undecided.length, 'connection')} still out at the end, longer than most, but ${why}. A longer log would settle it.`, undecided.map((finding) => finding.evidence)), back, ...lost); // prettier-ignore
  }
  const kept = findings.filter((finding) => finding.fate === 'kept');
  if (pool.back < ENOUGH_RETURNS)
    return claim(
      'inconclusive',
      0.5,
      reason('too-few-holds', 'inconclusive', `Only ${plural(pool.back, 'returned hold')} in this log.`),
      ...lost,
    );
  const gaps = pool.lostEnds / Math.max(1, pool.checkouts);
  const inFlight =
    out.length > 0
      ? [reason('in-flight', 'healthy', `${plural(out.length, 'connection')} still out at the end, not for longer than usual.`)]
      : [];
  if (kept.length > 0) return claim('healthy', Math.max(0.5, 0.8 - gaps), back, keptReason(kept), ...lost);
  return claim('healthy', Math.max(0.5, 0.97 - gaps), back, ...inFlight, ...lost);
}
