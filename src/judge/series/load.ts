/** What a process was asked and what its pool had in use, over one stretch of time. */
export interface LoadBucket {
  samples: number;
  /** Sum of in-use over the samples. */
  inUse: number;
  /** Requests that ended here. */
  requests: number;
  /** Of those, the ones whose duration is known, and the sum of their durations, ms. */
  timed: number;
  busyMs: number;
}

/** In-use beside the request load, as a bounded number of buckets whose width doubles. Lines without a time are left out. */
export interface LoadSeries {
  bucketMs: number;
  start: number | null;
  buckets: LoadBucket[];
}

const MAX_BUCKETS = 192;
const FIRST_WIDTH_MS = 1000;

export const emptyLoad = (): LoadSeries => ({ bucketMs: FIRST_WIDTH_MS, start: null, buckets: [] });

const emptyBucket = (): LoadBucket => ({ samples: 0, inUse: 0, requests: 0, timed: 0, busyMs: 0 });

const plus = (a: LoadBucket, b: LoadBucket): LoadBucket => ({
  samples: a.samples + b.samples,
  inUse: a.inUse + b.inUse,
  requests: a.requests + b.requests,
  timed: a.timed + b.timed,
  busyMs: a.busyMs + b.busyMs,
});

/** Adds up neighbours so that `by` become one; what is left over at the end becomes a shorter last one. */
export const merged = (buckets: readonly LoadBucket[], by: number): LoadBucket[] => {
  const out: LoadBucket[] = [];
  for (let i = 0; i < buckets.length; i += by) out.push(buckets.slice(i, i + by).reduce(plus));
  return out;
};

/** The bucket of an instant. A step back in time belongs to the last bucket. */
function bucketAt(load: LoadSeries, at: number): LoadBucket {
  load.start ??= at;
  const place = (start: number): number => Math.max(0, Math.floor((at - start) / load.bucketMs), load.buckets.length - 1);
  let index = place(load.start);
  while (index >= MAX_BUCKETS) {
    load.buckets = merged(load.buckets, 2);
    load.bucketMs *= 2;
    index = place(load.start);
  }
  while (load.buckets.length <= index) load.buckets.push(emptyBucket());
  return load.buckets[index] as LoadBucket;
}

export function addInUse(load: LoadSeries, at: number | null, inUse: number): void {
  if (at === null) return;
  const bucket = bucketAt(load, at);
  bucket.samples += 1;
  bucket.inUse += inUse;
}

export function addRequest(load: LoadSeries, at: number | null, durationMs: number | undefined): void {
  if (at === null) return;
  const bucket = bucketAt(load, at);
  bucket.requests += 1;
  if (durationMs === undefined) return;
  bucket.timed += 1;
  bucket.busyMs += durationMs;
}
