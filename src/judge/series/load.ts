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
  /** The numbers of each bucket in the order of `LoadBucket`, in a row: there is such a series for every pool that ever was. */
  buckets: number[];
}

const MAX_BUCKETS = 192;
const FIRST_WIDTH_MS = 1000;
/** Numbers of a bucket, and where in it each stands. */
const WIDTH = 5;
const [SAMPLES, IN_USE, REQUESTS, TIMED, BUSY] = [0, 1, 2, 3, 4];

export const emptyLoad = (): LoadSeries => ({ bucketMs: FIRST_WIDTH_MS, start: null, buckets: [] });

/** The buckets, of which `by` neighbours are added up to one; what is left over at the end becomes a shorter last one. */
export const bucketsOf = ({ buckets }: LoadSeries, by = 1): LoadBucket[] => {
  const numbers = merged(buckets, by);
  const at = (i: number): number => numbers[i] as number;
  return Array.from({ length: numbers.length / WIDTH }, (_, i) => i * WIDTH).map((i) => ({
    samples: at(i + SAMPLES),
    inUse: at(i + IN_USE),
    requests: at(i + REQUESTS),
    timed: at(i + TIMED),
    busyMs: at(i + BUSY),
  }));
};

function merged(buckets: readonly number[], by: number): number[] {
  const out: number[] = [];
  const width = by * WIDTH;
  for (let i = 0; i < buckets.length; i++) {
    const into = Math.floor(i / width) * WIDTH + (i % WIDTH);
    out[into] = (out[into] ?? 0) + (buckets[i] as number);
  }
  return out;
}

/** Where the bucket of an instant begins. A step back in time belongs to the last bucket. */
function bucketAt(load: LoadSeries, at: number): number {
  load.start ??= at;
  const place = (start: number): number => Math.max(0, Math.floor((at - start) / load.bucketMs), load.buckets.length / WIDTH - 1);
  let index = place(load.start);
  while (index >= MAX_BUCKETS) {
    load.buckets = merged(load.buckets, 2);
    load.bucketMs *= 2;
    index = place(load.start);
  }
  while (load.buckets.length <= index * WIDTH) load.buckets.push(0, 0, 0, 0, 0);
  return index * WIDTH;
}

const add = ({ buckets }: LoadSeries, place: number, value: number): void => {
  buckets[place] = (buckets[place] as number) + value;
};

export function addInUse(load: LoadSeries, at: number | null, inUse: number): void {
  if (at === null) return;
  const bucket = bucketAt(load, at);
  add(load, bucket + SAMPLES, 1);
  add(load, bucket + IN_USE, inUse);
}

/** @param again a request that is counted already; this line tells how long it took */
export function addRequest(load: LoadSeries, at: number | null, durationMs: number | undefined, again = false): void {
  if (at === null || (again && durationMs === undefined)) return;
  const bucket = bucketAt(load, at);
  if (!again) add(load, bucket + REQUESTS, 1);
  if (durationMs === undefined) return;
  add(load, bucket + TIMED, 1);
  add(load, bucket + BUSY, durationMs);
}
