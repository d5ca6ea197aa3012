/**
 * The prefilter: passes over what cannot matter before it becomes text.
 * @module
 */
import type { Duplex } from 'node:stream';
import { transform } from 'through2';
import type { Sift } from './sift.ts';

export { Sift } from './sift.ts';
export type { SiftOptions } from './options.ts';
export type { Jump } from './passed.ts';

/** A line of which more bytes came without its end is passed on piece by piece. */
const PIECE = 64 * 1024;

/** Cuts blocks of bytes at line ends and sifts them; what comes out are the bytes of the lines that are passed on. */
export function siftStage(sift: Sift): Duplex {
  /** The bytes of a line that has not ended. */
  let rest: Buffer[] = [];
  let length = 0;
  let long = false;

  /** Takes a line's last piece, or one that is too long to be held. */
  const endLine = (piece: Buffer, ends: boolean): void => {
    const line = rest.length === 0 ? piece : Buffer.concat([...rest, piece]);
    rest = [];
    length = 0;
    if (long || !ends) sift.takePiece(line, ends);
    else {
      sift.take(line, 0, line.length);
      sift.groups.settle(line);
    }
    long = !ends;
  };
  const keep = (piece: Buffer): void => {
    if (long || length + piece.length > PIECE) return endLine(piece, false);
    rest.push(Buffer.from(piece));
    length += piece.length;
  };

  return transform(
    function (this: Duplex, block: Buffer, _encoding: BufferEncoding, done: (error: null, passed?: Buffer) => void) {
      let at = 0;
      if (length > 0 || long) {
        at = block.indexOf(10) + 1;
        if (at === 0) keep(block);
        else endLine(block.subarray(0, at), true);
      }
      if (at > 0 || (length === 0 && !long)) {
        const to = block.lastIndexOf(10) + 1;
        if (to > at) {
          sift.take(block, at, to);
          sift.groups.settle(block);
        }
        if (Math.max(at, to) < block.length) keep(block.subarray(Math.max(at, to)));
      }
      done(null, sift.passed.take());
    },
    function (this: Duplex, done: () => void) {
      if (long) sift.lines++;
      else if (length > 0) {
        // The line end that it lacks changes nothing: lines and bytes are counted here.
        endLine(Buffer.from('\n'), true);
        sift.bytes--;
      }
      sift.groups.end();
      const passed = sift.passed.take();
      if (passed !== undefined) this.push(passed);
      done();
    },
  ) as unknown as Duplex;
}
