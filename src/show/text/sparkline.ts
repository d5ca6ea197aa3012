import type { PoolReport } from '../../model/report.ts';
import { unseenBeside } from '../in-use.ts';

const BARS = '▁▂▃▄▅▆▇█';
const UNSEEN = '·';

/**
 * In-use over the time of the log as one line of bars. Each bar is the greatest value of its slice of TIME, not of samples; a slice
 * without a sample repeats what stood before. A good part of the log's time before the first sample or after the last one, in which nobody tells what is in use, is dots.
 * Undefined where there are fewer than three samples or no time passes.
 */
export function sparkline(pool: PoolReport, width: number): string | undefined {
  const { inUse, max } = pool;
  if (inUse === undefined) return undefined;
  const points = inUse.series.map(({ at, max: value }) => ({ at: Date.parse(at), value }));
  const [first, last] = [points[0]?.at ?? NaN, points.at(-1)?.at ?? NaN];
  if (points.length < 3 || !(last > first)) return undefined;
  const unseen = unseenBeside(pool, pool.watched ?? null);
  const [from, to] = [unseen.before ?? first, unseen.after ?? last];
  const slotOf = (at: number): number => Math.min(width - 1, Math.max(0, Math.floor(((at - from) / (to - from)) * width)));
  const slots = new Array<number | undefined>(width);
  for (const { at, value } of points) slots[slotOf(at)] = Math.max(slots[slotOf(at)] ?? 0, value);
  const top = Math.max(max ?? 0, inUse.peak, 1);
  let value = 0;
  let line = '';
  for (let slot = 0; slot < width; slot++) {
    value = slots[slot] ?? value;
    const seen = slot >= slotOf(first) && (unseen.after === undefined || slot <= slotOf(last));
    line += seen ? BARS[Math.min(BARS.length - 1, Math.round((value / top) * (BARS.length - 1)))] : UNSEEN;
  }
  return line;
}
