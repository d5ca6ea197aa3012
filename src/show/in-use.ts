import type { PoolReport, Report } from '../model/report.ts';
import { timeBeside } from './words.ts';

/** What a pool had out so long before the log's end says little of the end. */
const STALE_MS = 30_000;
const STALE_SHARE = 0.1;

/**
 * `7 of 15 in use at the end, peak 8`; where nothing told it for a good part of the log's end, when it was told last. Checkouts and returns tell it
 * always. Undefined where the log never does.
 */
export function inUseText({ inUse, max, holdTime, watched }: PoolReport, { input }: Report): string | undefined {
  if (inUse === undefined) return undefined;
  const last = holdTime === undefined ? lastCounted(inUse.series, watched ?? input.timeRange) : undefined;
  const when = last === undefined ? 'at the end' : `when last counted (${timeBeside(last, input.timeRange?.from ?? last)})`;
  return `${inUse.last}${max ? ` of ${max}` : ''} in use ${when}, peak ${inUse.peak}`;
}

/** The last time of a series that ends long before the log; undefined for one that lasts as long. */
function lastCounted(series: NonNullable<PoolReport['inUse']>['series'], range: Report['input']['timeRange']): string | undefined {
  const [before, last] = series.slice(-2);
  if (range === null || last === undefined) return undefined;
  const step = before === undefined ? 0 : Date.parse(last.at) - Date.parse(before.at);
  const left = Date.parse(range.to) - Date.parse(last.at) - step;
  return left > Math.max(STALE_MS, STALE_SHARE * (Date.parse(range.to) - Date.parse(range.from))) ? last.at : undefined;
}
