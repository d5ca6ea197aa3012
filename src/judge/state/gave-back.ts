import type { ClosedHold } from './hold.ts';

/** Returns of which the lines name the threads. */
export interface GaveBack {
  /** By the thread that took the connection. */
  own: number;
  /** By another one. */
  others: number;
  /** By the own thread and in time: those after which no transaction was left open, and those after which one had to be rolled back. */
  ended: number;
  rolledBack: number;
  /** The same of those by another thread. */
  othersEnded: number;
  othersRolledBack: number;
}

/** A return after the work that took the connection was over, or its thread had gone on. */
export interface Elsewhere {
  readonly hold: ClosedHold;
  readonly by: string;
  /** A transaction was left open, which the pool rolled back. */
  rolledBack: boolean;
}
