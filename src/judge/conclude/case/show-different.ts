import type { PoolSample } from '../../series/index.ts';

/** Pairs of samples, one of each, that are looked at together. */
const TOGETHER = 24;
/** Such stretches in a row. One pool that is printed in two ways shows the same now and then, and not as long as this. */
const IN_A_ROW = 2;
/** Connections by which the least that two pools show differs; one may be a job, or whoever looks. */
const APART = 2;
/** Of the pairs so many in a hundred show more of the one that has the higher floor. */
const ABOVE = 75;

type Pair = readonly [number, number];

/** Whether in a stretch one shows a floor of its own, above the other's. */
function isApart(pairs: readonly Pair[]): boolean {
  const floors = [0, 1].map((side) => Math.min(...pairs.map((pair) => pair[side] ?? 0)));
  const [a = 0, b = 0] = floors;
  if (Math.abs(a - b) < APART) return false;
  const above = pairs.filter(([x, y]) => (a > b ? x > y : y > x)).length;
  return above * 100 >= pairs.length * ABOVE;
}

/** Taken by a timer: what is printed as a pool runs dry, or changes, shows more by itself. */
const isRegular = ({ occasion }: PoolSample): boolean => occasion === undefined || occasion === 'periodic';

/** Samples of two kinds that stand beside each other in the log. */
function pairsOf(some: readonly PoolSample[], others: readonly PoolSample[]): Pair[] {
  const pairs: Pair[] = [];
  let next = 0;
  let after = -Infinity;
  for (const { line, inUse } of some) {
    if (line < after) continue;
    while (next < others.length && others[next]!.line < line) next++;
    const other = others[next];
    if (other === undefined) break;
    pairs.push([inUse, other.inUse]);
    after = other.line;
  }
  return pairs;
}

/** Whether two rows of samples, in the order of one log, are of two pools: as long as they stand in turns, one shows more than the other. */
export function showDifferent(some: readonly PoolSample[], others: readonly PoolSample[]): boolean {
  if (some.length < TOGETHER || others.length < TOGETHER) return false;
  const pairs = pairsOf(some.filter(isRegular), others.filter(isRegular));
  let row = 0;
  for (let from = 0; from + TOGETHER <= pairs.length && row < IN_A_ROW; from += TOGETHER)
    row = isApart(pairs.slice(from, from + TOGETHER)) ? row + 1 : 0;
  return row >= IN_A_ROW;
}
