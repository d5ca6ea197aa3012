/** A connection that is out for longer than the acquire timeout that pools have by default (HikariCP, SQLAlchemy: 30 s) starves others. */
export const STARVING_MS = 30_000;

/** As many times as long as they wait at most callers come again and again, where work goes on: nobody of them gave up. */
const WAITS = 10;

/** The same for one pool: where its callers give up sooner, less time starves them. */
export const starvingMs = ({ longestWaitMs }: { readonly longestWaitMs?: number }): number =>
  longestWaitMs === undefined || longestWaitMs <= 0 ? STARVING_MS : Math.min(STARVING_MS, WAITS * longestWaitMs);

/** Whoever holds a connection for less is not slow: HikariCP takes no shorter time for the threshold of its leak detection. */
export const SLOW_MS = 2000;
