import type { Reason } from '../../../model/report.ts';
import { applicationFrames } from '../../blame/blame.ts';
import { fingerprintOfFrame } from '../../fingerprint.ts';
import type { SeriesJudgement } from '../../series/index.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import type { Blamer } from '../case/runs.ts';
import { siteName } from '../words/summary.ts';
import { callSiteOf } from './victims.ts';
import { emptyDraft, keepOut, lose, seen, witness, type SuspectDraft } from './suspect-draft.ts';

/** Counts of a dump and of the log's lines may differ by what happened between them. */
const ALIKE = 0.35;
const MOST_PLACES = 3;

/**
 * A goroutine dump counts open transactions exactly, and names where they began if ancestors were traced. Sites from a dump become
 * suspects; a route that goes with the same number of steps is the same leak and is joined to its site.
 * @returns reasons for the pool
 */
export function blameDumps(poolCase: PoolCase, series: SeriesJudgement | undefined, drafts: SuspectDraft[], blamer: Blamer): Reason[] {
  const { life, pool } = poolCase;
  const dump = life.goroutines.at(-1);
  if (!dump || !poolCase.alone) return [];
  const leaking =
    series?.verdict === 'leak' ||
    (pool.inUse !== undefined && dump.openTransactions > 0 && dump.openTransactions === pool.inUse.last && dump.waiting > 0);
  const opened = dump.stacks.filter(({ about }) => about === 'transaction' || about === 'rows');
  const holders = dump.stacks.filter(({ about }) => about === 'holder');
  // Who is at work still may yet give back; only a floor that never came down says that it does not.
  const sites = opened.length > 0 || series?.verdict !== 'leak' ? opened : holders;
  if (leaking) for (const { count, stack } of sites) addSite(poolCase, drafts, blamer, stack, count);
  const out: Reason[] = [];
  if (dump.openTransactions > 0) {
    const of = pool.inUse === undefined ? '' : ` of ${pool.inUse.last} connections in use`;
    out.push(
      reason(
        'goroutine-dump',
        leaking ? 'leak' : 'inconclusive',
        `The goroutine dump shows ${plural(dump.openTransactions, 'open transaction')}${of}.${standing(poolCase, holders, blamer)}`,
        [dump.evidence],
      ),
    );
  }
  if (dump.waiting > 0)
    out.push(
      reason(
        'goroutines-waiting',
        'saturation',
        `${plural(dump.waiting, 'goroutine')} in the dump ${dump.waiting === 1 ? 'waits' : 'wait'} for a connection: victims.`,
        [dump.evidence],
      ),
    );
  if (leaking && sites.length === 0) {
    out.push(
      reason(
        'dump-names-nobody',
        'inconclusive',
        'The dump tells how many, not who: GODEBUG=tracebackancestors=10 makes it name the place.',
      ),
    );
  }
  return out;
}

/** Where those stand who opened a handle and are at work still, most first. */
function standing(poolCase: PoolCase, holders: PoolCase['life']['goroutines'][number]['stacks'], blamer: Blamer): string {
  const places = new Map<string, number>();
  for (const { count, stack } of holders) {
    const [frame] = applicationFrames(blamer.framesOf(poolCase, stack));
    const place = frame && siteName(callSiteOf(frame));
    if (place !== undefined) places.set(place, (places.get(place) ?? 0) + count);
  }
  const told = [...places].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, MOST_PLACES);
  const text = told.map(([place, count]) => `${count} at ${place}`).join(', ');
  return text === '' ? '' : ` Those who opened them still block in the middle of their work: ${text}. While they do, nothing comes back.`;
}

function addSite(poolCase: PoolCase, drafts: SuspectDraft[], blamer: Blamer, stack: string, count: number): void {
  const { runtime, goroutines } = poolCase.life;
  const blame = blamer.blame(poolCase, stack);
  if (!blame.frame || blame.rule === 'framework') return;
  const fingerprint = fingerprintOfFrame(runtime, blame.frame);
  const known = drafts.find((draft) => draft.fingerprint === fingerprint);
  const route = known ? undefined : drafts.find((draft) => sameCount(draft, poolCase, count));
  const draft = known ?? {
    ...emptyDraft(fingerprint, runtime, 'goroutine-dump'),
    ...(route && { route: route.route, template: route.template, checkouts: route.checkouts }),
  };
  if (!known) drafts.push(draft);
  if (route) {
    drafts.splice(drafts.indexOf(route), 1);
    draft.reasons.push(...route.reasons);
    draft.firstSeen = route.firstSeen;
    draft.lastSeen = route.lastSeen;
    draft.orEarlier = route.orEarlier;
    for (const line of route.evidence) witness(draft, line);
    // what the route lost in other lives and pods, where no dump was taken
    for (const [other, leaked] of route.leakedIn) if (other !== poolCase) loseAsWell(draft, other, leaked, route);
  }
  const dump = goroutines.at(-1);
  draft.blame ??= blame;
  draft.stack ??= blamer.framesOf(poolCase, stack);
  draft.blameConfidence = blame.confidence;
  lose(draft, poolCase, count, 0.95);
  keepOut(draft, poolCase, count);
  draft.cases.add(poolCase);
  if (dump) {
    witness(draft, dump.evidence);
    if (!route) seen(draft, dump.at, 'later');
  }
}

function loseAsWell(draft: SuspectDraft, poolCase: PoolCase, leaked: number, { sureness, leaked: all }: SuspectDraft): void {
  lose(draft, poolCase, leaked, sureness / Math.max(1, all));
  keepOut(draft, poolCase, leaked);
  draft.cases.add(poolCase);
}

const sameCount = (draft: SuspectDraft, poolCase: PoolCase, count: number): boolean => {
  const here = draft.leakedIn.get(poolCase);
  return draft.method === 'co-occurrence' && here !== undefined && Math.abs(here - count) <= Math.max(1, ALIKE * count);
};
