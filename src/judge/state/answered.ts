/** Requests of one route that were answered well. */
export interface Answered {
  lines: number;
  /** When the first and the latest of them were, epoch ms. */
  readonly from: number;
  at: number;
  /** The time between two of them of late, and by how much it varies, ms: means in which the latest count most. */
  gapMs: number;
  unevenMs: number;
}
