import { lnFactorial } from '../likelihood.ts';
import type { Placed } from './steps.ts';
import type { Intervals } from './types.ts';

/**
 * The chance that as many lines as there are steps, which have nothing to do with the leak, fall so that each stands in the interval of its step or in the one after it,
 * thrown by the traffic of each interval, or by its length where no requests are logged. 1 where the lines do not fall so.
 *
 * The floor is never late, but it is early where another connection happens to be out at the sample before a line: then no interval has as many lines as steps, though
 * each line has its own.
 */
export function fallsBesideByChance({ intervals }: Intervals, cells: readonly number[], { at, steps, used }: Placed): number {
  const traffic = intervals.slice(0, used).map(({ from, to, requests }) => [requests, to - from + 1] as const);
  const requests = traffic.reduce((sum, [one]) => sum + one, 0);
  const length = traffic.reduce((sum, [, one]) => sum + one, 0);
  const [lost, said] = [new Float64Array(used), new Float64Array(used)];
  at.forEach((position, i) => (lost[position]! += steps[i]!));
  for (let c = 0; c < cells.length && cells[c]! < used; c += 2) said[cells[c]!]! += cells[c + 1]!;

  // lines up to an interval, and the logarithm of how likely each number of them is; steps up to the interval before are the least, up to it the most
  let [lines, least, most] = [0, 0, 0];
  let ways = new Map([[0, 0]]);
  for (let i = 0; i < used; i++) {
    most += lost[i]!;
    lines += said[i]!;
    if (lines < least || lines > most) return 1;
    const [served, long] = traffic[i]!;
    const share = requests > 0 ? served / requests : long / length;
    const next = new Map<number, number>();
    for (let n = least; n <= most; n++) next.set(n, sumOf(ways, n, share));
    ways = next;
    least = most;
  }
  if (lines !== most || lines === 0) return 1;
  return Math.exp(Math.min(0, (ways.get(lines) ?? -Infinity) + lnFactorial(lines)));
}

/** ln of the sum over the ways to have had `k` lines before, and `n - k` in this interval. */
function sumOf(ways: ReadonlyMap<number, number>, n: number, share: number): number {
  const terms: number[] = [];
  for (const [k, ln] of ways)
    if (k <= n) terms.push(n === k ? ln : share > 0 ? ln + (n - k) * Math.log(share) - lnFactorial(n - k) : -Infinity);
  const top = terms.reduce((a, b) => Math.max(a, b), -Infinity);
  return top === -Infinity ? top : top + Math.log(terms.reduce((sum, term) => sum + Math.exp(term - top), 0));
}
