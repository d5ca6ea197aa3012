import type { PoolReport, Report, Suspect } from '../../model/report.ts';
import { exhaustionText } from '../exhaustion.ts';
import { duration, time } from '../words.ts';

/** As PagerDuty names them, worst first. */
export type Severity = 'critical' | 'error' | 'warning' | 'info';

const DAY_MS = 86_400_000;

/**
 * How urgent a suspect is, from the forecast of its pools: `critical` where one ran out or turned callers away, or will within a day of the
 * log's end; `error` where it will within a week; `warning` for a leak without such a forecast; `info` for what is no proven leak.
 */
export function severityOf(suspect: Suspect, report: Report): { readonly severity: Severity; readonly forecast: string } {
  const pools = report.pools.filter(({ id }) => suspect.pools.includes(id));
  const end = report.input.timeRange === null ? NaN : Date.parse(report.input.timeRange.to);
  const forecast = forecastOf(pools, end);
  if (suspect.verdict !== 'leak') return { severity: 'info', forecast: forecast.text };
  const severity = forecast.inMs <= DAY_MS ? 'critical' : forecast.inMs <= 7 * DAY_MS ? 'error' : 'warning';
  return { severity, forecast: forecast.text };
}

function forecastOf(pools: readonly PoolReport[], end: number): { readonly inMs: number; readonly text: string } {
  const timeouts = pools.reduce((sum, { acquireTimeouts }) => sum + acquireTimeouts, 0);
  const [dry] = pools.flatMap((pool) => (pool.exhaustion !== undefined && 'at' in pool.exhaustion ? [{ at: pool.exhaustion.at, text: exhaustionText(pool) ?? '' }] : [])).sort((a, b) => (a.at < b.at ? -1 : 1)); // prettier-ignore
  if (dry !== undefined) {
    const said = dry.text.startsWith('ran') ? `The pool ${dry.text}` : dry.text.replace(/^t/, 'T');
    return { inMs: 0, text: `${said}${timeouts > 0 ? `; ${timeouts} callers were turned away` : ''}.` };
  }
  if (timeouts > 0) return { inMs: 0, text: `${timeouts} callers were turned away.` };
  const eta = pools.flatMap(({ exhaustion }) => (exhaustion !== undefined && 'eta' in exhaustion ? [exhaustion.eta] : [])).sort()[0]; // prettier-ignore
  if (eta === undefined) return { inMs: Infinity, text: 'No forecast of when the pool runs out.' };
  const inMs = Number.isNaN(end) ? 0 : Math.max(0, Date.parse(eta) - end);
  return {
    inMs,
    text: `At this rate the pool runs out at ${time(eta)}${Number.isNaN(end) ? '' : `, ${duration(inMs)} after the end of the log`}.`,
  };
}
