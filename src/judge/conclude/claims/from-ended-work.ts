import { attribute, type Attribution, type CoOccurrence } from '../../cooccurrence/index.ts';
import type { SeriesJudgement, SeriesReason } from '../../series/index.ts';
import { STARVING_MS } from '../../starving.ts';
import { floorLimitOf, type PoolCase } from '../pool-case.ts';
import { plural, reason } from '../reasons.ts';
import { claim, type Claim } from './claim.ts';

/** In-use rose and has not come down, but the log ends too soon, or under too much load, for the floor alone to prove anything. */
const DOUBTFUL: readonly SeriesReason[] = [
  'one-step', 'weak-steps', 'busy-to-the-end', 'mean-busy-high', 'pinned-no-ratchet', 'waits-unseen', 'rises-under-load',
]; // prettier-ignore
/** Fewer rises than this fall together with lines by chance too easily; many at once are one rise, of a rush or of a queue. */
const FEWEST_STEPS = 4;
/** The line must leave a connection behind (nearly) each time, and (nearly) all rises must be its own. */
const NEARLY_ALL = 0.8;

/** What goes with rises that are too young to be steps: lines of work that had ended. */
export interface EndedWork {
  readonly claim: Claim;
  readonly found: CoOccurrence;
}

/**
 * A request that is over and an error that was logged hold no connection any more. Where in-use rises with such a line each time, and stays,
 * what they took is lost, however young: work that goes on has not written its last line yet.
 */
export function fromEndedWork({ pool, life }: PoolCase, series: SeriesJudgement | undefined): EndedWork | undefined {
  if (!pool.intervals || !series || series.verdict === 'leak' || !series.reasons.some((code) => DOUBTFUL.includes(code))) return undefined;
  const floor = series.floor.map((step) => ({ ...step, index: pool.sampleOrder[step.index] ?? step.index, settled: true }));
  const limit = floorLimitOf(pool);
  const found = attribute(pool.intervals, floor, { fromStart: life.startSeen, ...(limit !== undefined && { limit }) });
  const [first] = found.suspects;
  const oldest = series.floor[1]?.at ?? null;
  const old = oldest !== null && series.until !== null && series.until - oldest > STARVING_MS;
  if (
    !first ||
    !old ||
    series.floor.length - 1 < FEWEST_STEPS ||
    found.silentShare > 1 - NEARLY_ALL ||
    !found.suspects.every(leavesOneEach)
  )
    return undefined;
  const names = found.suspects.map((one) => one.template ?? one.route ?? '').join(' and ');
  const lines = found.suspects.reduce((sum, { occurrences }) => sum + occurrences, 0);
  const text = `In-use rose with ${plural(lines, 'line')} of work that had ended (${names}), and has not come down since: what is over holds no connection any more.`;
  return { found, claim: claim('leak', 0.9, reason('stays-after-work', 'leak', text, first.evidence)) };
}

const leavesOneEach = ({ ended, probability, leaked, occurrences }: Attribution): boolean =>
  ended && probability >= NEARLY_ALL && NEARLY_ALL * leaked <= occurrences;
