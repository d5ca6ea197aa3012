import { TRANSACTIONAL } from '../../../model/frame-roles.ts';
import type { Reason, Suspect } from '../../../model/report.ts';
import type { Knowledge } from '../../knowledge.ts';
import { keptPerhaps } from '../fates/kept-perhaps.ts';
import { isoOrNull, plural, reason } from '../words/reasons.ts';
import { onsetReason } from './onset.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { remedyFor } from './remedy.ts';
import { revisionsOf } from './revisions.ts';
import { siteName } from '../words/summary.ts';
import { placesIn, unsaidIn, verdictOf, type SuspectDraft } from './suspect-draft.ts';
import { byCost } from './suspect-order.ts';
import { unseenReturns } from '../fates/unseen-returns.ts';
import { loggedBy } from './logged-at.ts';
import { rateOf } from './rate-of.ts';
import { callSiteOf } from './victims.ts';

const round = (value: number): number => Number(value.toFixed(3));

/** Why this frame and no other, in words. */
function blameReasons(draft: SuspectDraft): Reason[] {
  const { blame } = draft;
  if (!blame?.frame) {
    if (draft.method !== 'stack') return [];
    return [reason('no-stack', 'inconclusive', 'No stack came with the reports, so they name no code.')];
  }
  const helpers = [...new Set(blame.via.map((frame) => siteName(callSiteOf(frame)).replace(/ \(.*/, '')))].join(', ');
  const verdict = verdictOf(draft);
  switch (blame.rule) {
    case 'user-rule':
      return [reason('blame-user-rule', verdict, `Blamed by your frame rule: ${blame.frame.decidedBy ?? ''}`)];
    case 'learned':
      return [
        reason(
          'blame-learned',
          verdict,
          `${helpers || 'The frames below'} also served callers that gave their connections back${verdict === 'long-hold' ? ' soon; this caller kept them for long' : '; this caller did not'}.`,
        ),
      ];
    case 'name':
      return [
        reason('blame-by-name', verdict, `${helpers} only ${blame.via.length === 1 ? 'hands' : 'hand'} out connections, as the names say.`),
      ];
    case 'weak-name':
      return [
        reason(
          'blame-by-weak-name',
          'inconclusive',
          `${helpers} probably only ${blame.via.length === 1 ? 'hands' : 'hand'} out connections; if not, look there.`,
        ),
      ];
    case 'innermost': {
      const caller = blame.calledBy ? ` If it is a helper that others share, look at its caller ${blame.calledBy.function}.` : '';
      const text =
        blame.frame.decidedBy === TRANSACTIONAL
          ? 'Its transaction takes the connection before the method begins, so that only its proxy is in the stack, and no line of it.'
          : `The innermost frame of your code when the connection was taken.${caller}`;
      return [reason('blame-innermost', verdict, text)];
    }
    case 'proxy':
      return [
        reason(
          'blame-proxy',
          'inconclusive',
          'Only a generated proxy of your code is in the stack; the method behind it took the connection.',
        ),
      ];
    case 'framework':
      return [
        reason('blame-framework', 'inconclusive', 'The stack holds no frame of your code; this is the innermost one outside the pool.'),
      ];
    case 'none':
      return [];
  }
}

/** Why nothing could be seen to come back, where that holds for all that are undecided. */
function unseenOf({ findings }: SuspectDraft): Reason | undefined {
  const reasons = findings.flatMap(({ fate, poolCase }) =>
    fate === 'undecided' ? [poolCase.alarms.length > 0 ? unseenReturns(poolCase) : undefined] : [],
  );
  return reasons.every((each) => each !== undefined) ? reasons[0] : undefined;
}

/** Who took them back, and what that costs. */
function reclaimedText(draft: SuspectDraft): string {
  const { reclaimed, leaked, cases } = draft;
  const which =
    reclaimed >= leaked ? (leaked === 1 ? 'It was' : 'All of them were') : `${reclaimed} of them ${reclaimed === 1 ? 'was' : 'were'}`;
  const byPool = [...cases].some(({ alarms }) => alarms.some((alarm) => alarm.reclaimed));
  if (unsaidIn(draft) === reclaimed)
    return `${which} found abandoned by the garbage collector, whose return looks like any other, but comes long after the work was over.`;
  return byPool
    ? `${which} taken back by the pool itself, which gave up waiting for the borrower.`
    : `${which} found abandoned by the garbage collector, which ends such a connection: the pool has room again, and opens a new one.`;
}

function counts(draft: SuspectDraft): Reason[] {
  const out: Reason[] = [];
  if (draft.leaked > 0)
    out.push(
      reason(
        'leaked',
        'leak',
        `${plural(draft.leaked, 'connection')} taken here never came back by ${draft.leaked === 1 ? 'itself' : 'themselves'}${rateOf(draft)}.`,
        draft.evidence,
      ),
    );
  if (draft.reclaimed > 0) out.push(reason('reclaimed', 'leak', reclaimedText(draft)));
  if (draft.swept > 0)
    out.push(
      reason('swept-at-exit', 'leak', `${draft.swept} of them came back only as their process ended, which gives up all that it holds.`),
    );
  if (draft.undecided > 0) {
    const unseen = unseenOf(draft);
    const what = `${plural(draft.undecided, 'connection')}${draft.leaked > 0 ? ' more' : ''}`;
    const kept = keptPerhaps(draft.findings);
    if (kept !== undefined) out.push(kept);
    else if (unseen === undefined) out.push(reason('undecided', 'inconclusive', `${what} out at the end of the log, too early to judge.`));
    else out.push({ ...unseen, text: `${what} reported, and none seen to come back. ${unseen.text}` });
  }
  if (draft.kept > 0)
    out.push(
      reason(
        'kept-from-start',
        'healthy',
        `${plural(draft.kept, 'connection')} taken when the process began and kept: a listener or a lock does so by design.`,
        draft.evidence,
      ),
    );
  if (draft.returnedLate > 0) out.push(reason('returned-late', 'long-hold', `${plural(draft.returnedLate, 'connection')} came back late.`));
  return out;
}

const confidenceOf = (draft: SuspectDraft): number => {
  if (draft.leaked > 0) return (draft.sureness / draft.leaked) * draft.blameConfidence;
  return (draft.undecided > 0 ? 0.5 : 0.95) * draft.blameConfidence;
};

/** What told of them later than they were taken: of slow work all must be told so, of what is lost one. */
function seenAs({ findings, leaked, orEarlier }: SuspectDraft): Pick<Suspect, 'seenAs'> {
  const told = findings.filter(({ agedFromReport }) => agedFromReport === true).length;
  if (told > 0 && (leaked > 0 || told === findings.length)) return { seenAs: 'reported' };
  return orEarlier ? { seenAs: 'sampled' } : {};
}

/** @param cases all of the log: instances that do not leak tell as much as those that do */
export function finish(drafts: readonly SuspectDraft[], knowledge: Knowledge, cases: readonly PoolCase[]): Suspect[] {
  const placesOf = (runtime: string): number =>
    new Set(cases.filter(({ life }) => life.runtime === runtime).map(({ place }) => place)).size;
  return [...drafts].sort(byCost).map((draft, i): Suspect => {
    const { blame } = draft;
    const { revisions, reasons: ofRevisions } = revisionsOf(draft, cases);
    const own = [...draft.cases].sort((a, b) => (a.id < b.id ? -1 : 1));
    const confidence = round(Math.min(0.99, confidenceOf(draft)));
    return {
      rank: i + 1,
      fingerprint: draft.fingerprint,
      verdict: verdictOf(draft),
      confidence,
      leaked: draft.leaked,
      ...(draft.reclaimed > 0 && { reclaimed: draft.reclaimed }),
      open: draft.open,
      ...(draft.ended > 0 && { ended: draft.ended }),
      returnedLate: draft.returnedLate,
      ...(draft.checkouts !== undefined && { checkouts: draft.checkouts }),
      callSite: blame?.frame ? callSiteOf(blame.frame) : null,
      ...(blame?.calledBy && { calledBy: callSiteOf(blame.calledBy) }),
      via: (blame?.via ?? []).map(callSiteOf),
      ...(draft.stack && { stack: draft.stack.slice(0, 200).map((frame) => ({ ...frame })) }),
      ...(draft.route !== undefined && { route: draft.route }),
      ...(draft.status !== undefined && { status: draft.status }),
      ...(draft.raisedAt && { raisedAt: callSiteOf(draft.raisedAt) }),
      ...(draft.template !== undefined && { template: draft.template }),
      ...loggedBy(draft),
      ...(draft.statement !== undefined && { statement: draft.statement }),
      attribution: { method: draft.method, score: confidence, parts: draft.parts },
      ...seenAs(draft),
      firstSeen: isoOrNull(draft.firstSeen),
      lastSeen: isoOrNull(draft.lastSeen),
      pools: own.map((poolCase) => poolCase.id),
      instances: { count: placesIn(draft), of: placesOf(draft.runtime) },
      ...(revisions.length > 0 && { revisions }),
      reasons: [...counts(draft), ...onsetReason(draft), ...ofRevisions, ...blameReasons(draft), ...draft.reasons],
      evidence: draft.evidence,
      ...(draft.server && { serverSide: draft.server }),
      remedy: remedyFor(draft, knowledge),
    };
  });
}
