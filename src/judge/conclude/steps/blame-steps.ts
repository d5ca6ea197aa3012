import type { Reason } from '../../../model/report.ts';
import { attribute, joinVeiled, type Attribution, type CoOccurrence, type Intervals, type Part } from '../../cooccurrence/index.ts';
import { fingerprintOfRoute, fingerprintOfTemplate } from '../../fingerprint.ts';
import { explainSteps } from './explain-steps.ts';
import type { EndedWork } from '../claims/from-ended-work.ts';
import type { SeriesJudgement } from '../../series/index.ts';
import { floorLimitOf, type PoolCase } from '../case/pool-case.ts';
import type { PoolVerdict } from '../claims/pool-verdict.ts';
import { plural, reason } from '../words/reasons.ts';
import type { Blamer } from '../case/runs.ts';
import { howItGoes } from './how-it-goes.ts';
import { addException } from '../suspects/exception-met.ts';
import { emptyDraft, keepOut, lose, seen, witness, type SuspectDraft } from '../suspects/suspect-draft.ts';

/** Where the log has only samples of the pool and ordinary lines: the steps of the floor held against the lines between them. */
export function attributeSteps(part: Part | undefined, judged: PoolVerdict | undefined): CoOccurrence | undefined {
  return part && judged?.verdict === 'leak' ? attribute(part.value, part.floor, part.options) : undefined;
}

/** What is held against each other, of a pool whose floor says that it leaks. */
export function stepsOf({ pool, life }: PoolCase, series: SeriesJudgement | undefined): Part | undefined {
  if (!pool.intervals || series?.verdict !== 'leak') return undefined;
  const limit = floorLimitOf(pool);
  const options = { fromStart: life.startSeen, ...(limit !== undefined && { limit }) };
  const floor = orderedFloor(pool, series);
  return { value: joinVeiled(pool.intervals, floor), floor, options };
}

const orderedFloor = (pool: PoolCase['pool'], { floor }: SeriesJudgement) =>
  floor.map(({ veiledUntil, ...step }) => ({
    ...step,
    index: pool.sampleOrder[step.index] ?? step.index,
    ...(veiledUntil !== undefined && { veiledUntil: pool.sampleOrder[veiledUntil] ?? veiledUntil }),
  }));

/**
 * Adds a suspect to `drafts` for each route or template that is proven to go with the steps of the floor, and says what is not.
 * @param found of `attributeSteps`
 * @returns reasons for the pool; one of the code `ratchet-stopped` takes the verdict back
 */
export function blameSteps(
  poolCase: PoolCase,
  judged: PoolVerdict | undefined,
  series: SeriesJudgement | undefined,
  drafts: SuspectDraft[],
  blamer: Blamer,
  ended: EndedWork | undefined,
  found: CoOccurrence | undefined,
): Reason[] {
  const { pool } = poolCase;
  // The pool's own alarms named the code: the lines that go with the same losses are no suspects of their own.
  if (drafts.some((draft) => draft.method === 'stack' && draft.leaked > 0 && draft.cases.has(poolCase))) return [];
  if (ended && judged?.verdict === 'leak') {
    for (const one of ended.found.suspects) addSuspect(drafts, poolCase, one, judged.confidence, blamer);
    return [];
  }
  if (!pool.intervals || !series || !judged || !found) return [];
  const floor = orderedFloor(pool, series);
  const limit = floorLimitOf(pool);
  let young = risenSince(floor);
  for (const one of found.suspects) {
    // what waits for ever is over as well, in its way; and of what lost one each time until then the next one is lost, too
    const lost = one.ended || one.silent || one.probability >= 1;
    const more = lost ? Math.min(young, Math.round(Math.min(1, one.probability) * one.afterwards)) : 0;
    young -= more;
    addSuspect(
      drafts,
      poolCase,
      { ...one, leaked: one.leaked + more, occurrences: one.occurrences + one.afterwards },
      judged.confidence,
      blamer,
    );
  }
  const full = limit !== undefined && limit > 0 && (floor.at(-1)?.value ?? 0) >= limit;
  const stopped = found.suspects.length === 0 && !full ? stoppedRising(pool.intervals, floor) : undefined;
  return [...(stopped ? [stopped] : []), ...explainSteps(found)];
}

/** By how much in-use stands above the last step that is certain, at the end of the log: the last losses are too young to be steps. */
const risenSince = (floor: readonly { value: number; settled: boolean }[]): number =>
  Math.max(0, (floor.at(-1)?.value ?? 0) - (floor.findLast((step) => step.settled)?.value ?? 0));

/** Steps that should have come since the last one, had the leak gone on at the rate of the requests: none came by chance in 1 of 150. */
const EXPECTED_AT_LEAST = 5;

/** A leak goes on as long as its path runs. Steps that end while requests go on look like workers that started and kept a connection each. */
function stoppedRising({ intervals, samples }: Intervals, floor: readonly { index: number }[]): Reason | undefined {
  const last = floor.at(-1)?.index ?? 0;
  const first = floor[1]?.index ?? 0;
  let [before, after] = [0, 0];
  for (const { from, to, requests } of intervals) {
    if (from > last) after += requests;
    else if (to >= first) before += requests;
  }
  const steps = floor.length - 1;
  // Without request lines the samples' own pace has to do: a pause in the traffic then makes it only more careful.
  const bySamples = before === 0;
  if (bySamples) [before, after] = [last - first, samples - 1 - last];
  if (before === 0 || (steps * after) / before < EXPECTED_AT_LEAST) return undefined;
  const text = `The floor rose in ${plural(steps, 'step')} over ${plural(before, bySamples ? 'sample' : 'request')} and not once in the ${after} after them. A leak goes on as long as its path runs; workers that start one by one and keep a connection each stop like this.`;
  return reason('ratchet-stopped', 'inconclusive', text);
}

/** Of the connections that a pool lost, the part that the garbage collector gave back to it. */
const collectedShare = ({ collected = 0, samples }: PoolCase['pool']): number =>
  collected === 0 ? 0 : collected / (collected + (samples.at(-1)?.inUse ?? 0));

function addSuspect(drafts: SuspectDraft[], poolCase: PoolCase, one: Attribution, sureness: number, blamer: Blamer): void {
  const { life } = poolCase;
  const { runtime } = life;
  const name = one.route ?? one.template;
  if (name === undefined) return;
  const fingerprint = one.route !== undefined ? fingerprintOfRoute(runtime, one.route) : fingerprintOfTemplate(runtime, name);
  // a dump of another life may have named the code of this route already
  const isDump = (other: SuspectDraft): boolean => other.method === 'goroutine-dump' && other.runtime === runtime && other.route === one.route && one.route !== undefined; // prettier-ignore
  let draft = drafts.find((other) => other.fingerprint === fingerprint) ?? drafts.find(isDump);
  if (!draft) drafts.push((draft = emptyDraft(fingerprint, runtime, 'co-occurrence')));
  const leaked = Math.max(1, Math.round(one.leaked));
  draft.route = one.route;
  draft.template ??= one.template;
  draft.status = one.status;
  if (one.status !== undefined && one.runs !== undefined) draft.withStatus = (draft.withStatus ?? 0) + one.occurrences;
  lose(draft, poolCase, leaked, sureness);
  const collected = Math.round(leaked * collectedShare(poolCase.pool));
  draft.reclaimed += collected;
  keepOut(draft, poolCase, leaked - collected);
  draft.checkouts = (draft.checkouts ?? 0) + (one.runs ?? one.occurrences);
  draft.blameConfidence = Math.min(draft.blameConfidence, one.confidence);
  if (draft.method === 'co-occurrence')
    draft.parts = {
      confidence: Number(one.confidence.toFixed(3)),
      probability: Number(one.probability.toFixed(3)),
      occurrences: Number(draft.parts['occurrences'] ?? 0) + one.occurrences,
      gain: Number(one.gain.toFixed(2)),
      cost: Number(one.cost.toFixed(2)),
    };
  const stackIn = (stacks: ReadonlyMap<string, string>): string | undefined =>
    stacks.get([one.template, ...one.keys].find((key) => key !== undefined && stacks.has(key)) ?? '');
  const panic = stackIn(life.panics);
  const raised = panic === undefined ? stackIn(life.raised) : undefined;
  if (raised) addException(draft, poolCase, raised, blamer, one.evidence.slice(0, 1).map(({ source, line, byte, text }) => ({ source, line, byte, text }))); // prettier-ignore
  if (panic !== undefined) {
    draft.blame = blamer.blame(poolCase, panic);
    draft.stack = blamer.framesOf(poolCase, panic);
    tellOnce(
      draft,
      reason('panic-recovered', 'leak', 'A panic was recovered there each time: what the function had taken was not given back.'),
    );
  }
  for (const interval of one.intervals) seen(draft, interval.at, 'later');
  for (const { source, line, byte, text } of one.evidence) witness(draft, { source, line, byte, text });
  draft.cases.add(poolCase);
  for (const why of howItGoes(one)) tellOnce(draft, why);
}

/** One code path of several processes is told once. */
function tellOnce(draft: SuspectDraft, why: Reason): void {
  if (!draft.reasons.some(({ text }) => text === why.text)) draft.reasons.push(why);
}
