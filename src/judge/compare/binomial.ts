import { lnChoose } from '../likelihood.ts';

/** More trials than this are judged by their share: the sum would be long and its tail is all or nothing. */
const MANY = 100_000;

/** The chance of at least `hits` in `trials` that each succeed with `p`. */
export function atLeastHits(hits: number, trials: number, p: number): number {
  if (hits <= 0) return 1;
  if (hits > trials || p <= 0) return 0;
  if (p >= 1) return 1;
  if (trials > MANY) return hits / trials > p ? 0 : 1;
  let sum = 0;
  for (let k = hits; k <= trials; k++) sum += Math.exp(lnChoose(trials, k) + k * Math.log(p) + (trials - k) * Math.log(1 - p));
  return Math.min(1, sum);
}

/**
 * The chance that of two counts the second is as high (or as low) as it is, had both the same rate: given their sum, it is binomial with the
 * second's share of the traffic. Exact, however small the counts.
 */
export function chanceOf(
  side: 'high' | 'low',
  before: number,
  after: number,
  traffic: { readonly before: number; readonly after: number },
): number {
  const share = traffic.after / (traffic.before + traffic.after);
  return side === 'high' ? atLeastHits(after, before + after, share) : atLeastHits(before, before + after, 1 - share);
}

/**
 * The chance that all `hits` fall into the first `before` of `before + after` runs, were each run as likely as any other to be hit: Fisher's
 * exact test for runs that either leak or do not.
 */
export function chanceOfNone(hits: number, { before, after }: { readonly before: number; readonly after: number }): number {
  let chance = 1;
  for (let i = 0; i < hits && chance > 0; i++) chance *= Math.max(0, before - i) / (before + after - i);
  return chance;
}
