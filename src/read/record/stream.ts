import type { Head, PeeledLine } from '../types.ts';
import type { OpenRecord } from './open-record.ts';

/** What tells a record's first line from the rest: one per stream, because the layout is remembered per stream. */
export interface Layouts {
  read(line: PeeledLine): Head | undefined;
}

/** The lines of one pod or container, stdout or stderr: records are joined in each by itself. */
export interface Stream {
  readonly layouts: Layouts;
  open: OpenRecord | undefined;
  /** When the open record began, counted in records. */
  begun: number;
  /** Heads whose layout stamped them, and unrecognised unindented lines: which of both is usual here. */
  stamped: number;
  bare: number;
}
