/**
 * A cause of steps: how often it occurs in each interval that has a step, and in all used intervals together. The steps are taken for a
 * Poisson process whose rate in an interval is the sum over the causes of `b` times occurrences.
 */
export interface Cause {
  readonly at: Float64Array;
  readonly all: number;
  /** Of a route or a message its lines, one by one. */
  readonly lines?: Lines;
}

/** Lines by their distance from a step, in intervals: 0, 1, 2. */
export interface Lines {
  /** Chance of each distance. */
  readonly kernel: readonly number[];
  /** By distance: lines that stand so far behind each interval with a step, and behind any interval that counts. */
  readonly at: readonly Float64Array[];
  readonly all: readonly number[];
}

export interface Fit {
  /** Log-likelihood, without the constant. */
  readonly ll: number;
  /** Chance of a step per occurrence, by cause. */
  readonly b: readonly number[];
  /** Expected steps by interval with a step. */
  readonly rate: Float64Array;
  /** Steps of each interval that fall to each cause. */
  readonly falls?: readonly Float64Array[];
}

const ROUNDS = 60;
/** Keeps the logarithm finite where no cause occurs at all. */
const LEAST_RATE = 1e-9;

/** Fits the causes' rates to the steps by expectation maximisation: a fixed number of rounds, so the same input gives the same bits. */
export function fit(causes: readonly Cause[], steps: Float64Array): Fit {
  const total = steps.reduce((a, b) => a + b, 0);
  const b = causes.map(({ all }) => (all > 0 ? total / (causes.length * all) : 0));
  const rate = new Float64Array(steps.length);
  mix(causes, b, rate);
  for (let round = 0; round < ROUNDS; round++) {
    for (let c = 0; c < causes.length; c++) {
      const { at, all } = causes[c]!;
      if (!(b[c]! > 0)) continue;
      let due = 0;
      for (let i = 0; i < steps.length; i++) due += (at[i]! * steps[i]!) / rate[i]!;
      b[c]! *= due / all;
    }
    mix(causes, b, rate);
  }
  let ll = -causes.reduce((sum, { all }, c) => sum + all * b[c]!, 0);
  for (let i = 0; i < steps.length; i++) ll += steps[i]! * Math.log(rate[i]!);
  return { ll, b, rate };
}

function mix(causes: readonly Cause[], b: readonly number[], rate: Float64Array): void {
  rate.fill(LEAST_RATE);
  causes.forEach(({ at }, c) => {
    for (let i = 0; i < rate.length; i++) rate[i]! += b[c]! * at[i]!;
  });
}

/**
 * What a further cause can add at most, roughly, without fitting it: half its score statistic, 0 where the likelihood falls from the start
 * (it is concave, so then it falls everywhere).
 */
export function promise({ rate }: Fit, { at, all }: Cause, steps: Float64Array): number {
  let [due, spread] = [0, 0];
  for (let i = 0; i < steps.length; i++) {
    const part = at[i]! / rate[i]!;
    due += part * steps[i]!;
    spread += part * part * steps[i]!;
  }
  return due > all && spread > 0 ? (due - all) ** 2 / (2 * spread) : 0;
}
