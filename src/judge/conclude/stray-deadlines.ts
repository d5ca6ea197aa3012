import type { Notice } from '../../model/report.ts';
import type { Knowledge } from '../knowledge.ts';
import type { State } from '../state.ts';
import { clock, earliest, largest, plural } from './reasons.ts';
import { livesIn } from './settled.ts';

/**
 * Requests that ran out of time in processes of which no line names a pool: what they waited for nobody knows, so nothing is judged by them. They are told,
 * because they are counted among the lines that were recognised. Undefined where there are none.
 */
export function strayDeadlines({ streams }: State, { recipes }: Knowledge): Notice | undefined {
  const lives = [...streams.values()].flatMap((processes) => livesIn(processes));
  const all = lives.flatMap(({ strayDeadlines: stray, pools }) => (stray === undefined || pools.size > 0 ? [] : [stray]));
  if (all.length === 0) return undefined;
  const count = all.reduce((sum, stray) => sum + stray.count, 0);
  const first = earliest(all.map(({ from }) => from));
  const last = largest(all.flatMap(({ to }) => to ?? []));
  const when = first === undefined ? '' : count === 1 ? ` at ${clock(first)}` : ` from ${clock(first)} to ${clock(last)}`;
  const recipe = [...new Set(lives.flatMap(({ runtime, strayDeadlines: stray }) => (stray && recipes.get(runtime)) ?? []))][0];
  return {
    code: 'deadlines-unexplained',
    text:
      `${plural(count, 'request')} ran out of time (context deadline exceeded)${when}, and no line of ${all.length === 1 ? 'the process' : 'those processes'} tells of a pool. ` +
      `They may have waited for a connection that others kept, or for anything else. A sample of the pool tells, or a goroutine dump taken while it lasts${recipe === undefined ? '' : ` (leak-stream recipe ${recipe})`}.`,
    evidence: all.flatMap(({ evidence }) => evidence).slice(0, 5),
  };
}
