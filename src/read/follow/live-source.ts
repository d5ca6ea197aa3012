import type { TimedEvent } from '../../model/event.ts';
import type { BatchEnd } from '../line-stages.ts';
import { memoryOf, type Stages } from './memory.ts';
import { OpenEnds } from './open-ends.ts';
import { ownLine } from '../own-line.ts';
import type { Repeats } from '../lines/repeats.ts';
import type { SourceTally } from '../tally.ts';
import type { LogRecord, RawLine } from '../types.ts';

/** How far a source was read: whole lines only. */
export interface Position {
  readonly lines: number;
  readonly bytes: number;
  readonly clipped: number;
  /** Bytes of its text, a byte order mark and compression taken off. */
  readonly offset: number;
}

export const BEGINNING: Position = { lines: 0, bytes: 0, clipped: 0, offset: 0 };

export interface LiveParts extends Stages {
  readonly source: SourceTally;
  /** Knows lines that come again, where the source is a pipe that may be opened anew. */
  readonly repeats: Repeats | undefined;
  readonly position: Position;
}

/**
 * A source that is still being written. Whatever is known of a batch of its lines is known after one step, so that between two steps the position
 * and what is remembered belong together. A last line without a line end, and records that are open, are told only when the reading is over.
 */
export class LiveSource {
  readonly source: SourceTally;
  readonly ends: OpenEnds;
  readonly repeats: Repeats | undefined;
  position: Position;
  private readonly begun: Position;
  private readonly parts: LiveParts;
  private unended: { readonly lines: readonly RawLine[]; readonly end: BatchEnd } | undefined;
  /** What was left out because it had come before. */
  private again: { lines: number; bytes: number; clipped: number } = { lines: 0, bytes: 0, clipped: 0 };

  constructor(parts: LiveParts) {
    this.parts = parts;
    this.source = parts.source;
    this.repeats = parts.repeats;
    this.begun = this.position = parts.position;
    this.ends = new OpenEnds(parts.records, parts.reader);
  }

  /** Takes lines. @returns the events of the records that they ended */
  read(lines: readonly RawLine[], end: BatchEnd): TimedEvent[] {
    if (end.open) {
      this.unended = { lines, end };
      return [];
    }
    return this.take(lines, end);
  }

  /** The reading is over: the last line ends where it stands, and so do the records. */
  rest(): TimedEvent[] {
    const { unended } = this;
    this.unended = undefined;
    const out = unended ? this.take(unended.lines, unended.end) : [];
    const { unwrapper, records, reader } = this.parts;
    const ended: LogRecord[] = [];
    this.ends.ended();
    for (const peeled of unwrapper.flush()) records.feed(peeled, ended);
    records.flush(ended);
    this.source.envelopes = unwrapper.names;
    for (const record of ended) reader.read(record, out);
    reader.end(out);
    return out;
  }

  /** What it remembers, as plain data. */
  memory(): object {
    return memoryOf(this.parts);
  }

  /** Streams closed early because there were too many at a time. */
  get evicted(): number {
    return this.parts.records.evicted;
  }

  private take(lines: readonly RawLine[], end: BatchEnd): TimedEvent[] {
    const { unwrapper, records, reader } = this.parts;
    const out: TimedEvent[] = [];
    const ended: LogRecord[] = [];
    for (const given of this.repeats ? this.news(lines, end) : lines) {
      const line = records.crowded ? ownLine(given) : given;
      const plain = unwrapper.plain(line);
      if (plain !== undefined) records.feed(plain, ended);
      else for (const peeled of unwrapper.peel(line)) records.feed(peeled, ended);
    }
    for (const record of ended) reader.read(record, out);
    this.advance(end);
    this.ends.came(this.position.lines);
    return out;
  }

  private advance({ lines, bytes, clipped, offset }: BatchEnd): void {
    const { again, begun } = this;
    const position = { lines: lines - again.lines, bytes: bytes - again.bytes, clipped: clipped - again.clipped };
    this.position = { ...position, offset: begun.offset + offset - again.bytes };
    Object.assign(this.source, position);
  }

  /** The lines that had not come before, numbered as if the others were not there. */
  private *news(lines: readonly RawLine[], end: BatchEnd): Generator<RawLine> {
    for (const [i, line] of lines.entries()) {
      const { again } = this;
      if (this.repeats?.isRepeat(line.text) !== true) yield { ...line, line: line.line - again.lines, byte: line.byte - again.bytes };
      else {
        const bytes = (lines[i + 1]?.byte ?? end.bytes) - line.byte;
        this.again = { lines: again.lines + 1, bytes: again.bytes + bytes, clipped: again.clipped + Number(line.clipped) };
      }
    }
  }
}
