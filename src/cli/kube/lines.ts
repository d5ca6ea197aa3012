import { LINE_CAP } from '../../read/lines/clip.ts';

const LF = 10;

/** Blocks to whole lines, each with its line end. A line longer than the cap is cut there. */
export class Lines {
  private parts: Buffer[] = [];
  private length = 0;
  private cut = false;

  *feed(block: Buffer): Generator<Buffer> {
    let from = 0;
    for (let at = block.indexOf(LF); at >= 0; at = block.indexOf(LF, from)) {
      const end = block.subarray(from, at + 1);
      from = at + 1;
      if (this.cut) this.cut = false;
      else if (this.length === 0) yield end;
      else yield this.taken(end);
    }
    if (from < block.length && !this.cut) this.keep(block.subarray(from));
    if (this.length <= LINE_CAP) return;
    yield this.taken(Buffer.of(LF));
    this.cut = true;
  }

  /** What has no line end yet, as a line. */
  *rest(): Generator<Buffer> {
    if (this.length > 0) yield this.taken(Buffer.of(LF));
  }

  private keep(part: Buffer): void {
    // A piece of a block would keep all of it.
    this.parts.push(Buffer.from(part));
    this.length += part.length;
  }

  private taken(end: Buffer): Buffer {
    const line = Buffer.concat([...this.parts, end]);
    this.parts = [];
    this.length = 0;
    return line;
  }
}
