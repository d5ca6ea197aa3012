import type { InUseSeries, PoolState } from '../state.ts';

const MAX_BUCKETS = 240;

const emptySeries = (value: number): InUseSeries => ({ bucketMs: 1000, start: null, buckets: [], first: value, last: value, peak: value });

/** Halves the resolution, keeping each pair's least and most. */
const coarsen = (series: InUseSeries): void => {
  const halved: { min: number; max: number }[] = [];
  for (let i = 0; i < series.buckets.length; i += 2) {
    const [a, b] = [series.buckets[i], series.buckets[i + 1]];
    if (a) halved.push(b ? { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) } : a);
  }
  series.buckets = halved;
  series.bucketMs *= 2;
};

/** Notes an in-use value. Buckets that no line fell into carry the value before on. */
export function noteInUse(pool: PoolState, at: number | null, value: number): void {
  const series = (pool.inUse ??= emptySeries(value));
  const before = series.last;
  series.last = value;
  if (value > series.peak) series.peak = value;
  if (at === null) return;
  series.start ??= at;
  // a step back in time belongs to the bucket that is open
  let index = Math.max(Math.floor((at - series.start) / series.bucketMs), series.buckets.length - 1, 0);
  while (index >= MAX_BUCKETS) {
    coarsen(series);
    index = Math.max(Math.floor((at - series.start) / series.bucketMs), series.buckets.length - 1);
  }
  while (series.buckets.length <= index) series.buckets.push({ min: before, max: before });
  const bucket = series.buckets[index];
  if (!bucket) return;
  bucket.min = Math.min(bucket.min, value);
  bucket.max = Math.max(bucket.max, value);
}
