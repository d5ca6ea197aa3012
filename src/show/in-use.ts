import type { PoolReport, Report } from '../model/report.ts';
import { counted, duration, timeBeside } from './words.ts';

/** What a pool had out so long before the log's end says little of the end. */
const STALE_MS = 30_000;
const STALE_SHARE = 0.1;

/**
 * `7 of 15 in use at the end, peak 8`; where nothing told it for a good part of the log's end, when it was told last. Checkouts and returns tell it
 * always. Undefined where the log never does.
 */
export function inUseText(pool: PoolReport, { input }: Report): string | undefined {
  const { inUse, max, watched } = pool;
  if (inUse === undefined) return undefined;
  const range = watched ?? input.timeRange;
  const last = unseenBeside(pool, range).after === undefined ? undefined : inUse.series.at(-1)?.at;
  const when = last === undefined ? 'at the end' : `when last counted (${timeBeside(last, input.timeRange?.from ?? last)})`;
  return `${inUse.last}${max ? ` of ${max}` : ''} in use ${when}, peak ${inUse.peak}`;
}

/**
 * From when and until when the log goes on without a word of what is in use, epoch ms: where that is a good part of its time. Checkouts and returns tell it always.
 */
export function unseenBeside({ inUse, holdTime }: PoolReport, range: Report['input']['timeRange']): { readonly before?: number; readonly after?: number } {
  const [first] = inUse?.series ?? [];
  const [before, last] = (inUse?.series ?? []).slice(-2).map(({ at }) => Date.parse(at));
  if (range === null || first === undefined || before === undefined || holdTime !== undefined) return {};
  const [from, to] = [Date.parse(range.from), Date.parse(range.to)];
  const end = last === undefined ? before : last + (last - before);
  const long = Math.max(STALE_MS, STALE_SHARE * (to - from));
  return { ...(Date.parse(first.at) - from > long && { before: from }), ...(to - end > long && { after: to }) };
} // prettier-ignore

/** From so many on a hundredth of them is some. */
const MANY = 100;

/** How long connections were held that came back. */
export const holdsText = ({ count, p99Ms, maxMs }: NonNullable<PoolReport['holdTime']>): string =>
  count >= MANY
    ? `99 of 100 holds under ${duration(p99Ms)}`
    : `${counted(count, 'hold')}, ${count === 1 ? 'of' : 'of at most'} ${duration(maxMs)}`;
