import type { Notice } from '../../../model/report.ts';
import type { Knowledge } from '../../knowledge.ts';
import type { Life, State } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { clock, earliest, largest, plural } from '../words/reasons.ts';
import { livesIn } from '../case/settled.ts';

type Stray = NonNullable<Life['strayDeadlines']>;

/** Where the process tells its pool's limit, and no more, its deadlines stand beside that pool. */
const besidePool = ({ pool: { presumed, timeoutsRaised } }: PoolCase): Stray[] => {
  if (presumed === undefined || timeoutsRaised > 0) return [];
  const { count, firstAt: from, lastAt: to, first: evidence } = presumed;
  return [{ count, from, to, evidence }];
};

/**
 * Requests that ran out of time in processes of which no line tells how full a pool was: what they waited for nobody knows, so nothing is judged by them. They are
 * told, because they are counted among the lines that were recognised. Undefined where there are none.
 */
export function strayDeadlines({ streams }: State, { recipes }: Knowledge, cases: readonly PoolCase[] = []): Notice | undefined {
  const lives = [...streams.values()].flatMap((processes) => livesIn(processes));
  const poolless = lives.flatMap(({ strayDeadlines: stray, pools, runtime }) =>
    stray === undefined || pools.size > 0 ? [] : [{ stray, runtime }],
  );
  const pooled = cases.flatMap((poolCase) => besidePool(poolCase).map((stray) => ({ stray, runtime: poolCase.life.runtime })));
  const all = [...poolless, ...pooled];
  if (all.length === 0) return undefined;
  const strays = all.map(({ stray }) => stray);
  const count = strays.reduce((sum, stray) => sum + stray.count, 0);
  const first = earliest(strays.map(({ from }) => from));
  const last = largest(strays.flatMap(({ to }) => to ?? []));
  const when = first === undefined ? '' : count === 1 ? ` at ${clock(first)}` : ` from ${clock(first)} to ${clock(last)}`;
  const recipe = [...new Set(all.flatMap(({ runtime }) => recipes.get(runtime) ?? []))][0];
  const tells = poolless.length > 0 ? 'tells of a pool' : 'tells how full its pool was';
  return {
    code: 'deadlines-unexplained',
    text:
      `${plural(count, 'request')} ran out of time (context deadline exceeded)${when}, and no line of ${all.length === 1 ? 'the process' : 'those processes'} ${tells}. ` +
      `They may have waited for a connection that others kept, or for anything else. A sample of the pool tells, or a goroutine dump taken while it lasts${recipe === undefined ? '' : ` (leak-stream recipe ${recipe})`}.`,
    evidence: strays.flatMap(({ evidence }) => evidence).slice(0, 5),
  };
}
