/** More terms than any real pool needs; what is cut off makes the answer larger, so a wall is never seen for want of terms. */
const MOST_TERMS = 20_000;

/**
 * ln of the chance that a Poisson number of the given mean is exactly `k`, given that it is at most `k`: how likely a visit to a level or
 * below stops right at the level. Near 0 where the mean is far above `k`, strongly negative where visits should go below it.
 */
export function lnExactlyAtMost(k: number, mean: number): number {
  // P(<= k) / P(k) = 1 + k/mean + k(k-1)/mean² + …
  let [term, sum] = [1, 1];
  for (let j = 0; j < k && j < MOST_TERMS; j++) {
    term *= (k - j) / mean;
    sum += term;
    if (term < sum * 1e-12) break;
  }
  return -Math.log(sum);
}
