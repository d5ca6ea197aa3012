import type { Evidence, PoolReport } from '../../../model/report.ts';
import { bucketsOf } from '../../observe/figures/in-use.ts';
import { exhaustion, exhaustionByLosses, judgeSeries, type SeriesJudgement } from '../../series/index.ts';
import { quantile } from '../../sketch.ts';
import type { Finding } from '../fates/finding.ts';
import { limitOf } from '../../limit.ts';
import { timeoutsOf, type PoolCase } from '../case/pool-case.ts';
import type { PoolVerdict } from '../claims/pool-verdict.ts';
import { earliest, iso, isoOrNull } from '../words/reasons.ts';
import { thresholdAdvice } from '../fates/threshold.ts';

const round = (ms: number): number => Number(ms.toFixed(1));

/** The most points of a floor or a series that a report carries. */
const MAX_POINTS = 240;

/** Points at the end of a curve by which one sees when it ends. */
const ENDS = 2;

/** When each connection went out that is lost and was not taken back, in order. */
const lostTimes = (findings: readonly Finding[]): number[] =>
  findings
    .flatMap(({ fate, reclaimed, swept, since }) => (fate === 'leaked' && !reclaimed && swept !== true && since !== null ? [since] : []))
    .sort((a, b) => a - b);

/** Steps of the floor: from samples, else from the checkouts that never came back. */
function floorOf(findings: readonly Finding[], series: SeriesJudgement | undefined): { at: string; value: number }[] {
  if (series && series.n > 0)
    return series.floor.slice(0, MAX_POINTS).flatMap(({ at, value }) => (at === null ? [] : [{ at: iso(at), value }]));
  return lostTimes(findings)
    .map((at, i) => ({ at: iso(at), value: i + 1 }))
    .slice(0, MAX_POINTS);
}

function inUseOf(
  { pool }: PoolCase,
  findings: readonly Finding[],
  series: SeriesJudgement | undefined,
  curves: boolean,
): PoolReport['inUse'] {
  const seen = pool.inUse;
  if (!seen) return undefined;
  // what was collected is in use no more, lost as it is
  const floor = floorOf(
    findings,
    pool.collected === undefined ? series : judgeSeries(pool.samples.map(({ collected: _, ...sample }) => sample)),
  );
  return {
    first: Math.max(0, seen.first),
    last: Math.max(0, seen.last),
    peak: Math.max(0, seen.peak),
    floor: curves ? floor : floor.slice(-1),
    series: bucketsOf(seen, curves ? undefined : ENDS).map(({ at, min, max }) => ({
      at: iso(at),
      min: Math.max(0, min),
      max: Math.max(0, max),
    })),
    ...(series?.slopePerHour !== undefined && { slopePerHour: Number(series.slopePerHour.toFixed(4)) }),
  };
}

function exhaustionOf(
  { pool, life }: PoolCase,
  findings: readonly Finding[],
  series: SeriesJudgement | undefined,
  leaking: boolean,
): PoolReport['exhaustion'] {
  if (timeoutsOf(pool) > 0 && pool.firstTimeoutAt !== null) {
    const { firstTimeoutAt: at, firstWaitedMs: waited = 0, firstUntimed } = pool;
    return { at: iso(at), ...(firstUntimed && { orLater: true }), ...(waited > 0 && { drySince: iso(at - waited) }) };
  }
  if (!leaking) return undefined;
  const found =
    (series && pool.collected === undefined ? exhaustion(series, limitOf(pool)) : undefined) ??
    exhaustionByLosses(lostTimes(findings), life.lastAt, limitOf(pool) ?? 0);
  if (!found) return undefined;
  if (found.kind === 'reached') return { at: iso(found.at) };
  return { eta: iso(found.eta), from: iso(found.from), to: iso(found.to) };
}

/** The time that the log tells of the life of its process: what it said before the pool's first word belongs to it. */
function watchedOf({ pool, life }: PoolCase): Pick<PoolReport, 'watched'> {
  const from = earliest([life.firstAt, pool.usual?.from ?? null]);
  return from === undefined || life.lastAt === null ? {} : { watched: { from: iso(from), to: iso(Math.max(from, life.lastAt)) } };
}

export function poolReport(
  poolCase: PoolCase,
  judged: PoolVerdict,
  findings: readonly Finding[],
  series: SeriesJudgement | undefined,
  fingerprints: ReadonlyMap<Evidence, string>,
  autopsy: PoolReport['autopsy'],
  curves: boolean,
): PoolReport {
  const { life, pool } = poolCase;
  const inUse = inUseOf(poolCase, findings, series, curves);
  const exhausted = exhaustionOf(poolCase, findings, series, judged.verdict === 'leak');
  const threshold = thresholdAdvice(poolCase, findings);
  const limit = limitOf(pool);
  const { returned, waits } = pool;
  return {
    id: poolCase.id,
    ...(pool.name !== '' && { name: pool.name }),
    runtime: life.runtime,
    instance: { ...life.instance, restart: life.restart, ...(poolCase.lives > 1 && { lives: poolCase.lives }) },
    verdict: judged.verdict,
    confidence: judged.confidence,
    reasons: [...judged.reasons],
    ...watchedOf(poolCase),
    ...(limit !== undefined && { max: limit }),
    ...(inUse && { inUse }),
    ...(pool.idle !== undefined && { idle: pool.idle }),
    ...(pool.pending !== undefined && { pending: pool.pending }),
    openHolds: [
      ...poolCase.open.filter((hold) => !('until' in hold)),
      ...poolCase.alarms.filter((alarm) => !alarm.reclaimed && alarm.connection !== undefined),
    ].map((hold) => {
      const fingerprint = fingerprints.get(hold.evidence);
      const since = 'since' in hold ? hold.since : hold.at;
      return { connection: hold.connection ?? '', since: isoOrNull(since), ...(fingerprint !== undefined && { fingerprint }) };
    }),
    acquireTimeouts: timeoutsOf(pool),
    ...(waits.count > 0 && { waits: { count: waits.count, totalMs: round(waits.totalMs) } }),
    ...(exhausted && { exhaustion: exhausted }),
    ...(autopsy && autopsy.length > 0 && { autopsy }),
    ...(returned.count > 0 && {
      holdTime: {
        count: returned.count,
        p50Ms: round(quantile(returned, 0.5)),
        p99Ms: round(quantile(returned, 0.99)),
        p999Ms: round(quantile(returned, 0.999)),
        maxMs: round(returned.max),
      },
    }),
    ...(threshold && { threshold }),
  };
}
