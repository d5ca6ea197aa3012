import type { PoolCase } from '../case/pool-case.ts';
import type { SuspectDraft } from './suspect-draft.ts';

/**
 * How often the path of a suspect ran in each of the processes, by the lines that go with its losses: those of its message, else of its route with its status. Undefined where
 * no such lines are known of them, or rare ones were forgotten.
 */
export function pathRuns(draft: SuspectDraft, cases: readonly PoolCase[]): ((poolCase: PoolCase) => number | undefined) | undefined {
  if (draft.method !== 'co-occurrence') return undefined;
  const { template, route, status } = draft;
  const keys = [
    ...(template === undefined ? [] : [{ kind: 'template', template }]),
    ...(route === undefined ? [] : [status === undefined ? { kind: 'route', route } : { kind: 'route-status', route, status }]),
  ];
  const linesOf = ({ pool }: PoolCase, key: (typeof keys)[number]): number => {
    const own = [...(pool.intervals?.keys.values() ?? [])].filter((one) => Object.entries(key).every(([name, value]) => one[name as keyof typeof one] === value)); // prettier-ignore
    return own.reduce((sum, { total }) => sum + total, 0);
  };
  const known = keys.find((key) => cases.some((poolCase) => draft.leakedIn.has(poolCase) && linesOf(poolCase, key) > 0));
  if (known === undefined) return undefined;
  return (poolCase) => {
    const { intervals } = poolCase.pool;
    return intervals === undefined || intervals.forgotten > 0 ? undefined : linesOf(poolCase, known);
  };
}
