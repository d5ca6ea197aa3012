/**
 * Log-likelihood (nats) of a sign that `k` of `n` cases have, at their own rate against the rate `among` of those that are no cases; 0 where it is
 * no more frequent than there.
 */
export function gain(k: number, n: number, among: number): number {
  const [own, other] = [k / n, Math.min(0.999, among)];
  if (own <= other) return 0;
  return k * Math.log(own / other) + (k === n ? 0 : (n - k) * Math.log((1 - own) / (1 - other)));
}

/** ln n!, by Stirling's series where the product would be long. */
export function lnFactorial(n: number): number {
  if (n < 32) {
    let sum = 0;
    for (let i = 2; i <= n; i++) sum += Math.log(i);
    return sum;
  }
  return n * Math.log(n) - n + 0.5 * Math.log(2 * Math.PI * n) + 1 / (12 * n) - 1 / (360 * n ** 3);
}

/** ln of the number of ways to choose `k` of `n`. */
export const lnChoose = (n: number, k: number): number => lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);

/** The chance of a Poisson number of the given mean to be `k` or more. */
export function atLeast(k: number, mean: number): number {
  let [term, below] = [Math.exp(-mean), 0];
  for (let j = 0; j < k; j++) {
    below += term;
    term *= mean / (j + 1);
  }
  return 1 - below;
}
