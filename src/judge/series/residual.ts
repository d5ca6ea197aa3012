import { bucketsOf, type LoadSeries } from './load.ts';

/** Windows over which means are compared: enough to see a trend, few enough that each holds many samples. */
const MOST_WINDOWS = 24;
const FEWEST_WINDOWS = 8;
/** A mean of fewer samples than this is mostly noise. */
const FEWEST_SAMPLES = 5;
/** A window must be long against the requests in it: a request counts where it ends. */
const LONGER_THAN_REQUESTS = 4;
/** Below this share of timed requests their sum is no measure of the load. */
const TIMED_SHARE = 0.9;
/**
 * How many standard errors the rise must be away from none: windows are not independent, slow work spans them. Swept in simulation
 * (docs/decisions/0012-littles-law.md).
 */
const SIGNIFICANT = 7;
/** Share of window pairs whose residual rises. */
const STEADY = 0.7;
/** One connection may be a job. */
const LEAST_RISE = 2;

/** In-use that the requests do not explain. */
export interface Residual {
  /** Connections by which in-use rose over the log at the same load. */
  readonly rise: number;
  /** Mean requests in flight (Little: arrival rate times mean duration) in the first and last window. */
  readonly inFlight: readonly [first: number, last: number];
  readonly windows: number;
  readonly verdict: 'rises' | 'explained' | 'unclear';
}

interface Window {
  readonly inUse: number;
  readonly inFlight: number;
}

/**
 * Little's law: the requests in flight are their rate times their mean duration, and honest in-use goes up and down with them. Fits in-use to
 * requests in flight and to time together: what rises with time alone, at the same load, is not given back. A ramp or slow queries leave nothing;
 * where load and time rise together so closely that they cannot be told apart, the answer is `unclear`.
 *
 * @returns undefined where the log does not show the load: too few samples, or requests without durations
 */
export function residualOf(load: LoadSeries): Residual | undefined {
  const windows = windowsOf(load);
  if (windows === undefined) return undefined;
  const fitted = regress(windows);
  if (fitted === undefined) return undefined;
  const { perLoad, perWindow, error } = fitted;
  const n = windows.length;
  const residuals = windows.map(({ inUse, inFlight }) => inUse - perLoad * inFlight);
  const [rise, spread] = [perWindow * (n - 1), error * (n - 1)];
  const rises = rise >= LEAST_RISE && rise > SIGNIFICANT * spread && steadiness(residuals) >= STEADY;
  const explained = rise + 2 * spread < 1 && perLoad > 0;
  // the line runs on where in-use stands at the pool's limit
  const seen = Math.max(...residuals) - Math.min(...residuals);
  return {
    rise: Math.min(rise, seen),
    inFlight: [windows[0]!.inFlight, windows.at(-1)!.inFlight],
    windows: n,
    verdict: rises ? 'rises' : explained ? 'explained' : 'unclear',
  };
}

function windowsOf(load: LoadSeries): Window[] | undefined {
  const buckets = bucketsOf(load);
  const total = buckets.reduce((sum, { requests }) => sum + requests, 0);
  const timed = buckets.reduce((sum, bucket) => sum + bucket.timed, 0);
  const busyMs = buckets.reduce((sum, bucket) => sum + bucket.busyMs, 0);
  if (total === 0 || timed < TIMED_SHARE * total) return undefined;
  const by = Math.max(1, Math.ceil(buckets.length / MOST_WINDOWS));
  // the last window is cut off by the log's end: what still runs there has not been logged
  const whole = bucketsOf(load, by).slice(0, Math.floor(buckets.length / by));
  const widthMs = by * load.bucketMs;
  if (widthMs < LONGER_THAN_REQUESTS * (busyMs / timed)) return undefined;
  const usable = whole.filter((window) => window.samples >= FEWEST_SAMPLES);
  if (usable.length < FEWEST_WINDOWS || usable.length < whole.length / 2) return undefined;
  return usable.map((window) => ({ inUse: window.inUse / window.samples, inFlight: window.busyMs / widthMs }));
}

/** Least squares of in-use on load and on the window's number, with the standard error of the latter; a load that lowers in-use counts for nothing. */
function regress(windows: readonly Window[]): { perLoad: number; perWindow: number; error: number } | undefined {
  const n = windows.length;
  const mean = (of: (window: Window, i: number) => number): number => windows.reduce((sum, w, i) => sum + of(w, i), 0) / n;
  const [u, l, t] = [mean((w) => w.inUse), mean((w) => w.inFlight), (n - 1) / 2];
  const cov = (a: (w: Window, i: number) => number, b: (w: Window, i: number) => number): number =>
    windows.reduce((sum, w, i) => sum + a(w, i) * b(w, i), 0);
  const [du, dl, dt] = [(w: Window) => w.inUse - u, (w: Window) => w.inFlight - l, (_: Window, i: number) => i - t];
  const [ll, tt, lt, ul, ut] = [cov(dl, dl), cov(dt, dt), cov(dl, dt), cov(du, dl), cov(du, dt)];
  const det = ll * tt - lt * lt;
  let [perLoad, perWindow, variance] = [0, ut / tt, 1 / tt];
  if (det > 1e-9 * ll * tt) {
    const slope = (ul * tt - ut * lt) / det;
    if (slope > 0) [perLoad, perWindow, variance] = [slope, (ut * ll - ul * lt) / det, ll / det];
  } else if (ll > 0) return undefined;
  const left = windows.reduce((sum, w, i) => sum + (du(w) - perLoad * dl(w) - perWindow * dt(w, i)) ** 2, 0);
  return { perLoad, perWindow, error: Math.sqrt((left / Math.max(1, n - 3)) * variance) };
}

/** Kendall's tau of the values against their order: 1 where each is above all before it. */
function steadiness(values: readonly number[]): number {
  let score = 0;
  for (let i = 0; i < values.length; i++) for (let j = i + 1; j < values.length; j++) score += Math.sign(values[j]! - values[i]!);
  return (2 * score) / (values.length * (values.length - 1));
}
