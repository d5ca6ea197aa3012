import type { Lying, Pod } from './processes.ts';

/** Not fewer than the records that the reader of context looks back on, one line each. */
const KEPT = 2_048;

/** The latest lines that were passed over, for a plug-in that asks for what happened before its first word. Adding one allocates nothing. */
export class Recent {
  private readonly blocks = new Array<Buffer | undefined>(KEPT).fill(undefined);
  private readonly pods = new Array<Pod | undefined>(KEPT).fill(undefined);
  private readonly from = new Int32Array(KEPT);
  private readonly to = new Int32Array(KEPT);
  private readonly line = new Float64Array(KEPT);
  private readonly byte = new Float64Array(KEPT);
  private next = 0;

  add({ bytes, from, to, line, byte }: Lying, pod: Pod): void {
    const { next } = this;
    this.blocks[next] = bytes;
    this.pods[next] = pod;
    this.from[next] = from;
    this.to[next] = to;
    this.line[next] = line;
    this.byte[next] = byte;
    this.next = (next + 1) % KEPT;
  }

  /** All of them, in the order of the source; afterwards none are kept. */
  take(): { readonly line: Lying; readonly pod: Pod }[] {
    const taken = this.blocks.flatMap((bytes, i) => {
      const [from, to, line, byte] = [this.from, this.to, this.line, this.byte].map((list) => list[i] as number) as [
        number,
        number,
        number,
        number,
      ];
      return bytes === undefined ? [] : [{ line: { bytes, from, to, line, byte }, pod: this.pods[i] as Pod }];
    });
    this.blocks.fill(undefined);
    this.pods.fill(undefined);
    return taken.sort((a, b) => a.line.line - b.line.line);
  }
}
