import { lnFactorial } from '../likelihood.ts';
import type { Placed } from './steps.ts';
import type { Intervals } from './types.ts';

/**
 * The chance that lines which have nothing to do with the leak fall among the intervals just as the steps do, one line for each step: thrown by the
 * traffic of each interval, or by its length where no requests are logged. 1 where the lines do not fall so.
 *
 * The mixture of Poisson processes cannot see this: to it three steps after three lines are hardly likelier than two. Where samples are rare and several
 * connections are lost between two of them, the very counts tell.
 */
export function fallsAlikeByChance({ intervals }: Intervals, cells: readonly number[], { at, steps, used }: Placed): number {
  if (cells.length !== 2 * at.length || at.some((position, i) => cells[2 * i] !== position || cells[2 * i + 1] !== steps[i])) return 1;
  const traffic = intervals.slice(0, used).map(({ from, to, requests }) => [requests, to - from + 1] as const);
  const requests = traffic.reduce((sum, [one]) => sum + one, 0);
  const length = traffic.reduce((sum, [, one]) => sum + one, 0);
  let [ways, lines] = [0, 0];
  at.forEach((position, i) => {
    const [served, long] = traffic[position]!;
    const share = requests > 0 ? served / requests : long / length;
    // A line without any request: what throws the lines is not this traffic.
    ways += share === 0 ? Infinity : steps[i]! * Math.log(share) - lnFactorial(steps[i]!);
    lines += steps[i]!;
  });
  return Math.exp(Math.min(0, ways + lnFactorial(lines)));
}
