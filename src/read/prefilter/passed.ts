import { LINE_CAP } from '../lines/clip.ts';
import type { Lying } from './processes.ts';

/** Where passed text goes on elsewhere in the source. */
export interface Jump {
  /** Bytes that were passed before. */
  readonly at: number;
  /** Number and offset of the line that follows. */
  readonly line: number;
  readonly byte: number;
  /** Records of the line's stream that were passed over before it, one line each; negative for some that are passed on late. */
  readonly over: number;
}

/** Collects the lines that are passed on, and where each stretch of them stood. */
export class Passed {
  readonly jumps: Jump[] = [];
  /** Bytes passed on since the source began. */
  bytes = 0;
  private pieces: Buffer[] = [];
  private run: Buffer | undefined;
  private from = 0;
  private to = 0;
  private nextByte: number;
  /** Bytes of a line that came in pieces so far. */
  private long = 0;

  /** @param skipped bytes that were taken off the source's front */
  constructor(skipped: number) {
    this.nextByte = skipped;
  }

  line({ bytes, from, to, line, byte }: Lying, over: number): void {
    this.stretch(bytes, from, to, line, byte, over);
  }

  /** Passes on a stretch of the source that begins with a line's first byte. */
  stretch(bytes: Buffer, from: number, to: number, line: number, byte: number, over: number): void {
    if (byte !== this.nextByte || over !== 0) this.jumps.push({ at: this.bytes, line, byte, over });
    this.goOn(bytes, from, to);
    this.nextByte = byte + (to - from);
  }

  /** Passes on a piece of a line that is too long to be held; of what will be cut off it, no more than the line's end. */
  piece(bytes: Buffer, ends: boolean, line: number, byte: number): void {
    if (this.long === 0) this.stretch(bytes, 0, bytes.length, line, byte, 0);
    else if (this.long <= LINE_CAP) this.goOn(bytes, 0, bytes.length);
    else if (ends) this.goOn(bytes, bytes.length - 1, bytes.length);
    this.long = ends ? 0 : this.long + bytes.length;
  }

  /** Passes on what goes on with the stretch before. */
  goOn(bytes: Buffer, from: number, to: number): void {
    this.bytes += to - from;
    if (this.run === bytes && this.to === from) {
      this.to = to;
      return;
    }
    this.endRun();
    this.run = bytes;
    this.from = from;
    this.to = to;
  }

  /** What was collected since it was last taken; undefined where nothing was. */
  take(): Buffer | undefined {
    this.endRun();
    const { pieces } = this;
    if (pieces.length === 0) return undefined;
    this.pieces = [];
    // A copy always: blocks are used again.
    return Buffer.concat(pieces);
  }

  private endRun(): void {
    if (this.run !== undefined && this.to > this.from) this.pieces.push(this.run.subarray(this.from, this.to));
    this.run = undefined;
  }
}
