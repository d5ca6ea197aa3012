import type { Finding } from '../fates/finding.ts';
import { keptPerhaps } from '../fates/kept-perhaps.ts';
import { lostInBetween } from '../fates/lost-lines.ts';
import type { Reason } from '../../../model/report.ts';
import type { LateReturn } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { grouped, plural, reason, span } from '../words/reasons.ts';
import { cutOffReason } from '../fates/cut-off.ts';
import { migratingReason } from '../fates/migrating.ts';
import { stalledReason } from '../fates/stalled.ts';
import { takenReason } from '../fates/taken-at-work.ts';
import { stillWorking } from '../fates/still-working.ts';
import { unseenReturns } from '../fates/unseen-returns.ts';
import { returnsVisible } from '../case/visibility.ts';
import { claim, keptReason, together, unsettled, type Claim } from './claim.ts';

/** Confidence that work is slow of which most ended only as its connections broke. */
const BROKEN_WORK = 0.6;

function brokeWhileOut(broke: readonly LateReturn[]): Reason {
  const [they, them] = broke.length === 1 ? ['it was', 'it'] : ['they were', 'them'];
  return reason(
    'broke-while-out',
    'inconclusive',
    `${grouped(broke.length)} of these did not come back: the pool closed ${them} while ${they} out, as it does with broken ones. What kept ${them} may be the database or the network, and not the code.`,
    broke.map((late) => late.evidence),
  );
}

const leftReason = (left: readonly Finding[]): Reason =>
  reason('left-behind', 'leak', `${plural(left.length, 'connection')} that the pool lists as taken had been left by their borrowers: the threads that took them were over or at other work by then, outside of the methods in which they took them.`, left.map(({ evidence }) => evidence)); // prettier-ignore

/** What the pool itself reported, and what came back after all. */
export function fromAlarms(poolCase: PoolCase, findings: readonly Finding[]): Claim | undefined {
  const { alarms, lateReturns, moreBack, life, pool } = poolCase;
  if (alarms.length === 0 && lateReturns.length === 0) {
    // Detection that is on and silent is evidence of health.
    if (pool.thresholdMs === undefined || pool.thresholdMs <= 0 || life.firstAt === null || life.lastAt === null) return undefined;
    if (life.lastAt - life.firstAt < 5 * pool.thresholdMs) return undefined;
    return claim(
      'healthy',
      0.85,
      reason(
        'no-leak-reports',
        'healthy',
        `Leak detection is on (${span(pool.thresholdMs)}) and reported nothing in ${span(life.lastAt - life.firstAt)}.`,
      ),
    );
  }
  const leaked = findings.filter((finding) => finding.fate === 'leaked' && finding.poolCase.alarms.length > 0);
  const undecided = findings.filter((finding) => finding.fate === 'undecided');
  const reports = alarms.length + lateReturns.length + life.unseenReturns;
  const byInUse = lateReturns.filter((late) => late.byInUse);
  const told = lateReturns.filter((late) => !late.byInUse);
  const taken = findings.filter((finding) => finding.takenAtWork === true);
  const broke = lateReturns.filter((late) => late.closed);
  const against = [
    ...(byInUse.length > 0 ? [reason('back-by-in-use', 'long-hold', `${byInUse.length} of ${plural(reports, 'reported connection')} came back: nothing was in use later on, though no line tells of a return.`, byInUse.map((late) => late.evidence))] : []),
    ...(moreBack.more > 0 ? [reason('fewer-in-use', 'inconclusive', `Of ${plural(moreBack.among.size, 'reported connection')} ${moreBack.more === 1 ? '1 was' : `${grouped(moreBack.more)} were`} back: fewer were in use later on, though no line tells of a return.`)] : []),
    ...(told.length > 0 ? [reason('unleaked', 'long-hold', `${told.length} of ${plural(reports, 'reported connection')} came back after all.`, told.map((late) => late.evidence))] : []),
    ...(taken.length > 0 ? [takenReason(taken)] : []),
    ...(broke.length > 0 ? [brokeWhileOut(broke)] : []),
    ...(life.unseenReturns > 0 ? [reason('reported-again', 'inconclusive', `${plural(life.unseenReturns, 'connection')} reported twice: in between ${life.unseenReturns === 1 ? 'it was' : 'they were'} back, and no line said so.`)] : []),
    ...(life.clockTrouble.length > 0 ? [reason('clock-trouble', 'inconclusive', 'The process was starved of time or its clock stepped; reports near that moment prove little.', life.clockTrouble.map((note) => note.evidence))] : []),
  ]; // prettier-ignore
  const left = leaked.filter((finding) => finding.leftBehind === true);
  if (leaked.length > 0) {
    if (left.length === leaked.length) return claim('leak', together(leaked), leftReason(left), ...against);
    const seen = returnsVisible(poolCase) === 'seen' ? 'returns of other connections were logged' : 'a return would have been logged';
    return claim('leak', together(leaked), reason('alarm-without-return', 'leak', `${plural(leaked.length, 'reported connection')} never came back, although ${seen}.`, leaked.map((finding) => finding.evidence)), ...against); // prettier-ignore
  }
  if (undecided.length > 0) {
    const tooSoon = 'The log ends too soon after the reports to tell slow work from a leak.';
    const why =
      unseenReturns(poolCase) ??
      lostInBetween(undecided) ??
      stalledReason(undecided) ??
      stillWorking(undecided) ??
      migratingReason(undecided) ??
      cutOffReason(undecided) ??
      keptPerhaps(undecided) ??
      reason('log-ends-too-soon', 'inconclusive', tooSoon);
    return unsettled(reason('alarm-undecided', 'leak', `${plural(undecided.length, 'connection')} reported by the pool, no return seen.`, undecided.map((finding) => finding.evidence)), why, ...against); // prettier-ignore
  }
  const kept = findings.filter((finding) => finding.fate === 'kept');
  const out = alarms.length - kept.length - findings.filter((finding) => finding.fate === 'late').length + lateReturns.length;
  if (out > 0) {
    const still = reason('in-flight', 'long-hold', `${plural(out, 'reported connection')} still out at the end, not for longer than others of the kind that came back.`, alarms.map((alarm) => alarm.evidence)); // prettier-ignore
    return claim('long-hold', 0.75, ...against, still, ...(kept.length > 0 ? [keptReason(kept)] : []));
  }
  if (kept.length > 0 && lateReturns.length === 0) return claim('healthy', 0.7, keptReason(kept), ...against);
  const sure = 2 * broke.length > told.length ? BROKEN_WORK : 0.95;
  return claim('long-hold', sure, ...against, ...(kept.length > 0 ? [keptReason(kept)] : []));
}
