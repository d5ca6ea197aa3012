import type { Ring } from './scan/line-scan.ts';
import type { Lying, Pod } from './processes.ts';

/** Not fewer than the records that the reader of context looks back on, one line each. */
const KEPT = 2_048;

/** What the scan passed over in a block, and where the block stands in the source. */
interface Batch {
  readonly ring: Ring;
  readonly line: number;
  readonly byte: number;
  /** The block, later a copy of what is needed of it, and where in the block that begins. */
  bytes: Buffer;
  shift: number;
  /** How often a block was let go since. */
  age: number;
}
/** A block's bytes stay good until two more blocks were let go, which with the lines between them is as often as this. */
const GOOD = 3;

/** The latest lines that were passed over, for a plug-in that asks for what happened before its first word. Adding one allocates nothing. */
export class Recent {
  private readonly blocks = new Array<Buffer | undefined>(KEPT).fill(undefined);
  private readonly pods = new Array<Pod | undefined>(KEPT).fill(undefined);
  private readonly from = new Int32Array(KEPT);
  private readonly to = new Int32Array(KEPT);
  private readonly line = new Float64Array(KEPT);
  private readonly byte = new Float64Array(KEPT);
  private next = 0;
  private unsettled = 0;
  /** What the scan passed over by itself, block by block. */
  private batches: Batch[] = [];
  private inBatches = 0;

  /** @param line number of the block's first line, less one; @param byte offset of its first byte */
  addAll(ring: Ring, block: Buffer, line: number, byte: number): void {
    this.batches.push({ ring, line, byte, bytes: block, shift: 0, age: 0 });
    this.inBatches += ring.numbers.length / 4;
    for (let first = this.batches[0]; first && this.inBatches - first.ring.numbers.length / 4 >= KEPT; first = this.batches[0]) {
      this.inBatches -= first.ring.numbers.length / 4;
      this.batches.shift();
    }
  }

  /** The block will be let go: what is held of it is copied, at once or in time. */
  settle(block: Buffer): void {
    for (const batch of this.batches) if (++batch.age === GOOD) keep(batch);
    for (let i = 0, at = this.next; i < Math.min(this.unsettled, KEPT); i++) {
      at = (at + KEPT - 1) % KEPT;
      if (this.blocks[at] !== block) continue;
      const copy = Buffer.from(block.subarray(this.from[at], this.to[at]));
      this.blocks[at] = copy;
      this.from[at] = 0;
      this.to[at] = copy.length;
    }
    this.unsettled = 0;
  }

  add({ bytes, from, to, line, byte }: Lying, pod: Pod): void {
    const { next } = this;
    this.blocks[next] = bytes;
    this.pods[next] = pod;
    this.from[next] = from;
    this.to[next] = to;
    this.line[next] = line;
    this.byte[next] = byte;
    this.next = (next + 1) % KEPT;
    this.unsettled++;
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
    for (const batch of this.batches) taken.push(...linesOf(batch));
    this.blocks.fill(undefined);
    this.pods.fill(undefined);
    this.batches = [];
    return taken.sort((a, b) => a.line.line - b.line.line);
  }
}

function* linesOf({ ring: { numbers, podOf }, bytes, line, byte, shift }: Batch): Generator<{ line: Lying; pod: Pod }> {
  for (let i = 0; i < numbers.length; i += 4) {
    const [from, to, number, process] = numbers.subarray(i, i + 4) as unknown as [number, number, number, number];
    yield { line: { bytes, from: from - shift, to: to - shift, line: line + number, byte: byte + from }, pod: podOf(process) };
  }
}

function keep(batch: Batch): void {
  const { numbers } = batch.ring;
  let from = batch.bytes.length;
  let to = 0;
  for (let i = 0; i < numbers.length; i += 4) {
    from = Math.min(from, numbers[i] as number);
    to = Math.max(to, numbers[i + 1] as number);
  }
  batch.bytes = Buffer.from(batch.bytes.subarray(from, to));
  batch.shift = from;
}
