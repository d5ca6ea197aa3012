import type { PoolState } from '../../state.ts';

export const earlier = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.min(a, b));

/** When the latest time began in which callers gave up. */
export const dryFromOf = ({ dryFrom, firstTimeoutAt }: PoolState): number | null => dryFrom ?? firstTimeoutAt;

/** What two views of one pool know of the time when it ran dry; how long the first caller waited that gave up, of the one who gave up first. */
export function dryOf(a: PoolState, b: PoolState): Partial<PoolState> {
  const { firstWaitedMs, firstUntimed } =
    a.firstTimeoutAt !== null && a.firstTimeoutAt === earlier(a.firstTimeoutAt, b.firstTimeoutAt) ? a : b;
  const [served, usual, begunSince] = [a.served ?? b.served, a.usual ?? b.usual, a.begunSince ?? b.begunSince];
  return {
    // 0 is of a pool that refuses at once, and no word for nothing
    ...((a.longestWaitMs ?? b.longestWaitMs) !== undefined && { longestWaitMs: Math.max(a.longestWaitMs ?? 0, b.longestWaitMs ?? 0) }),
    ...(firstWaitedMs !== undefined && { firstWaitedMs }),
    ...(firstUntimed && { firstUntimed }),
    ...(served && { served }),
    ...(usual && { usual }),
    ...(begunSince && { begunSince }),
    ...((a.dryFrom ?? b.dryFrom) !== undefined && { dryFrom: a.dryFrom ?? b.dryFrom }),
    ...((a.presumed ?? b.presumed) !== undefined && { presumed: a.presumed ?? b.presumed }),
  };
}
