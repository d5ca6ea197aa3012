import { STARVING_MS } from '../../starving.ts';
import type { SiteHolds } from '../../state.ts';

/** Classes of length, each twice as long as the one before; class 0 begins at what is long unless somebody says otherwise. What is shorter than a second nobody calls long. */
const SHORTEST = -5;
const classOf = (ms: number): number => Math.floor(Math.log2(ms / STARVING_MS));

/** Notes when a hold was taken that lasted so long. */
export function noteLong({ long }: SiteHolds, since: number, ms: number): void {
  const kind = classOf(ms);
  if (kind < SHORTEST) return;
  const { first = since, last = since } = long.get(kind) ?? {};
  if (since <= first || since >= last) long.set(kind, { first: Math.min(first, since), last: Math.max(last, since) });
}

/** When the first and the last hold were taken that lasted longer than `limit`; of those that lasted less than twice as long a limit of the user's may leave some out. */
export function longBetween({ long, longest }: SiteHolds, limit: number): { first: number; last: number } {
  let [first, last] = longest === undefined ? [Infinity, -Infinity] : [longest.since, longest.since];
  for (const [kind, span] of long) {
    if (STARVING_MS * 2 ** kind < limit) continue;
    first = Math.min(first, span.first);
    last = Math.max(last, span.last);
  }
  return { first, last };
}
