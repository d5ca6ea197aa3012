import type { ClosedHold } from './hold.ts';

/** Returns of which the lines name the threads: by the one that took the connection, by another one; and those in time after which no transaction was left open, or one was rolled back. */
export interface GaveBack {
  own: number;
  others: number;
  ended: number;
  rolledBack: number;
}

/** A return after the work that took the connection was over, or its thread had gone on. */
export interface Elsewhere {
  readonly hold: ClosedHold;
  readonly by: string;
  /** A transaction was left open, which the pool rolled back. */
  rolledBack: boolean;
}
