import type { Reading } from '../plugin/read-record.ts';
import type { LogRecord } from './types.ts';

/**
 * What became of a record: `read` by rules, `again` the words of the record before it, `outside` the window of time, `context` for attribution, `held`
 * in case that a pool speaks later, or `ordinary`.
 */
export type Fate = 'read' | 'again' | 'outside' | 'context' | 'held' | 'ordinary';

/** Told of all that is read, for whoever explains a log to its reader. */
export interface Witness {
  /** A line has lost its envelopes: their names, outermost first. */
  peeled(line: number, envelopes: readonly string[]): void;
  /** A record has been judged; `hinted` are the parsers that a hint in it called. */
  record(record: LogRecord, fate: Fate, readings: readonly Reading[], hinted: readonly string[]): void;
}
