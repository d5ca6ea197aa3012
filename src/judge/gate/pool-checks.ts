import type { GateCheck } from '../../model/gate.ts';
import type { Evidence, PoolReport, Report } from '../../model/report.ts';
import { returnsVisible } from '../conclude/case/visibility.ts';
import type { PoolCase } from '../conclude/case/pool-case.ts';
import { plural, span } from '../conclude/words/reasons.ts';
import { quantile } from '../sketch.ts';
import { endingOf, type Ending } from './quiet.ts';

type Seen = Pick<GateCheck, 'status' | 'text' | 'evidence'>;

const seen = (status: GateCheck['status'], text: string, evidence: readonly (Evidence | undefined)[] = []): Seen => ({
  status, text, evidence: evidence.flatMap((line) => line ?? []).slice(0, 5),
}); // prettier-ignore

/** How a pool was judged. @param excused its leaks are all accepted by the user */
export function verdictCheck(pool: PoolReport, excused: boolean): Seen {
  const why = pool.reasons.find((reason) => reason.for === pool.verdict);
  const because = why === undefined ? '' : `: ${why.text}`;
  if (excused) return seen('pass', `Judged a leak, all of it known and accepted${because}`, why?.evidence);
  if (pool.verdict === 'leak' || pool.verdict === 'saturation') return seen('fail', `Judged ${pool.verdict}${because}`, why?.evidence);
  if (pool.verdict === 'inconclusive') return seen('unknown', `Not decided${because || '.'}`, why?.evidence);
  return seen('pass', pool.verdict === 'healthy' ? `Judged healthy${because || '.'}` : `Slow work, but it came back${because || '.'}`);
}

/** Whether in-use falls back. @param allowance connections that the user accepts as leaked */
export function baselineCheck(poolCase: PoolCase, allowance: number): Seen {
  const { pool } = poolCase;
  if (pool.checkouts > 0) return byPairs(poolCase, allowance);
  const ending = endingOf(pool.samples);
  if (ending === undefined) {
    const n = pool.samples.length;
    return seen(
      'unknown',
      `${n === 0 ? 'The log shows no in-use of this pool' : `Only ${plural(n, 'sample')} of in-use`}; leak-stream recipe tells how to log it.`,
    );
  }
  return bySamples(poolCase, ending, allowance);
}

function bySamples({ pool }: PoolCase, { baseline, low, high, spanMs, from }: Ending, allowance: number): Seen {
  const window = spanMs === null || spanMs < 1000 ? 'the last samples' : `the last ${span(spanMs)}`;
  const line = [pool.sampleLines[from], pool.sampleLines.at(-1)];
  if (low <= baseline + allowance) {
    const more = low > baseline ? `, ${low - baseline} of them accepted` : '';
    return seen('pass', `In-use fell back to ${low} in ${window} (baseline ${baseline}${more}).`, line);
  }
  if (low === high) return seen('fail', `In-use stood still at ${low} in ${window}; its baseline is ${baseline}.`, line);
  const longest = pool.returned.count > 0 ? quantile(pool.returned, 0.999) : undefined;
  const hint = longest === undefined ? '' : ` The quiet stretch has to be longer than the longest hold (${span(longest)}).`;
  return seen(
    'unknown',
    `In-use was ${low} to ${high} in ${window}, baseline ${baseline}: the log does not end in a quiet stretch.${hint}`,
    line,
  );
}

/** Checkouts and checkins one by one: what is out at the end is known exactly. */
function byPairs({ pool, open, life }: PoolCase, allowance: number): Seen {
  const last = Math.max(0, pool.inUse?.last ?? open.length);
  if (last <= allowance) return seen('pass', `All connections were back at the end; at the peak ${pool.inUse?.peak ?? 0} were out.`);
  const aged = ages(open, life.lastAt);
  const young = aged.filter((age) => age !== null && age <= patienceMs(pool.returned)).length;
  const evidence = open.map((hold) => hold.evidence);
  if (young >= last - allowance)
    return seen('unknown', `${plural(last, 'connection')} out at the end, not for longer than usual: the log ends under load.`, evidence);
  return seen('fail', `${plural(last, 'connection')} out at the end, where none should be.`, evidence);
}

/** Twice the longest honest hold, at least a second: as the judge counts a hold for leaked. */
const patienceMs = (returned: PoolCase['pool']['returned']): number =>
  Math.max(1000, returned.count === 0 ? 0 : 2 * quantile(returned, 0.999));

const ages = (holds: PoolCase['open'], end: number | null): (number | null)[] =>
  holds.map(({ since }) => (since === null || end === null ? null : end - since));

/** Whether a connection stayed out, by the checkouts of the log, by the pool's own reports, or by what is in use at the end. */
export function unreturnedCheck(poolCase: PoolCase, baseline: Seen, allowance: number): Seen {
  const { pool, open, reclaimed, alarms, life } = poolCase;
  const evidence = [...open, ...reclaimed].map((hold) => hold.evidence);
  if (reclaimed.length > allowance)
    return seen(
      'fail',
      `${plural(reclaimed.length, 'connection')} came back only because the garbage collector or a reaper took ${reclaimed.length === 1 ? 'it' : 'them'}.`,
      evidence,
    );
  if (pool.checkouts > 0) {
    if (open.length <= allowance)
      return seen(
        'pass',
        `${plural(pool.checkouts, 'checkout')}, ${open.length === 0 ? 'each came back' : `${open.length} out and accepted`}.`,
      );
    const late = ages(open, life.lastAt).filter((age) => age === null || age > patienceMs(pool.returned)).length;
    if (late <= allowance)
      return seen('unknown', `${plural(open.length, 'connection')} still in flight at the end: the log ends under load.`, evidence);
    return seen('fail', `${plural(late, 'connection')} of ${plural(pool.checkouts, 'checkout')} never came back.`, evidence);
  }
  const lines = alarms.map((alarm) => alarm.evidence);
  if (alarms.length > allowance) {
    if (returnsVisible(poolCase) === 'hidden')
      return seen(
        'unknown',
        `${plural(alarms.length, 'connection')} reported by the pool; returns are not visible in this log (INFO is off).`,
        lines,
      );
    return seen('fail', `${plural(alarms.length, 'connection')} reported by the pool and not returned.`, lines);
  }
  if (baseline.status === 'unknown' && pool.thresholdMs !== undefined && pool.thresholdMs > 0)
    return seen('pass', `Leak detection is on (${span(pool.thresholdMs)}) and names no connection that stayed out.`);
  const said = {
    pass: 'Nothing beyond the baseline is out at the end.',
    fail: 'More is out at the end than at the baseline.',
    unknown: 'The log shows neither single checkouts nor a quiet end.',
  };
  return seen(baseline.status, said[baseline.status], baseline.evidence);
}

/**
 * What single checkouts and the pool's own reports say, held against the judge, who knows more: what it does not call leaked is no failure,
 * but no proof either, unless it is known to be kept by design.
 */
export function tempered(check: Seen, { verdict, reasons }: PoolReport): Seen {
  if (check.status !== 'fail' || verdict === 'leak') return check;
  const kept = reasons.find(({ code }) => code === 'kept-from-start');
  if (kept !== undefined && verdict !== 'inconclusive') return { ...check, status: 'pass', text: `${check.text} ${kept.text}` };
  return { ...check, status: 'unknown', text: `${check.text} Whether they would have come back, this log does not tell.` };
}

/** Pools whose leaks the user accepts all: the report is not called a leak for them. */
export const isExcused = (pool: PoolReport, report: Report): boolean =>
  pool.verdict === 'leak' && report.verdict !== 'leak' && (report.ignored?.length ?? 0) > 0;
