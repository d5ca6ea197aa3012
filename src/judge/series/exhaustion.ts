import type { FloorStep, SeriesJudgement } from './types.ts';

/** Times are epoch milliseconds. */
export type Exhaustion =
  /** It happened: every connection was in use from `at` on. `stayed`: up to the end of the log. */
  | { readonly kind: 'reached'; readonly at: number; readonly stayed: boolean }
  /** It will happen if the leak goes on as in the log. `from` … `to` holds the true time in 9 cases of 10 while the load stays as it was. */
  | { readonly kind: 'expected'; readonly eta: number; readonly from: number; readonly to: number };

/** Normal quantile of a two-sided 90 % interval. */
const Z = 1.645;
/** The last instant that a date can hold. */
const LAST_TIME = 8.64e15;

/**
 * When the pool ran out, or when it will.
 *
 * The forecast takes leaks for a Poisson process: `e` steps in a time T and `k` connections left give k·T/e, with relative variance
 * 1/e + 1/k on the logarithmic scale, the one for the rate, the other for the chance in what is to come. In simulation the interval held the
 * truth in 90 % of flat loads and in half of the loads with a daily wave whose log is shorter than the wave. The Theil-Sen slope in its
 * place was a fifth late (it sees plateaus, not waiting times), and the 10 % quantile of the pairwise slopes is mostly 0: no upper end.
 *
 * @returns undefined where it neither happened nor can be foreseen: no leak, no limit or no times
 */
export function exhaustion(judgement: SeriesJudgement, limit: number | undefined = judgement.limit?.value): Exhaustion | undefined {
  const { floor, until, verdict } = judgement;
  const max = limit ?? 0;
  if (!(max > 0) || until === null) return undefined;
  const exhausted = floor.find(({ value }) => value >= max)?.at ?? null;
  if (exhausted !== null) return { kind: 'reached', at: exhausted, stayed: true };
  const foreseen = verdict === 'leak' && !judgement.limit?.inferred ? forecast(floor, until, max) : undefined;
  const before = judgement.pressed > 1 ? (judgement.firstPinned?.from ?? null) : null;
  return foreseen ?? (before === null ? undefined : { kind: 'reached', at: before, stayed: false });
}

function forecast(floor: readonly FloorStep[], until: number, max: number): Exhaustion | undefined {
  const [first, top, next] = [floor[1], floor.findLast(({ settled }) => settled), floor.find(({ settled }) => !settled)];
  const from = first?.at ?? null;
  if (first === undefined || from === null || top === undefined) return undefined;
  // A step that has not settled yet still ends the wait for it; of a jump only its first connection is counted.
  const step = next?.at ?? null;
  const [now, reached] = step === null ? [until, top.value] : [step, top.value + 1];
  const [steps, left] = [reached - first.value, max - reached];
  if (steps <= 0 || left <= 0 || now <= from) return undefined;
  return expected({ steps, left, passedMs: now - from, now, until });
}

/** Losses known one by one: fewer than these say too little of the next ones. */
const FEWEST_LOSSES = 3;

/**
 * The same from connections that are known to be lost one by one: they went out at these times and are still out.
 * @param times when each went out, epoch ms
 * @param until the end of the log
 */
export function exhaustionByLosses(times: readonly number[], until: number | null, max: number): Exhaustion | undefined {
  const [first = NaN, ...later] = [...times].sort((a, b) => a - b);
  const left = max - times.length;
  if (times.length < FEWEST_LOSSES || until === null || left <= 0 || !(until > first)) return undefined;
  return expected({ steps: later.length, left, passedMs: until - first, now: until, until });
}

interface Pace {
  /** Losses in so many milliseconds, and connections that are left to lose. */
  readonly steps: number;
  readonly passedMs: number;
  readonly left: number;
  /** Where the waiting begins, and the end of the log, before which nothing is foretold. */
  readonly now: number;
  readonly until: number;
}

function expected({ steps, passedMs, left, now, until }: Pace): Exhaustion | undefined {
  const wait = (left * passedMs) / steps;
  const spread = Math.exp(Z * Math.sqrt(1 / steps + 1 / left));
  if (now + wait * spread > LAST_TIME) return undefined;
  const notPast = (time: number): number => Math.max(until, time);
  return { kind: 'expected', eta: notPast(now + wait), from: notPast(now + wait / spread), to: notPast(now + wait * spread) };
}
