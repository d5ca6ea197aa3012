/**
 * Quantiles that merge exactly: a DDSketch (Masson, Rim, Lee 2019) as a plain value. Relative error at most ALPHA. Counts can be taken
 * out again, which the judge needs when a later line shows that a return was none. Own code and no library, because the state must stay
 * plain data that workers and checkpoints can carry.
 */
export interface Sketch {
  count: number;
  /** Values below RESOLUTION, which have no logarithm worth keeping. */
  zeros: number;
  max: number;
  buckets: Map<number, number>;
}

const ALPHA = 0.005;
const GAMMA = (1 + ALPHA) / (1 - ALPHA);
const LOG_GAMMA = Math.log(GAMMA);
const RESOLUTION = 0.01;

export const emptySketch = (): Sketch => ({ count: 0, zeros: 0, max: 0, buckets: new Map() });

export const copyOf = (sketch: Sketch): Sketch => ({ ...sketch, buckets: new Map(sketch.buckets) });

const bucketOf = (value: number): number => Math.ceil(Math.log(value) / LOG_GAMMA);
const valueOf = (bucket: number): number => (2 * GAMMA ** bucket) / (GAMMA + 1);

const bump = (sketch: Sketch, value: number, by: 1 | -1): void => {
  sketch.count += by;
  if (value < RESOLUTION) {
    sketch.zeros += by;
    return;
  }
  const bucket = bucketOf(value);
  const left = (sketch.buckets.get(bucket) ?? 0) + by;
  if (left > 0) sketch.buckets.set(bucket, left);
  else sketch.buckets.delete(bucket);
};

/** @param value milliseconds, not negative */
export function addTo(sketch: Sketch, value: number): void {
  bump(sketch, value, 1);
  if (value > sketch.max) sketch.max = value;
}

/** Takes out a value that was put in before. The maximum is then known only as its bucket. */
export function takeFrom(sketch: Sketch, value: number): void {
  bump(sketch, value, -1);
  // a maximum that is itself known only as its bucket may lie a little above the value that made it
  const isMax = value >= sketch.max || (value >= RESOLUTION && bucketOf(value) >= bucketOf(sketch.max));
  if (isMax) sketch.max = sketch.buckets.size === 0 ? 0 : valueOf(Math.max(...sketch.buckets.keys()));
}

export function mergeSketch(into: Sketch, from: Sketch): void {
  into.count += from.count;
  into.zeros += from.zeros;
  into.max = Math.max(into.max, from.max);
  for (const [bucket, n] of from.buckets) into.buckets.set(bucket, (into.buckets.get(bucket) ?? 0) + n);
}

/** The value of the given quantile by nearest rank (the ⌈q·n⌉-th smallest), 0 of an empty sketch. */
export function quantile(sketch: Sketch, q: number): number {
  const rank = Math.max(1, Math.ceil(q * sketch.count - 1e-9));
  if (rank >= sketch.count) return sketch.max;
  let seen = sketch.zeros;
  if (rank <= seen) return 0;
  for (const bucket of [...sketch.buckets.keys()].sort((a, b) => a - b)) {
    seen += sketch.buckets.get(bucket) ?? 0;
    if (seen >= rank) return Math.min(valueOf(bucket), sketch.max);
  }
  return sketch.max;
}

/** How many of the values are greater than a limit; one within the sketch's error of it may be counted either way. */
export function countAbove(sketch: Sketch, limit: number): number {
  if (sketch.max <= limit) return 0;
  let above = 0;
  for (const [bucket, n] of sketch.buckets) if (valueOf(bucket) > limit) above += n;
  return Math.max(1, above);
}

/** The sum of the values that are greater than a limit, as near as their buckets tell. */
export function sumAbove(sketch: Sketch, limit = 0): number {
  let sum = 0;
  for (const [bucket, n] of sketch.buckets) if (valueOf(bucket) > limit) sum += n * valueOf(bucket);
  return sum;
}

/** By how much the values that are greater than a limit exceed it, all together. */
export function excess(sketch: Sketch, limit: number): number {
  let sum = 0;
  for (const [bucket, n] of sketch.buckets) sum += n * Math.max(0, Math.min(valueOf(bucket), sketch.max) - limit);
  return sum;
}

/**
 * How the values are spread: classes of equal width on a logarithmic ruler, so many for each tenfold, each with its upper end. Those between
 * the least and the greatest value are all listed, empty ones too.
 */
export function classesOf(sketch: Sketch, aDecade: number): { readonly atMostMs: number; readonly count: number }[] {
  const counts = new Map<number, number>();
  const add = (value: number, n: number): void => {
    const index = Math.ceil(Math.log10(Math.max(value, RESOLUTION)) * aDecade - 1e-9);
    counts.set(index, (counts.get(index) ?? 0) + n);
  };
  if (sketch.zeros > 0) add(RESOLUTION, sketch.zeros);
  for (const [bucket, n] of sketch.buckets) add(valueOf(bucket), n);
  if (counts.size === 0) return [];
  const [from, to] = [Math.min(...counts.keys()), Math.max(...counts.keys())];
  return Array.from({ length: to - from + 1 }, (_, i) => ({
    atMostMs: Number((10 ** ((from + i) / aDecade)).toPrecision(4)),
    count: counts.get(from + i) ?? 0,
  }));
}
