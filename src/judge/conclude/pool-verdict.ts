import { worst, type Reason, type Verdict } from '../../model/report.ts';
import type { SeriesJudgement } from '../series/index.ts';
import { returnsVisible } from './decide-alarms.ts';
import { ENOUGH_RETURNS } from './decide-holds.ts';
import type { Finding } from './finding.ts';
import { limitOf, timeoutsOf, type PoolCase } from './pool-case.ts';
import { largest, plural, reason, span } from './reasons.ts';
import { seriesReasons } from './series-reasons.ts';

export interface PoolVerdict {
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

/** What one kind of evidence says of a pool. */
interface Claim {
  readonly verdict: Verdict;
  readonly confidence: number;
  readonly reasons: readonly Reason[];
}

const claim = (verdict: Verdict, confidence: number, ...reasons: Reason[]): Claim => ({ verdict, confidence, reasons });

/** The probability that at least one of the findings is a leak; near misses of many findings add up, but share their doubts. */
const together = (findings: readonly Finding[]): number => {
  const doubt = findings.reduce((product, finding) => product * (1 - finding.confidence), 1);
  const best = largest(findings.map((finding) => finding.confidence));
  return Math.min(0.99, Math.max(best, 1 - doubt ** 0.5));
};

/** Checkouts and checkins that the log shows one by one. */
function fromPairs({ pool, open: out }: PoolCase, findings: readonly Finding[]): Claim | undefined {
  if (pool.checkouts === 0) return undefined;
  const leaked = findings.filter((finding) => finding.fate === 'leaked');
  const undecided = findings.filter((finding) => finding.fate === 'undecided');
  const back = reason('returned', 'healthy', `${plural(pool.back, 'checkout')} of ${pool.checkouts} came back.`);
  const lost =
    pool.lostEnds > 0
      ? [
          reason(
            'lost-ends',
            'inconclusive',
            `${plural(pool.lostEnds, 'checkout')} ended without a line that says so: the log has gaps, or an address was used again.`,
          ),
        ]
      : [];
  if (leaked.length > 0) {
    const reclaimed = leaked.filter((finding) => finding.reclaimed);
    const open = leaked.length - reclaimed.length;
    const oldest = largest(leaked.map((finding) => finding.ageMs ?? 0));
    return claim('leak', together(leaked), ...[
      ...(open > 0 ? [reason('never-returned', 'leak', `${plural(open, 'connection')} went out and did not come back, ${oldest > 0 ? `the oldest after ${span(oldest)}; honest` : 'while honest'} work of the same kind is back long before.`, leaked.filter((finding) => finding.open).map((finding) => finding.evidence))] : []),
      ...(reclaimed.length > 0 ? [reason('reclaimed', 'leak', `${plural(reclaimed.length, 'connection')} came back only because the garbage collector found ${reclaimed.length === 1 ? 'it' : 'them'} abandoned.`, reclaimed.map((finding) => finding.evidence))] : []),
      back,
      ...lost,
    ]); // prettier-ignore
  }
  if (undecided.length > 0) {
    const why =
      pool.back < ENOUGH_RETURNS
        ? `only ${pool.back} returned, too few to know how long honest work takes`
        : 'not for so long that only a leak explains it';
    return claim('inconclusive', 0.5, reason('open-undecided', 'inconclusive', `${plural(undecided.length, 'connection')} still out at the end, longer than most, but ${why}. A longer log would settle it.`, undecided.map((finding) => finding.evidence)), back, ...lost); // prettier-ignore
  }
  const kept = findings.filter((finding) => finding.fate === 'kept');
  if (pool.back < ENOUGH_RETURNS)
    return claim(
      'inconclusive',
      0.5,
      reason('too-few-holds', 'inconclusive', `Only ${plural(pool.back, 'returned hold')} in this log.`),
      ...lost,
    );
  const gaps = pool.lostEnds / Math.max(1, pool.checkouts);
  const inFlight =
    out.length > 0
      ? [reason('in-flight', 'healthy', `${plural(out.length, 'connection')} still out at the end, not for longer than usual.`)]
      : [];
  if (kept.length > 0) return claim('healthy', Math.max(0.5, 0.8 - gaps), back, keptReason(kept), ...lost);
  return claim('healthy', Math.max(0.5, 0.97 - gaps), back, ...inFlight, ...lost);
}

const keptReason = (kept: readonly Finding[]): Reason =>
  reason('kept-from-start', 'leak', `${plural(kept.length, 'connection')} taken when the process began ${kept.length === 1 ? 'was' : 'were'} kept. Listeners, locks and replication readers do so by design; nothing of the kind came later.`, kept.map((finding) => finding.evidence)); // prettier-ignore

/** What the pool itself reported, and what came back after all. */
function fromAlarms(poolCase: PoolCase, findings: readonly Finding[]): Claim | undefined {
  const { alarms, lateReturns, life, pool } = poolCase;
  if (alarms.length === 0 && lateReturns.length === 0) {
    // Detection that is on and silent is evidence of health.
    if (pool.thresholdMs === undefined || pool.thresholdMs <= 0 || life.firstAt === null || life.lastAt === null) return undefined;
    if (life.lastAt - life.firstAt < 5 * pool.thresholdMs) return undefined;
    return claim(
      'healthy',
      0.85,
      reason(
        'no-leak-reports',
        'healthy',
        `Leak detection is on (${span(pool.thresholdMs)}) and reported nothing in ${span(life.lastAt - life.firstAt)}.`,
      ),
    );
  }
  const leaked = findings.filter((finding) => finding.fate === 'leaked' && finding.poolCase.alarms.length > 0);
  const undecided = findings.filter((finding) => finding.fate === 'undecided');
  const reports = alarms.length + lateReturns.length + life.unseenReturns;
  const against = [
    ...(lateReturns.length > 0 ? [reason('unleaked', 'long-hold', `${lateReturns.length} of ${plural(reports, 'reported connection')} came back after all.`, lateReturns.map((late) => late.evidence))] : []),
    ...(life.unseenReturns > 0 ? [reason('reported-again', 'inconclusive', `${plural(life.unseenReturns, 'connection')} reported twice: in between ${life.unseenReturns === 1 ? 'it was' : 'they were'} back, and no line said so.`)] : []),
    ...(life.clockTrouble.length > 0 ? [reason('clock-trouble', 'inconclusive', 'The process was starved of time or its clock stepped; reports near that moment prove little.', life.clockTrouble.map((note) => note.evidence))] : []),
  ]; // prettier-ignore
  if (leaked.length > 0) {
    const seen = returnsVisible(life) === 'seen' ? 'returns of other connections were logged' : 'a return would have been logged';
    return claim('leak', together(leaked), reason('alarm-without-return', 'leak', `${plural(leaked.length, 'reported connection')} never came back, although ${seen}.`, leaked.map((finding) => finding.evidence)), ...against); // prettier-ignore
  }
  if (undecided.length > 0) {
    const hidden = returnsVisible(life) === 'hidden';
    const why = life.returnsNeverLogged
      ? reason(
          'returns-never-logged',
          'inconclusive',
          'This version of HikariCP prints no line when a reported connection comes back (2.4.8 was the first to), so slow work looks the same as a leak.',
        )
      : hidden
        ? reason(
            'returns-not-visible',
            'inconclusive',
            `This log shows reports at WARN and nothing below of that logger, where returns are logged, so slow work that came back looks the same.${life.runtime === 'hikaricp' ? ' Set com.zaxxer.hikari to INFO.' : ' Log the returns too.'}`,
          )
        : reason('log-ends-too-soon', 'inconclusive', 'The log ends too soon after the reports to tell slow work from a leak.');
    return claim('inconclusive', 0.5, reason('alarm-undecided', 'leak', `${plural(undecided.length, 'connection')} reported by the pool, no return seen.`, undecided.map((finding) => finding.evidence)), why, ...against); // prettier-ignore
  }
  const kept = findings.filter((finding) => finding.fate === 'kept');
  if (kept.length > 0 && lateReturns.length === 0) return claim('healthy', 0.7, keptReason(kept), ...against);
  return claim('long-hold', 0.95, ...against, ...(kept.length > 0 ? [keptReason(kept)] : []));
}

/** Holds beyond a threshold that the user named. */
function fromThreshold({ pool }: PoolCase, thresholdMs: number | undefined): Claim | undefined {
  if (thresholdMs === undefined || pool.returned.count === 0 || pool.returned.max <= thresholdMs) return undefined;
  return claim(
    'long-hold',
    0.95,
    reason(
      'over-threshold',
      'long-hold',
      `The longest returned hold took ${span(pool.returned.max)}, more than the ${span(thresholdMs)} given.`,
    ),
  );
}

/** Callers that waited in vain. Alone they do not tell load from leak. */
function fromTimeouts(poolCase: PoolCase, series: SeriesJudgement | undefined): Claim | undefined {
  const { pool, life } = poolCase;
  const timeouts = timeoutsOf(pool);
  if (timeouts === 0) return undefined;
  const raised = reason('acquire-timeouts', 'saturation', `${plural(timeouts, 'caller')} gave up waiting for a connection.`, [
    pool.firstTimeout,
  ]);
  const after = life.lastAt !== null && pool.lastTimeoutAt !== null ? life.lastAt - pool.lastTimeoutAt : 0;
  const limit = limitOf(pool) ?? pool.inUse?.peak;
  const idleAgain = pool.inUse !== undefined && limit !== undefined && pool.inUse.last < limit;
  if (pool.checkouts >= ENOUGH_RETURNS && idleAgain) {
    return claim(
      'saturation',
      0.9,
      raised,
      reason('receded', 'saturation', `In-use fell back from ${pool.inUse?.peak ?? limit} to ${pool.inUse?.last ?? 0} when the load went.`),
    );
  }
  if (series?.verdict === 'saturation') return claim('saturation', 0.9, raised);
  if (series && series.n > 0 && series.recovered && idleAgain && after > 0) {
    return claim(
      'saturation',
      0.7,
      raised,
      reason('receded', 'saturation', `In-use was down to ${pool.inUse?.last ?? 0} after the last of them.`),
    );
  }
  const capacity = limit ?? pool.openPeak ?? 0;
  if (capacity > 0 && pool.turnover >= 2 * capacity && poolCase.alarms.length < capacity / 2) {
    return claim(
      'saturation',
      0.8,
      raised,
      reason(
        'turnover',
        'saturation',
        `While callers gave up, ${plural(pool.turnover, 'connection')} came back and went out again: the pool was busy, not lost. The log ends before the load does.`,
      ),
    );
  }
  return claim('inconclusive', 0.5, raised, reason('exhausted-undecided', 'inconclusive', 'The pool ran dry; whether by load or by a leak, this log does not show. It shows neither who took connections nor whether in-use falls when requests stop.')); // prettier-ignore
}

/** Brings all evidence of a pool together. The reasons of the claims that lose are kept: they are the reasons against. */
export function poolVerdict(
  poolCase: PoolCase,
  findings: readonly Finding[],
  series: SeriesJudgement | undefined,
  thresholdMs: number | undefined,
): PoolVerdict {
  const mine = findings.filter((finding) => finding.poolCase === poolCase);
  const pairs = fromPairs(poolCase, mine);
  const alarms = poolCase.pool.checkouts === 0 || poolCase.alarms.length > 0 ? fromAlarms(poolCase, mine) : undefined;
  // Pairs show every hold; a series of the same pool adds nothing but doubt.
  const counted = series && series.n > 0 && !pairs ? seriesClaim(poolCase, series, alarms) : undefined;
  const claims = [pairs, alarms, counted, fromThreshold(poolCase, thresholdMs), fromTimeouts(poolCase, series)].filter(
    (one) => one !== undefined,
  );
  if (claims.length === 0) {
    const text = 'The log shows this pool, but nothing that tells whether its connections come back.';
    return { verdict: 'inconclusive', confidence: 0.5, reasons: [reason('nothing-to-judge', 'inconclusive', text)] };
  }
  const verdict = settle(claims);
  const winning = claims.filter((one) => one.verdict === verdict);
  const confidence = Math.max(...winning.map((one) => one.confidence), 0);
  const reasons = [...winning, ...claims.filter((one) => one.verdict !== verdict)]
    .flatMap((one) => one.reasons)
    // what one kind of evidence could not decide and another did is no argument any more
    .filter((why) => verdict === 'inconclusive' || why.code !== 'exhausted-undecided');
  return { verdict, confidence: Number(confidence.toFixed(3)), reasons };
}

/** A doubt of one kind of evidence does not stand against an answer of another. */
function settle(claims: readonly Claim[]): Verdict {
  const answers = claims.map((one) => one.verdict).filter((verdict) => verdict !== 'inconclusive' && verdict !== 'healthy');
  const decided = worst(answers);
  if (decided === 'leak' || decided === 'saturation') return decided;
  // Long holds and health do not explain a pool that ran dry, a report that is still open, or a floor that rises under a silent detector.
  const isOpen = (why: Reason): boolean => why.for === 'leak' || why.code.includes('undecided');
  if (claims.some((one) => one.verdict === 'inconclusive' && one.reasons.some(isOpen))) return 'inconclusive';
  if (decided) return decided;
  return claims.some((one) => one.verdict === 'healthy') ? 'healthy' : 'inconclusive';
}

function seriesClaim(poolCase: PoolCase, series: SeriesJudgement, alarms: Claim | undefined): Claim {
  const reasons = seriesReasons(poolCase, series);
  if (series.verdict === 'leak') {
    // A detector that is on and silent contradicts a ratchet.
    if (alarms?.verdict === 'healthy') return claim('inconclusive', 0.5, ...reasons);
    return claim('leak', series.reasons.includes('mean-busy-high') ? 0.7 : 0.95, ...reasons);
  }
  return claim(series.verdict, series.verdict === 'inconclusive' ? 0.5 : series.verdict === 'healthy' ? 0.9 : 0.9, ...reasons);
}
