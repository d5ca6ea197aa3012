/** Enough for a stable median, few enough for all pairs. */
const MOST_POINTS = 300;

/** At most 300 of the positions 0 … n-1, evenly spread, first and last among them. */
export function spread(n: number): number[] {
  if (n <= MOST_POINTS) return Array.from({ length: n }, (_, i) => i);
  return Array.from({ length: MOST_POINTS }, (_, i) => Math.round((i * (n - 1)) / (MOST_POINTS - 1)));
}

/** The slopes of all pairs of points, ascending. Their median is the Theil-Sen slope. */
export function pairSlopes(x: readonly number[], y: readonly number[]): Float64Array {
  const at = spread(Math.min(x.length, y.length));
  const slopes: number[] = [];
  for (let a = 0; a < at.length; a++) {
    for (let b = a + 1; b < at.length; b++) {
      const run = x[at[b]!]! - x[at[a]!]!;
      if (run > 0) slopes.push((y[at[b]!]! - y[at[a]!]!) / run);
    }
  }
  return Float64Array.from(slopes).sort();
}

/** Quantile of ascending numbers, interpolated; NaN of none. */
export function quantile(ascending: ArrayLike<number>, q: number): number {
  const place = (ascending.length - 1) * Math.min(1, Math.max(0, q));
  const [low, high] = [ascending[Math.floor(place)] ?? NaN, ascending[Math.ceil(place)] ?? NaN];
  return low + (high - low) * (place - Math.floor(place));
}
