import type { HintIndex } from '../hints/index.ts';
import type { TimeOptions } from '../time/index.ts';
import type { LineScan } from './scan/line-scan.ts';

/** Lines that are passed on in full, because they show envelopes, layouts and order. */
export const FIRST = { ofSource: 300, ofPod: 20 };

/** Processes and pods of one source; one with more is read whole. */
export const PROCESSES = 20_000;
/** Lines after which the order of a source will not be known. */
export const MET_IN_VAIN = 20_000;

export interface SiftOptions {
  /** Those of all plug-ins that read. */
  readonly hints: HintIndex;
  readonly zone: TimeOptions;
  /** Bytes that were taken off the source's front. */
  readonly skipped: number;
  /** Whether records without a time hang on those of other pods before them (a span of time was asked for). */
  readonly spanned: boolean;
  /** Lines at the source's beginning that are passed on in full, and lines of each pod that are. */
  readonly first?: { readonly ofSource: number; readonly ofPod: number } | undefined;
  /** Looks at bytes; what this process can do best where absent. */
  readonly scanOf?: (texts: readonly string[]) => LineScan;
}
