import type { Evidence } from '../../model/report.ts';

/** Callers that gave up while the server could not be reached, by who told of them; callers that waited meanwhile, by the pool's counter; and a line that tells of the server. */
export interface Unreached {
  counted: number;
  raised: number;
  waits: number;
  readonly evidence: Evidence;
}
