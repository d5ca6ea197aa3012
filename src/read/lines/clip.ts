import type { Duplex } from 'node:stream';
import { transform } from 'through2';
import { isClean } from './clean-line.ts';

/**
 * The longest line that is kept whole. A JSON record may carry a whole goroutine dump or several stack traces in one line (some hundred
 * KiB each, seen); what exceeds this is no log line, and would cost memory for nothing.
 */
export const LINE_CAP = 1 << 20;

/** Strings of 64 KiB: larger ones land in V8's large-object space, where splitting them costs two to three times as much. */
const SLICE = 1 << 16;

/** As far as a slice is cut short so that no stack is cut in two. */
const SHORTER = 1 << 14;

/** The last line end up to `last` behind which no line begins with a tab; `last` where that is far before it. */
function aboveStack(chunk: Buffer, from: number, last: number): number {
  let at = last;
  while (chunk[at + 1] === 9 && at > from && last - at < SHORTER) at = chunk.lastIndexOf(10, at - 1);
  return chunk[at + 1] === 9 || at <= from ? last : at;
}

/** What the line stage must know and cannot see in the text itself. Filled in the order in which the text flows. */
export interface SliceNotes {
  /**
   * Of each pushed slice the byte offset (after the byte order mark) at which it ends, which follows a line end, except the last one's of a source,
   * and whether its lines are surely clean, so that they need not be looked at one by one.
   */
  readonly slices: { readonly end: number; readonly clean: boolean }[];
  /** For each over-long line, in order: the offset of its first byte and how many of its bytes were left out. */
  readonly cuts: { readonly start: number; readonly dropped: number }[];
}

/**
 * Cuts bytes into latin1 strings (one character per byte) that end with a line end, so that split2 never has to keep a rest: its cost is
 * quadratic in what it keeps. Lines longer than LINE_CAP are cut there, and the notes say where and by how much: offsets stay exact.
 * The cap is never below a slice: lines shorter than a slice are passed on without being looked at one by one.
 * Latin1 keeps the whole text one-byte whatever the log holds; the line stage decodes the few lines that need it.
 */
export function clip(notes: SliceNotes, limit: number = LINE_CAP): Duplex {
  const cap = Math.max(limit, SLICE);
  /** Bytes of the line that has not ended yet, at most `cap` of them. */
  let carry: Buffer[] = [];
  let carried = 0;
  let dropped = 0;
  /** Offset of the first byte that was not pushed yet. */
  let offset = 0;

  const keep = (bytes: Buffer): void => {
    const room = Math.max(0, cap - carried);
    if (bytes.length > room) dropped += bytes.length - room;
    const kept = bytes.length > room ? bytes.subarray(0, room) : bytes;
    // A copy: the kept piece must not pin the whole block that it came in.
    if (kept.length > 0) carry.push(Buffer.from(kept));
    carried += kept.length;
  };
  const flushCarry = (end: '\n' | ''): string => {
    const text = carry.length === 1 ? (carry[0] as Buffer).toString('latin1') : Buffer.concat(carry).toString('latin1');
    if (dropped > 0) notes.cuts.push({ start: offset, dropped });
    offset += carried + dropped + end.length;
    notes.slices.push({ end: offset, clean: false });
    carry = [];
    carried = dropped = 0;
    return text + end;
  };

  return transform(
    { readableObjectMode: true },
    function (this: Duplex, chunk: Buffer, _encoding: BufferEncoding, done: () => void) {
      let from = 0;
      if (carried + dropped > 0) {
        const end = chunk.indexOf(10);
        keep(end < 0 ? chunk : chunk.subarray(0, end));
        if (end < 0) return done();
        this.push(flushCarry('\n'));
        from = end + 1;
      }
      while (from < chunk.length) {
        const until = from + SLICE;
        let last = until >= chunk.length ? chunk.lastIndexOf(10) : chunk.lastIndexOf(10, until - 1);
        if (last < from) last = chunk.indexOf(10, Math.min(until, chunk.length));
        if (last < from) break;
        if (until < chunk.length) last = aboveStack(chunk, from, last);
        if (last - from > SLICE) {
          // One line alone, longer than a slice: it takes the way that counts.
          keep(chunk.subarray(from, last));
          this.push(flushCarry('\n'));
        } else {
          offset += last + 1 - from;
          notes.slices.push({ end: offset, clean: isClean(chunk.subarray(from, last)) });
          this.push(chunk.toString('latin1', from, last + 1));
        }
        from = last + 1;
      }
      if (from < chunk.length) keep(chunk.subarray(from));
      done();
    },
    function (this: Duplex, done: () => void) {
      if (carried + dropped > 0) this.push(flushCarry(''));
      done();
    },
  ) as unknown as Duplex;
}
