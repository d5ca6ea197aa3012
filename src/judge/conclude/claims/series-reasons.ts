import type { Evidence, Reason } from '../../../model/report.ts';
import type { SeriesJudgement, SeriesReason } from '../../series/index.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { plural, reason, smallest, span } from '../words/reasons.ts';

/** Stands beside every leak that was found in samples alone. */
export const holdersPossible = (): Reason =>
  reason('holders-possible', 'healthy', 'Workers that start one by one and keep a connection for good would look the same.');

/** Samples of callers that wait for a pool which has nothing open that they could wait for. */
const waitedShut = ({ samples, sampleLines }: PoolCase['pool']): (Evidence | undefined)[] => {
  const fewest = smallest(samples.flatMap(({ open, pending = 0 }) => (open === undefined || pending === 0 ? [] : [open])));
  return samples.flatMap(({ open, pending = 0 }, i) => (open === fewest && pending > 0 ? [sampleLines[i]] : []));
};

/** Says in words why a series of in-use samples was judged as it was. */
export function seriesReasons({ pool }: PoolCase, series: SeriesJudgement): Reason[] {
  const lineOf = (index: number) => pool.sampleLines[index];
  const steps = series.floor.slice(1).filter((step) => step.settled);
  const say: Record<SeriesReason, () => Reason> = {
    'floor-ratchets': () =>
      reason('floor-ratchets', 'leak', `The floor of in-use${pool.collected === undefined ? '' : ', with what the garbage collector or the pool itself took back still counted,'} rose in ${plural(series.events, 'step')} to ${series.floor.findLast((step) => step.settled)?.value ?? series.base} and never came down again.`, steps.map((step) => lineOf(step.index))),
    'holders-possible': holdersPossible,
    'one-step': () => reason('one-step', 'inconclusive', 'The floor of in-use rose by one step that did not come back; a single slow job can do that.', steps.map((step) => lineOf(step.index))),
    'weak-steps': () => reason('weak-steps', 'inconclusive', 'In-use did not fall back as far as before, but too seldom to exclude chance.'),
    'mean-busy-high': () => reason('mean-busy-high', 'inconclusive', `On average ${series.meanBusy.toFixed(1)} connections were honestly busy, so the lowest readings say little.`),
    'busy-to-the-end': () => reason('busy-to-the-end', 'inconclusive', 'The log ends inside a busy stretch that is longer than any finished one.'),
    'pinned-no-ratchet': () => reason('pinned-no-ratchet', 'inconclusive', 'The pool stands at its limit to the end of the log, and did not climb there in steps. A quiet stretch would settle it.', [lineOf(series.firstPinned?.fromIndex ?? -1)]),
    'recovered-after-pressure': () => reason('recovered-after-pressure', 'saturation', 'Callers had to wait, and in-use came down again when the load went.', [lineOf(series.firstPinned?.fromIndex ?? -1)]),
    'not-recovered': () => reason('not-recovered', 'inconclusive', 'Callers had to wait, and in-use has not come down to where it was.', [lineOf(series.firstPinned?.fromIndex ?? -1)]),
    'not-opened': () => reason('not-opened', 'inconclusive', 'Callers waited while the pool had few connections open, or none, and it has had more: it could open none. The database was not reachable or let nobody in; that is neither load nor a leak.', waitedShut(pool)),
    'waits-unseen': () => reason('waits-unseen', 'inconclusive', 'All connections were in use more than once; the log does not tell whether anybody had to wait for one.', [lineOf(series.firstPinned?.fromIndex ?? -1)]),
    'brief-waits': () => reason('brief-waits', 'healthy', `Callers waited only briefly${series.waits?.meanMs === undefined ? '' : ` (${span(series.waits.meanMs)} on average)`}.`),
    'too-few-samples': () => reason('too-few-samples', 'inconclusive', `Only ${plural(series.n, 'sample')} of the pool; 20 are the least.`),
    'no-ratchet': () => reason('no-ratchet', 'healthy', pool.inUse?.peak === series.base ? `In-use was ${series.base} in all ${plural(series.n, 'sample')}.` : `In-use keeps falling back to ${series.base} over ${plural(series.n, 'sample')}.`),
    'rises-under-load': () =>
      reason('rises-under-load', 'inconclusive', `In-use has not been down to ${series.base} again in the last part of the log, which more load may well explain; it goes up and down too much for lost connections to be seen in it.`),
    'climbs': () => reason('climbs', 'inconclusive', `In-use climbed from ${series.base} to ${series.floor.at(-1)?.value ?? series.base} and hardly ever came down on its way, so that no sample shows anything given back. It rises faster than it is sampled; a load that grows and never lets go looks like this too.`, series.floor.slice(1).map((step) => lineOf(step.index))),
    'limit-inferred': () => reason('limit-inferred', 'inconclusive', `The pool's limit is not in the log; ${series.limit?.value ?? 'the most ever in use'} is taken for it.`),
    'limit-unknown': () => reason('limit-unknown', 'inconclusive', pool.firstTimeout ? "The pool's limit is not in the log." : 'Neither a limit nor waits are in the log, so a full pool cannot be told from a busy one.'),
  }; // prettier-ignore
  return series.reasons.map((code) => say[code]());
}
