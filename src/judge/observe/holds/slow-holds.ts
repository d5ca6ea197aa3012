import { SLOW_MS } from '../../starving.ts';
import type { SiteHolds } from '../../state.ts';

/** So many are remembered at least; which of them overlapped is counted before older ones go. */
const MOST = 64;

/** Notes a hold that was slow. Those of one site may come in any order, but those that overlapped come near each other. */
export function noteSlow(site: SiteHolds, since: number, ms: number): void {
  if (ms < SLOW_MS) return;
  site.slow ??= { atOnce: 0, spans: [] };
  site.slow.spans.push(since, since + ms);
  if (site.slow.spans.length >= 4 * MOST) site.slow = { atOnce: slowAtOnce(site), spans: site.slow.spans.slice(-2 * MOST) };
}

/** The most slow holds of the site at one time. */
export function slowAtOnce({ slow }: SiteHolds): number {
  if (slow === undefined) return 0;
  const { spans } = slow;
  const moves = spans.map((at, i) => ({ at, by: i % 2 === 0 ? 1 : -1 }));
  // what ends as another one begins did not overlap it
  moves.sort((a, b) => a.at - b.at || a.by - b.by);
  let [now, most] = [0, slow.atOnce];
  for (const { by } of moves) most = Math.max(most, (now += by));
  return most;
}

/** For how long at least one slow hold of the site was out, in milliseconds. Older ones than are remembered do not count. */
export function slowFor({ slow }: SiteHolds): number {
  const spans = slow?.spans ?? [];
  const holds = spans.flatMap((from, i) => (i % 2 === 0 ? [{ from, to: spans[i + 1] as number }] : []));
  holds.sort((a, b) => a.from - b.from);
  let [sum, until] = [0, -Infinity];
  for (const { from, to } of holds) {
    sum += Math.max(0, to - Math.max(from, until));
    until = Math.max(until, to);
  }
  return sum;
}
