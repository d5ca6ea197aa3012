import type { PoolReport } from '../../../model/report.ts';
import { quantile } from '../../sketch.ts';
import type { PoolState } from '../../state.ts';
import type { Finding } from './finding.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { largest } from '../words/reasons.ts';

const ASSUMED_THRESHOLD_MS = 60_000;

/**
 * What leak detection is taken to be set to where the log does not tell, ms: most are set between 2 s and a minute, so the upper end is the careful
 * guess. Where the log shows how long a connection can have been out at most (since the pool began, since it was last seen back), that is a better bound.
 */
export const assumedThresholdMs = ({ thresholdAtMostMs = Infinity }: PoolState): number =>
  Math.min(ASSUMED_THRESHOLD_MS, thresholdAtMostMs);

/** Clean values, ms. HikariCP accepts nothing below 2 s. */
const CLEAN_MS = [2000, 5000, 10_000, 20_000, 30_000, 60_000, 120_000];
/** Below this many returned holds the 99.9th percentile is merely the longest. */
const ENOUGH_FOR_P999 = 1000;

const seconds = (ms: number): string => (ms < 1000 ? `${Math.round(ms)} ms` : `${Number((ms / 1000).toPrecision(3))} s`);

/** What "warn if checked out longer than" should be set to: twice the 99.9th percentile of honest holds, rounded up to a clean value. */
export function thresholdAdvice(poolCase: PoolCase, findings: readonly Finding[]): PoolReport['threshold'] {
  const { pool } = poolCase;
  const current = pool.thresholdMs === undefined ? {} : { current: pool.thresholdMs };
  if (pool.returned.count >= 20) {
    const p999 = quantile(pool.returned, 0.999);
    const few =
      pool.returned.count < ENOUGH_FOR_P999
        ? ` From only ${pool.returned.count} returned holds the 99.9th percentile is the longest of them: look again with a longer log.`
        : '';
    return { ...recommend(2 * p999, `2 × p999 (${seconds(p999)}) of ${pool.returned.count} returned holds`, '', few), ...current };
  }
  const late = findings.filter((finding) => finding.fate === 'late' && finding.ageMs !== undefined);
  if (late.length === 0) return pool.thresholdMs === undefined ? undefined : unknown(pool.thresholdMs);
  const longest = largest(late.map((finding) => finding.ageMs ?? 0));
  const fromReport = late.some((finding) => finding.agedFromReport === true);
  const which = late.length === 1 ? 'the one hold that was reported' : `the longest of ${late.length} holds that were reported`;
  const basis = `2 × ${which} and came back (${seconds(longest)}${fromReport ? ' from its report on' : ''})`;
  const advised = recommend(2 * longest, basis, ', at the least', fromReport ? UNKNOWN_START : ONLY_LONG);
  return { ...advised, ...current, ...(advised.recommendedMs !== null && { atLeast: true }) };
}

/** Of the holds below the threshold an alarm tells nothing, and of those that never come back there may be slower ones. */
const ONLY_LONG = ' Only holds beyond the present threshold are in the log: this is a lower bound.';
const UNKNOWN_START =
  ' Only holds beyond the present threshold are in the log, and those from their report on: this is a lower bound, and too low where it does not lie above that threshold.';

/** The log shows no hold that came back, so only what is set can be told. */
const unknown = (current: number): NonNullable<PoolReport['threshold']> => ({
  recommendedMs: null,
  basis: '',
  current,
  advice:
    current === 0
      ? 'Leak detection is off. Switch it on with 20 s, a common start: then the log names what stays out for longer.'
      : `The log shows no hold longer than ${seconds(current)} that came back, so nothing speaks for another threshold.`,
});

function recommend(
  floorMs: number,
  basis: string,
  bound: string,
  note: string,
): { recommendedMs: number | null; basis: string; advice: string } {
  const clean = CLEAN_MS.find((ms) => ms > floorMs);
  if (clean === undefined) {
    return {
      recommendedMs: null,
      basis,
      advice: `Holds of minutes are normal here. Give that work a pool of its own, so that the others can have a tight threshold.${bound === '' ? note : ''}`,
    };
  }
  return { recommendedMs: clean, basis, advice: `Report connections that are out for longer than ${seconds(clean)}${bound}.${note}` };
}
