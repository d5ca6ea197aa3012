import type { PoolReport } from '../../model/report.ts';

const BARS = '▁▂▃▄▅▆▇█';

/**
 * In-use over the time of the log as one line of bars. Each bar is the greatest value of its slice of TIME, not of samples; a slice
 * without a sample repeats what stood before. Undefined where there are fewer than three samples or no time passes.
 */
export function sparkline(inUse: NonNullable<PoolReport['inUse']>, max: number | undefined, width: number): string | undefined {
  const points = inUse.series.map(({ at, max: value }) => ({ at: Date.parse(at), value }));
  const from = points[0]?.at ?? NaN;
  const span = (points.at(-1)?.at ?? NaN) - from;
  if (points.length < 3 || !(span > 0)) return undefined;
  const slots = new Array<number | undefined>(width);
  for (const { at, value } of points) {
    const slot = Math.min(width - 1, Math.max(0, Math.floor(((at - from) / span) * width)));
    slots[slot] = Math.max(slots[slot] ?? 0, value);
  }
  const top = Math.max(max ?? 0, inUse.peak, 1);
  let value = 0;
  let line = '';
  for (let slot = 0; slot < width; slot++) {
    value = slots[slot] ?? value;
    line += BARS[Math.min(BARS.length - 1, Math.round((value / top) * (BARS.length - 1)))];
  }
  return line;
}
