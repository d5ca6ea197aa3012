import type { Evidence } from '../../model/report.ts';

/** Lines are missing from the log, some time between `from` and `to`. */
export interface Gap {
  /** The number of the line that tells of it: what stands before it was written before `to`. */
  readonly line: number;
  /** Epoch ms; null where the log has no times. */
  readonly from: number | null;
  readonly to: number | null;
  /** Lines that were lost, as far as it is told, and how often it was told; of files that are missing the reading tells. */
  readonly lost: number;
  readonly times: number;
  readonly files?: true;
  readonly evidence: Evidence;
}
