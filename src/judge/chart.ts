import type { PoolReport, Report } from '../model/report.ts';
import { poolCases, type PoolCase } from './conclude/case/pool-case.ts';
import { isoOrNull } from './conclude/words/reasons.ts';
import { classesOf } from './sketch.ts';
import type { State } from './state.ts';

/** Marks of one kind: more of them would be one bar in a drawing. */
const MARKS = 100;
/** Classes of hold times in a tenfold of time: narrow enough to show a second hill, wide enough to be seen. */
const CLASSES_A_DECADE = 6;

type Mark = NonNullable<NonNullable<PoolReport['marks']>['alarms']>[number];

/** The report with what is only drawn: when a pool reported leaks and turned callers away, and how hold times are spread. Decides nothing. */
export function withCharts(report: Report, state: State): Report {
  const cases = new Map(poolCases(state).map((poolCase) => [poolCase.id, poolCase]));
  return { ...report, pools: report.pools.map((pool) => charted(pool, cases.get(pool.id))) };
}

function charted(pool: PoolReport, poolCase: PoolCase | undefined): PoolReport {
  if (poolCase === undefined) return pool;
  const alarms = marksOf(alarmTimes(poolCase));
  const timeouts = marksOf(timeoutTimes(poolCase));
  const { holdTime } = pool;
  return {
    ...pool,
    ...(alarms.length + timeouts.length > 0 && {
      marks: { ...(alarms.length > 0 && { alarms }), ...(timeouts.length > 0 && { timeouts }) },
    }),
    ...(holdTime && { holdTime: { ...holdTime, classes: classesOf(poolCase.pool.returned, CLASSES_A_DECADE) } }),
  };
}

/** Reports of the pool itself, of connections that came back later too. */
const alarmTimes = ({ alarms, lateReturns }: PoolCase): (number | null)[] => [
  ...alarms.map(({ at }) => at),
  ...lateReturns.map(({ at, afterMs }) => (at === null || afterMs === null ? null : at - afterMs)),
];

/** The first and the last are always kept; those between where each printed what was in use. */
const timeoutTimes = ({ pool }: PoolCase): (number | null)[] => [
  ...new Set([
    pool.firstTimeoutAt,
    ...pool.samples.flatMap(({ at, occasion }) => (occasion === 'exhaustion' ? [at] : [])),
    pool.lastTimeoutAt,
  ]),
];

/** Near ones are counted together, under the first of them. */
function marksOf(times: readonly (number | null)[]): Mark[] {
  const known = times.filter((at) => at !== null).sort((a, b) => a - b);
  const [first = 0, last = 0] = [known[0], known.at(-1)];
  const width = Math.max(1, (last - first) / MARKS);
  const marks: { at: string; slot: number; count: number }[] = [];
  for (const at of known) {
    const slot = Math.floor((at - first) / width);
    const mark = marks.at(-1);
    if (mark?.slot === slot) mark.count += 1;
    else marks.push({ at: isoOrNull(at) ?? '', slot, count: 1 });
  }
  return marks.map(({ at, count }) => ({ at, count }));
}
