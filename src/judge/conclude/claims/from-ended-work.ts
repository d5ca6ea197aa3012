import { attribute, type Attribution, type CoOccurrence } from '../../cooccurrence/index.ts';
import type { SeriesJudgement, SeriesReason } from '../../series/index.ts';
import { STARVING_MS } from '../../starving.ts';
import { SLOWEST_JOB_MS } from '../fates/fates.ts';
import { floorLimitOf, type PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';
import { holdersPossible } from './series-reasons.ts';
import { claim, type Claim } from './claim.ts';

/** In-use rose and has not come down, but the log ends too soon, or under too much load, for the floor alone to prove anything. */
const DOUBTFUL: readonly SeriesReason[] = [
  'one-step', 'weak-steps', 'busy-to-the-end', 'mean-busy-high', 'pinned-no-ratchet', 'waits-unseen', 'rises-under-load', 'climbs', 'too-few-samples',
]; // prettier-ignore
/** Fewer rises than this fall together with lines by chance too easily; many at once are one rise, of a rush or of a queue. */
const FEWEST_STEPS = 4;
/** The line must leave a connection behind (nearly) each time, and (nearly) all rises must be its own. */
const NEARLY_ALL = 0.8;
/** Where samples are few, each time: what does so nearly may rise beside it. */
const ALL = 0.99;
/** Chance below which lines that need not be the end of anything do not fall with a climb by accident: what a ratchet is asked for as well. */
const ACCIDENT = 0.001;

/** What goes with rises that are too young to be steps: lines of work that had ended. */
export interface EndedWork {
  readonly claim: Claim;
  readonly found: CoOccurrence;
}

/**
 * A request that is over and an error that was logged hold no connection any more. Where in-use rises with such a line each time, and stays,
 * what they took is lost, however young: work that goes on has not written its last line yet.
 *
 * Of other lines (`counters refreshed`) nobody knows whether the work goes on. Where in-use climbs to the end of the log by exactly one for each of them, it is a
 * ratchet all the same, only taller between two samples than a floor can show. It has to outlast slow jobs; and workers that start one by one look like it, as they do there.
 */
export function fromEndedWork({ pool, life }: PoolCase, series: SeriesJudgement | undefined): EndedWork | undefined {
  if (!pool.intervals || !series || series.verdict === 'leak' || !series.reasons.some((code) => DOUBTFUL.includes(code))) return undefined;
  const floor = series.floor.map((step) => ({ ...step, index: pool.sampleOrder[step.index] ?? step.index, settled: true }));
  const limit = floorLimitOf(pool);
  const found = attribute(pool.intervals, floor, { fromStart: life.startSeen, ...(limit !== undefined && { limit }) });
  const [first] = found.suspects;
  const oldest = series.floor[1]?.at ?? null;
  const age = oldest !== null && series.until !== null ? series.until - oldest : 0;
  const enough = series.floor.length - 1 >= FEWEST_STEPS && found.silentShare <= 1 - NEARLY_ALL;
  const share = series.reasons.includes('too-few-samples') ? ALL : NEARLY_ALL;
  if (!first || age <= STARVING_MS || !enough || !found.suspects.every(leavesOneEach(share))) return undefined;
  const names = found.suspects.map((one) => one.template ?? one.route ?? '').join(' and ');
  const lines = found.suspects.reduce((sum, { occurrences }) => sum + occurrences, 0);
  if (found.suspects.every((one) => one.ended)) {
    const text = `In-use rose with ${plural(lines, 'line')} of work that had ended (${names}), and has not come down since: what is over holds no connection any more.`;
    return { found, claim: claim('leak', 0.9, reason('stays-after-work', 'leak', text, first.evidence)) };
  }
  if (!series.reasons.includes('climbs') || age <= SLOWEST_JOB_MS || found.suspects.some(({ confidence }) => 1 - confidence >= ACCIDENT))
    return undefined;
  const text = `In-use climbed by one with each of ${plural(lines, 'line')} (${names}) to the end of the log, and never came down.`;
  return { found, claim: claim('leak', 0.9, reason('one-each', 'leak', text, first.evidence), holdersPossible()) };
}

const leavesOneEach =
  (share: number) =>
  ({ probability, leaked, occurrences }: Attribution): boolean =>
    probability >= share && share * leaked <= occurrences;
