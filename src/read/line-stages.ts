import type { Duplex } from 'node:stream';
import split2 from 'split2';
import { objectTransform } from 'through2';
import { cleanLine } from './lines/clean-line.ts';
import { clip, LINE_CAP } from './lines/clip.ts';
import type { SliceNotes } from './lines/clip.ts';
import { siftStage } from './prefilter/index.ts';
import type { Sift } from './prefilter/index.ts';
import { ONE_BATCH } from './lines/one-batch.ts';
import type { RawLine } from './types.ts';

/** What was counted while lines were cut; exact once the stream has ended. */
export interface LineCount {
  lines: number;
  /** Decompressed bytes, a byte order mark included. */
  bytes: number;
  clipped: number;
}

/** How far a source is at the end of a batch of lines. */
export interface BatchEnd extends LineCount {
  /** Bytes of text since the stages began. */
  readonly offset: number;
  /** The last line has no line end: it may still go on. */
  readonly open: boolean;
}

export interface LinesOptions {
  /** Bytes that were taken off the front of the source. */
  readonly skipped: number;
  /** Bytes per UTF-16 unit, where the source was UTF-16; the offsets then are those of the source, not of its UTF-8 form. */
  readonly utf16?: boolean;
  readonly cap?: number;
  /** What came before, where a source is taken up in its midst. */
  readonly from?: LineCount;
  /** Told of each batch how far the source is with it. Only without a sift. */
  readonly onBatch?: (lines: readonly RawLine[], end: BatchEnd) => void;
  /** Passes over lines that cannot matter; every line is handed on where absent. */
  readonly sift?: Sift | undefined;
}

/**
 * The stages from bytes to batches of lines: the prefilter, clip, split2, and a last one that hands over what is left at the end. A batch is what
 * one slice of the source held, so a live source is never behind. Numbers and offsets are exact, over-long lines included.
 * @returns the stages in order; the last one's output is `RawLine[]`
 */
export function lineStages(count: LineCount, options: LinesOptions): Duplex[] {
  const { sift, from, onBatch } = options;
  const notes: SliceNotes = { slices: [], cuts: [] };
  const jumps = new Queue(sift?.passed.jumps ?? []);
  const slices = new Queue(notes.slices);
  const cuts = new Queue(notes.cuts);
  let batch: RawLine[] = [];
  let offset = 0;
  let line = from?.lines ?? 0;
  let byte = from?.bytes ?? options.skipped;
  let open = false;
  if (sift === undefined) count.bytes = byte;

  const take = (): RawLine[] => {
    const taken = batch;
    batch = [];
    if (sift !== undefined) {
      count.lines = sift.lines;
      count.bytes = sift.bytes;
    } else {
      count.lines = line;
      count.bytes = byte;
    }
    onBatch?.(taken, { lines: line, bytes: byte, clipped: count.clipped, offset: open ? offset - 1 : offset, open });
    return taken;
  };
  const mapper = (latin1: string): RawLine[] | undefined => {
    const cut = cuts.head();
    const clipped = cut?.start === offset;
    const dropped = clipped ? cut.dropped : 0;
    if (clipped) cuts.shift();
    let over = 0;
    for (let jump = jumps.head(); jump?.at === offset; jump = jumps.head()) {
      line = jump.line - 1;
      byte = jump.byte;
      over += jump.over;
      jumps.shift();
    }
    line++;
    const slice = slices.head();
    const text = slice?.clean === true ? latin1 : cleanLine(latin1);
    const bytes = text !== latin1 && text.includes('\ufffd') ? { bytes: latin1 } : undefined;
    batch.push(
      over === 0 && bytes === undefined
        ? { text, line, byte, clipped }
        : { text, line, byte, clipped, ...bytes, ...(over !== 0 && { over }) },
    );
    if (clipped) count.clipped++;
    offset += latin1.length + dropped + 1;
    byte += options.utf16 ? 2 * (utf16Length(latin1) + dropped + 1) : latin1.length + dropped + 1;
    // At the end of a source the last line has no line end, so the offset may have passed the slice's end by one.
    const end = slice?.end ?? Infinity;
    if (offset < end) return undefined;
    open = offset > end;
    if (open) byte -= options.utf16 ? 2 : 1;
    slices.shift();
    return take();
  };
  const rest = objectTransform(
    ONE_BATCH,
    (lines: RawLine[], _encoding: BufferEncoding, done: (error: null, lines: RawLine[]) => void) => done(null, lines),
    function (this: Duplex, done: () => void) {
      const lines = take();
      if (lines.length > 0) this.push(lines);
      done();
    } as never,
  );
  const split = split2('\n', mapper, { decodeStrings: false, ...ONE_BATCH });
  return [...(sift ? [siftStage(sift)] : []), clip(notes, options.cap ?? LINE_CAP), split, rest as unknown as Duplex];
}

/** Takes from the front of a list that grows at its end, without moving it each time. */
class Queue<T> {
  private readonly items: T[];
  private next = 0;

  constructor(items: T[]) {
    this.items = items;
  }

  head(): T | undefined {
    return this.items[this.next];
  }

  shift(): void {
    if (++this.next <= 1024) return;
    this.items.splice(0, this.next);
    this.next = 0;
  }
}

/** UTF-16 units of a line that is here as the bytes of its UTF-8 form. */
const utf16Length = (latin1: string): number =>
  /[\x80-\xff]/.test(latin1) ? Buffer.from(latin1, 'latin1').toString('utf8').length : latin1.length;
