import type { HintIndex } from '../hints/index.ts';
import type { LogRecord } from '../types.ts';
import type { Witness } from '../witness.ts';
import type { Interner } from '../intern.ts';
import type { ContextFields } from './own.ts';

export interface EventsOptions {
  readonly hints: HintIndex;
  readonly intern: Interner;
  readonly contextOf: (record: LogRecord) => ContextFields | undefined;
  readonly time: (text: string) => number | undefined;
  /** Epoch milliseconds; events before and after are left out. A record without a time goes with its neighbours. */
  readonly since?: number;
  readonly until?: number;
  readonly witness?: Witness | undefined;
}

/** @param at of a record; what has no time and no neighbour with one is outside, where a limit is given */
export function isInside({ since, until }: EventsOptions, at: number | null): boolean {
  if (since === undefined && until === undefined) return true;
  return at !== null && (since === undefined || at >= since) && (until === undefined || at <= until);
}
