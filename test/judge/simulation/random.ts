/** A small seeded generator (mulberry32) with the distributions that the worlds need. The same seed gives the same world everywhere. */
export interface Random {
  /** Uniform in [0, 1). */
  (): number;
}

export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const between = (random: Random, low: number, high: number): number => low + (high - low) * random();
/** Uniform on a logarithmic scale. */
export const logBetween = (random: Random, low: number, high: number): number => low * (high / low) ** random();
export const whole = (random: Random, low: number, high: number): number => low + Math.floor(random() * (high - low + 1));
export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)]!;

/** Standard normal. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export function poisson(random: Random, mean: number): number {
  if (mean <= 0) return 0;
  if (mean > 50) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal(random)));
  const stop = Math.exp(-mean);
  let [count, product] = [0, random()];
  while (product > stop) [count, product] = [count + 1, product * random()];
  return count;
}

export function binomial(random: Random, n: number, p: number): number {
  let hits = 0;
  for (let i = 0; i < n; i++) if (random() < p) hits++;
  return hits;
}

/** Gamma with mean 1 and the given shape (Marsaglia and Tsang), for overdispersed traffic. */
export function gammaOfMeanOne(random: Random, shape: number): number {
  if (shape < 1) return gammaOfMeanOne(random, shape + 1) * random() ** (1 / shape) * ((shape + 1) / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = normal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return (d * v) / shape;
  }
}
