import type { LogRecord } from '../types.ts';

/** A record that is held back. */
interface Held {
  readonly record: LogRecord;
  /** How many records there had been. */
  readonly since: number;
}

/** So many doubles that told more, without one that did not come, prove that a stream's handlers print in this order. */
const PROOF = 3;
/** Its double is one of the next records; threads that log at the same time, and other streams, may come between. */
const WITHIN = 32;
const MOST_STREAMS = 10_000;
const NONE: readonly LogRecord[] = [];

const streamOf = ({ instance: { namespace, pod, container, host } }: LogRecord): string => [namespace, pod, container, host].join('\u0001');

/** Whether a layout tells which process or thread it was, and the other one neither. */
export const tellsMore = (one: LogRecord, other: LogRecord): boolean =>
  (one.pid !== undefined || one.thread !== undefined) && isPoor(other);

const isPoor = ({ pid, thread }: LogRecord): boolean => pid === undefined && thread === undefined;

/**
 * Of two handlers that print each record the first one may have the poorer layout, without process and thread: then it is the second print that has to be read. Once a
 * stream has shown that, its poor records are held back until their double comes; where one does not, it is read after all, and nothing is held back any more.
 */
export class PoorFirst {
  /** Doubles that told more, by stream; less than 0 where one did not come. */
  private readonly shown = new Map<string, number>();
  private waiting: Held[] = [];
  private seen = 0;
  /** It looks ahead of another one: whether a double comes is not for it to say. */
  private ahead = false;

  /** A double told more than the record before it. */
  proves(record: LogRecord): void {
    const stream = streamOf(record);
    const shown = this.shown.get(stream) ?? 0;
    if (shown < 0 || (shown === 0 && this.shown.size >= MOST_STREAMS)) return;
    this.shown.set(stream, shown + 1);
  }

  /** Whether a record is to be held back until its double comes. */
  holds(record: LogRecord): boolean {
    if (this.shown.size === 0 || !isPoor(record) || (this.shown.get(streamOf(record)) ?? 0) < PROOF) return false;
    this.waiting.push({ record, since: this.seen });
    return true;
  }

  /** The double of one that was held back has come. */
  came(record: LogRecord): void {
    this.waiting = this.waiting.filter((held) => held.record !== record);
  }

  /** Those whose double will not come any more, asked before each record, the next one. */
  missed(next?: LogRecord): readonly LogRecord[] {
    this.seen++;
    if (this.waiting.length === 0 || this.ahead) return NONE;
    const missed = this.waiting.filter(({ since }) => next === undefined || this.seen - since > WITHIN);
    if (missed.length === 0) return NONE;
    this.waiting = this.waiting.slice(missed.length);
    // at the end of a source the double may just not have been written yet
    if (next !== undefined) for (const { record } of missed) this.shown.set(streamOf(record), -1);
    return missed.map(({ record }) => record);
  }

  /** Knows what another one knows, and looks ahead of it. */
  follow(other: PoorFirst): void {
    for (const [stream, shown] of other.shown) this.shown.set(stream, shown);
    this.ahead = true;
  }
}
