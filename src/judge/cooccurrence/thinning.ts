import { lnFactorial } from '../likelihood.ts';
import type { Cause, Fit, Lines } from './mixture.ts';

const ROUNDS = 40;
const HALVINGS = 30;
/** Nats: a round that gains less is the last. */
const CLOSE = 1e-4;
/** Of lines that seldom leave something behind both models say the same, and this one takes longer. */
const OFTEN = 0.2;
/** Intervals with steps; what so many cannot tell, no sharper question will. */
const MOST_INTERVALS = 200;
/** Steps between two samples. A pool that loses so many at once tells of no single line. */
const MOST_AT_ONCE = 50;

/** What one source adds to the steps of one interval: the chances of 0, 1, 2 … of them. */
interface Source {
  readonly chances: Float64Array;
  /** Which cause, and for lines at which distance. */
  readonly cause: number;
  readonly lag: number;
}

/**
 * The same mixture, told more sharply: a request loses one connection at most. Taken for a Poisson process, a line that leaves one behind each time is expected
 * to leave none or two as well, so that three steps beside three lines are hardly likelier than two; counted line by line they are. What has no line of its
 * own stays a Poisson process.
 *
 * @param from the fit of the Poisson processes, from which this one begins
 * @returns undefined where it cannot be so, some line having left several behind, or where it would tell no more
 */
export function thin(causes: readonly Cause[], steps: Float64Array, from: Fit): Fit | undefined {
  if (steps.length > MOST_INTERVALS || steps.some((d) => d > MOST_AT_ONCE)) return undefined;
  if (!causes.some(({ lines }, c) => lines && from.b[c]! >= OFTEN)) return undefined;
  const b = causes.map(({ lines }, c) => (lines ? Math.min(1, from.b[c]!) : from.b[c]!));
  let told = expect(causes, steps, b);
  let before = -Infinity;
  for (let round = 0; round < ROUNDS && told !== undefined && told.ll - before > CLOSE; round++) {
    before = told.ll;
    causes.forEach(({ lines, all }, c) => {
      const due = told!.due[c]!;
      if (lines) b[c] = likeliest(lines, due);
      else if (all > 0) b[c] = due[0]! / all;
    });
    told = expect(causes, steps, b);
  }
  return told && { ll: told.ll, b, rate: ratesOf(causes, steps.length, b), falls: told.falls };
}

const ratesOf = (causes: readonly Cause[], n: number, b: readonly number[]): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => causes.reduce((sum, { at }, c) => sum + b[c]! * at[i]!, Number.MIN_VALUE));

interface Expected {
  readonly ll: number;
  /** Steps that fall to each cause, by the lines' distance. */
  readonly due: number[][];
  /** The same by interval. */
  readonly falls: readonly Float64Array[];
}

/** Which cause each step is likely to be of, at the given chances; undefined where they make the steps impossible. */
function expect(causes: readonly Cause[], steps: Float64Array, b: readonly number[]): Expected | undefined {
  const due = causes.map(({ lines }) => (lines ? lines.kernel.map(() => 0) : [0]));
  const falls = causes.map(() => new Float64Array(steps.length));
  // Of what has no line the whole rate counts; of lines those in intervals without a step, each of which left none behind.
  let ll = 0;
  causes.forEach(({ lines, all, at }, c) => {
    if (!lines) ll -= b[c]! * (all - at.reduce((sum, one) => sum + one, 0));
    else
      lines.kernel.forEach((k, lag) => {
        const without = lines.all[lag]! - lines.at[lag]!.reduce((sum, n) => sum + n, 0);
        if (without > 0) ll += without * Math.log1p(-Math.min(b[c]! * k, 1 - Number.EPSILON));
      });
  });
  for (let i = 0; i < steps.length; i++) {
    const d = steps[i]!;
    const sources = sourcesOf(causes, b, i, d);
    const before = [one(d)];
    for (const { chances } of sources) before.push(convolve(before.at(-1)!, chances));
    const whole = before.at(-1)![d]!;
    if (!(whole > 0)) return undefined;
    ll += Math.log(whole) + lnFactorial(d);
    let after = one(d);
    for (let s = sources.length - 1; s >= 0; s--) {
      const { chances, cause, lag } = sources[s]!;
      const others = convolve(before[s]!, after);
      let mean = 0;
      for (let x = 1; x <= d; x++) mean += x * chances[x]! * others[d - x]!;
      due[cause]![lag]! += mean / whole;
      falls[cause]![i]! += mean / whole;
      after = convolve(after, chances);
    }
  }
  return { ll, due, falls };
}

function sourcesOf(causes: readonly Cause[], b: readonly number[], i: number, d: number): Source[] {
  return causes.flatMap(({ lines, at }, cause): Source[] => {
    if (!lines) return [{ chances: poisson(b[cause]! * at[i]!, d), cause, lag: 0 }];
    return lines.kernel.flatMap((k, lag): Source[] => {
      const n = lines.at[lag]![i]!;
      return n > 0 ? [{ chances: binomial(n, b[cause]! * k, d), cause, lag }] : [];
    });
  });
}

const one = (d: number): Float64Array => new Float64Array(d + 1).fill(1, 0, 1);

function convolve(a: Float64Array, b: Float64Array): Float64Array {
  const out = new Float64Array(a.length);
  for (let x = 0; x < a.length; x++) {
    if (a[x] === 0) continue;
    for (let y = 0; x + y < a.length; y++) out[x + y]! += a[x]! * b[y]!;
  }
  return out;
}

function poisson(mean: number, d: number): Float64Array {
  const out = new Float64Array(d + 1);
  out[0] = Math.exp(-mean);
  for (let x = 1; x <= d; x++) out[x] = (out[x - 1]! * mean) / x;
  return out;
}

function binomial(n: number, p: number, d: number): Float64Array {
  const out = new Float64Array(d + 1);
  out[0] = (1 - p) ** n;
  for (let x = 1; x <= d && x <= n; x++) out[x] = (out[x - 1]! * (n - x + 1) * p) / (x * (1 - p));
  return out;
}

/** The chance of a line to leave a connection behind under which so many steps at each distance are likeliest. */
function likeliest({ all, kernel }: Lines, due: readonly number[]): number {
  const rising = (p: number): boolean =>
    kernel.reduce((sum, k, lag) => sum + due[lag]! / p - (Math.max(0, all[lag]! - due[lag]!) * k) / (1 - p * k), 0) > 0;
  let [low, high] = [0, 1];
  if (rising(1)) return 1;
  for (let i = 0; i < HALVINGS; i++) {
    const middle = (low + high) / 2;
    if (rising(middle)) low = middle;
    else high = middle;
  }
  return low;
}
