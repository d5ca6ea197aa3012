import type { Evidence } from '../../model/report.ts';

/** A worker was killed, or has died: what it held is out no more, though no line says so. */
export interface Killed {
  readonly pid: string;
  /** Epoch ms, null where the log has no times. */
  readonly at: number | null;
  readonly evidence: Evidence;
}
