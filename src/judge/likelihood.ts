/**
 * Log-likelihood (nats) of a sign that `k` of `n` cases have, at their own rate against the rate `among` of those that are no cases; 0 where it is
 * no more frequent than there.
 */
export function gain(k: number, n: number, among: number): number {
  const [own, other] = [k / n, Math.min(0.999, among)];
  if (own <= other) return 0;
  return k * Math.log(own / other) + (k === n ? 0 : (n - k) * Math.log((1 - own) / (1 - other)));
}
