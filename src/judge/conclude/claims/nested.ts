import type { Reason, Verdict } from '../../../model/report.ts';
import { timeoutsOf, type PoolCase } from '../case/pool-case.ts';
import { plural, reason } from '../words/reasons.ts';

/**
 * Callers that asked for a second connection while they held one, and did not get it. As many of them at once as the pool is large wait for each other, until the first
 * one gives up; fewer make it as much smaller.
 */
export function nestedCallers({ pool, life }: PoolCase, verdict: Verdict): readonly Reason[] {
  if (verdict !== 'saturation' && verdict !== 'inconclusive') return [];
  const timeouts = timeoutsOf(pool);
  // The stacks of those that gave up tell no pool; of several that ran dry it may be any.
  if ([...life.pools.values()].some((other) => other !== pool && other.name !== pool.name && other.name !== '' && timeoutsOf(other) > 0))
    return [];
  const nested = [...life.victims.values()].filter((group) => group.nested === true);
  const count = Math.min(
    nested.reduce((sum, group) => sum + group.timeouts, 0),
    timeouts,
  );
  if (count === 0) return [];
  const who =
    count < timeouts
      ? `${count} of the ${plural(timeouts, 'caller')} that gave up`
      : count === 1
        ? 'The caller that gave up'
        : `All ${count} callers that gave up`;
  const text = `${who} held a connection already: inside a transaction they asked for a second one. As many of them at once as the pool is large wait for each other.`;
  return [
    reason(
      'nested-acquisition',
      verdict,
      text,
      nested.map(({ evidence }) => evidence),
    ),
  ];
}
