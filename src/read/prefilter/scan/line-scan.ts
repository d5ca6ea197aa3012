import type { Pod, Process } from '../processes.ts';
import type { SureLines } from '../sure/sure-lines.ts';

/** A process whose lines were passed over: how many, and of the last one its place in the block, its end, and its number within the block. */
export interface PassedOver {
  readonly pod: Pod;
  readonly process: Process;
  readonly count: number;
  readonly from: number;
  readonly to: number;
  readonly line: number;
}

/** Lines of a block that were passed over, four numbers each: place, end, number within the block, and their process. */
export interface Ring {
  readonly numbers: Int32Array;
  readonly podOf: (process: number) => Pod;
}

/** Looks at the bytes of lines, block by block. Places count from the block's beginning. */
export interface LineScan {
  /** Takes the block that is asked about from here on; it may not change. */
  begin(block: Buffer): void;
  /** Whether a hint stands in the line from `from` to `end`; lines go on up to `to`. Asked in rising order. */
  hot(from: number, end: number, to: number): boolean;
  /** Whether the line is not what its bytes say: a colour code, a NUL or a carriage return inside of it are taken out before it is read. */
  odd(from: number, to: number): boolean;
  /**
   * Passes over lines from `from` on that are like ones of which it was told so.
   * @param line number of the first one within the block
   * @returns where it stopped; `skipped` lines lie between
   */
  skip(from: number, to: number, line: number): number;
  readonly skipped: number;
  /** What the last `skip` passed over, process by process. */
  passedOver(): readonly PassedOver[];
  /** Of what was passed over in this block, the latest lines but for each process's last one, since it was last asked. */
  ring(): Ring | undefined;
  /**
   * Lines that begin like this one, in the same ten seconds of the same process, may be passed over while the pod is ready.
   * @param sure what was read of it
   * @param ready whether it is, until it is called unready
   */
  learn(sure: SureLines, to: number, pod: Pod, process: Process, ready: boolean): void;
  unready(pod: Pod): void;
  /** The ten seconds of the process's latest line are not known. */
  forget(process: Process): void;
}
