import type { TimedEvent } from '../model/event.ts';
import type { Entry, EntrySet } from './source/entry.ts';
import type { Failure } from './source/inputs.ts';
import type { TallyPart } from './tally.ts';

/** How far the reading is. */
export interface SoFar {
  readonly sources: readonly { readonly name: string; readonly bytes: number }[];
  /** The names of those that are not at their end. */
  readonly open: ReadonlySet<string>;
}

/** What reading one input gave beside its events. */
export interface Part {
  readonly tally: TallyPart;
  readonly failures: readonly Failure[];
}

/** An input that somebody else has read, or is reading. */
export interface ReadAhead {
  /** Its events in order, as far as they have to be told in order with those of other inputs. */
  readonly batches: AsyncIterable<TimedEvent[]>;
  /** Asked once, when the batches have ended; undefined where it has to be read in its turn after all. */
  finish(): Part | undefined;
  /** Of its events, read once more in its turn, those that were not told before. */
  missing(batches: AsyncIterable<TimedEvent[]>): AsyncIterable<TimedEvent[]>;
}

/** Reads inputs before their turn. */
export interface Ahead {
  /** Told once of all inputs, in their order. */
  begin(entries: readonly (Entry | EntrySet)[]): Promise<void>;
  /** The reading of an input whose turn it is; undefined where nobody reads it ahead. */
  take(entry: Entry | EntrySet): ReadAhead | undefined;
  /** The sources of inputs that it reads now, or has read before their turn. */
  open(): SoFar['sources'];
  /** Nothing more is wanted. */
  end(): Promise<void>;
}
