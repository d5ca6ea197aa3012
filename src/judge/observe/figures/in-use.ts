import type { InUseSeries, PoolState } from '../../state.ts';
import { tellYear } from '../work/yearless.ts';

const MAX_BUCKETS = 240;

const emptySeries = (value: number): InUseSeries => ({ bucketMs: 1000, start: null, buckets: [], first: value, last: value, peak: value });

const count = ({ buckets }: InUseSeries): number => buckets.length / 2;

/** Halves the resolution, keeping each pair's least and most. */
const coarsen = (series: InUseSeries): void => {
  const { buckets } = series;
  const halved: number[] = [];
  for (let i = 0; i < buckets.length; i += 4) {
    const [min, max] = [buckets[i] as number, buckets[i + 1] as number];
    halved.push(Math.min(min, buckets[i + 2] ?? min), Math.max(max, buckets[i + 3] ?? max));
  }
  series.buckets = halved;
  series.bucketMs *= 2;
};

/** Notes an in-use value. Buckets that no line fell into carry the value before on. */
export function noteInUse(pool: PoolState, at: number | null, value: number): void {
  tellYear(pool, at);
  const series = (pool.inUse ??= emptySeries(value));
  const before = series.last;
  series.last = value;
  if (value > series.peak) series.peak = value;
  if (at === null) return;
  series.start ??= at;
  // a step back in time belongs to the bucket that is open
  let index = Math.max(Math.floor((at - series.start) / series.bucketMs), count(series) - 1, 0);
  while (index >= MAX_BUCKETS) {
    coarsen(series);
    index = Math.max(Math.floor((at - series.start) / series.bucketMs), count(series) - 1);
  }
  const { buckets } = series;
  while (count(series) <= index) buckets.push(before, before);
  buckets[2 * index] = Math.min(buckets[2 * index] as number, value);
  buckets[2 * index + 1] = Math.max(buckets[2 * index + 1] as number, value);
}

/** The buckets in order, each with its beginning, epoch ms; of all or so many at the end. */
export function bucketsOf(series: InUseSeries, most = Infinity): { readonly at: number; readonly min: number; readonly max: number }[] {
  const { buckets, start, bucketMs } = series;
  const all = count(series);
  const first = Math.max(0, all - most);
  return Array.from({ length: all - first }, (_, i) => ({
    at: (start ?? 0) + (first + i) * bucketMs,
    min: buckets[2 * (first + i)] as number,
    max: buckets[2 * (first + i) + 1] as number,
  }));
}
