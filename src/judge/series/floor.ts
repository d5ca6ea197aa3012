import { lnExactlyAtMost } from './poisson.ts';

/** The suffix minimum: at each sample the least of it and all later ones. */
export function suffixMinimum(u: readonly number[]): number[] {
  const f = u.slice();
  for (let i = f.length - 2; i >= 0; i--) f[i] = Math.min(f[i]!, f[i + 1]!);
  return f;
}

/** The longest finished stay above the floor: from one touch of it to the next, where samples lie between. */
export function longestStay(t: readonly number[], u: readonly number[], f: readonly number[]): number {
  let [longest, touch] = [0, -1];
  for (let i = 0; i < u.length; i++) {
    if (u[i] !== f[i]) continue;
    if (touch >= 0 && i > touch + 1) longest = Math.max(longest, t[i]! - t[touch]!);
    touch = i;
  }
  return longest;
}

/** One value of the floor above the base, and what speaks for its being a wall. */
export interface Level {
  /** First and last sample on it. */
  readonly from: number;
  readonly to: number;
  readonly value: number;
  /** Samples that stand exactly on it. */
  readonly visits: number;
  /** Since in-use was last below it. */
  readonly age: number;
  /** ln of the chance that all visits stopped here by accident. */
  readonly lnP: number;
}

/**
 * A healthy floor is an accidental minimum, touched once or twice; a leaked floor is a wall, touched again and again and never crossed.
 * Samples pinned under demand (`censored`) tell nothing about it and are left out.
 */
export function levels(t: readonly number[], u: readonly number[], f: readonly number[], censored: readonly boolean[]): Level[] {
  const found: Level[] = [];
  const end = t.at(-1) ?? 0;
  for (let from = 0; from < f.length;) {
    const value = f[from]!;
    let [to, visits, sum, free] = [from, 0, 0, 0];
    for (; to < f.length && f[to] === value; to++) {
      if (censored[to]) continue;
      free++;
      sum += u[to]!;
      if (u[to] === value) visits++;
    }
    if (from > 0) {
      const lnP = visits > 1 ? (visits - 1) * lnExactlyAtMost(value, sum / free) : 0;
      found.push({ from, to: to - 1, value, visits, age: end - t[from - 1]!, lnP });
    }
    from = to;
  }
  return found;
}
