/** Lines of one message of a thread whose figures rise from line to line. */
export interface Progress {
  readonly template: string;
  /** When the first and the latest of them were written, epoch ms. */
  from: number;
  at: number;
  lines: number;
  /** The longest time between two of them, ms. */
  pauseMs: number;
  /** Of the latest line, and which of them have risen each time; undefined as long as there is one line. */
  figures: readonly number[];
  rising: readonly number[] | undefined;
}
