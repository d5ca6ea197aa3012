import type { Evidence } from '../../model/report.ts';
import type { PoolState } from './pool.ts';

/** How a process fares with its database's server. */
export interface Reaching {
  /** When it last could not reach it, epoch ms, and the line that says so. */
  failedAt: number | null;
  failure: Evidence | undefined;
  /** Callers that gave up a moment ago, and it is not known yet whether the server could be reached. Bounded. */
  waiting: { readonly pool: PoolState; readonly at: number; readonly counter: boolean }[];
}
