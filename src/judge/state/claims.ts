import type { ClosedHold, RequestLine, SiteHolds } from './hold.ts';

/** Attribution by order of lines where nothing names the requester. */
export interface ClaimState {
  /** Returned checkouts that have not found their request line yet. */
  waiting: ClosedHold[];
  /** Request lines that no return has claimed. */
  unclaimed: RequestLine[];
  lines: Map<string, number>;
  claimed: Map<string, number>;
  sites: Map<string, SiteHolds>;
  /** Returns that crossed a newer checkout of the same context, as many again for those that did so unseen: the context runs several requests at once. */
  overlaps: number;
  returns: number;
  /** Since the newest checkout: request lines and returns. */
  since: { lines: number; returns: number };
  /** That checkout came back first of all, without a request line; the next line before another checkout is its own. */
  awaited: boolean;
  /** Checkouts with nothing else in between whose request line stood before their return, and after it. */
  inside: number;
  behind: number;
}
