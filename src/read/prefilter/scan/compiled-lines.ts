import { LONGEST_OF_SERVER } from '../../layout/structured/server-process.ts';
import type { LineScan, PassedOver, Ring } from './line-scan.ts';
import { constantOf, newLines } from '../../literals/lines-module.ts';
import type { Lines } from '../../literals/lines-module.ts';
import { takeLiterals } from '../../literals/literal-tables.ts';
import type { Pod, Process } from '../processes.ts';
import type { SureLines } from '../sure/sure-lines.ts';
import { pairsOf } from '../../literals/windows.ts';
import { FACTOR, TUNE, tuned } from '../../literals/tuned.ts';

const PAGE = 1 << 16;
/** What is read behind the text. */
const BEHIND = 32;
/** The lines of a source in WebAssembly, with what it has learnt of them. */
export class CompiledLines implements LineScan {
  private readonly wasm: Lines;
  private readonly text: number;
  private readonly literals: readonly string[];
  /** Bytes that were taken, and how many will be when the windows are chosen anew. */
  private taken = 0;
  private tuneAt: number;
  private memory: Buffer;
  private numbers: Int32Array;
  /** By the number that the WebAssembly gives them. */
  private readonly known: { readonly pod: Pod; readonly process: Process }[] = [];
  private ringTaken = 0;

  /**
   * Undefined where WebAssembly is not to be had, or these are more literals than it has room for.
   * @param tuneAt bytes of a source after which the search is made to fit it
   */
  static of(texts: readonly string[], tuneAt = TUNE.first): CompiledLines | undefined {
    const wasm = newLines();
    if (wasm === undefined) return undefined;
    const lines = new CompiledLines(wasm, texts, tuneAt);
    return takeLiterals(wasm, pairsOf(texts), FACTOR) ? lines : undefined;
  }

  private constructor(wasm: Lines, literals: readonly string[], tuneAt: number) {
    this.wasm = wasm;
    this.literals = literals;
    this.tuneAt = tuneAt;
    this.text = this.place('TEXT');
    wasm.tellingUpTo(LONGEST_OF_SERVER);
    this.memory = Buffer.from(wasm.memory.buffer);
    this.numbers = new Int32Array(wasm.memory.buffer);
  }

  private place(name: Uppercase<string>): number {
    return constantOf(this.wasm, name);
  }

  begin(block: Buffer): void {
    this.taken += block.length;
    if (this.taken > this.tuneAt) {
      const { pairs, factor } = tuned(this.literals, block, this.place('HASH_BITS'));
      takeLiterals(this.wasm, pairs, factor);
      this.tuneAt = this.taken * TUNE.again;
    }
    const { memory } = this.wasm;
    const lacking = this.text + block.length + BEHIND - memory.buffer.byteLength;
    if (lacking > 0) {
      memory.grow(Math.ceil(lacking / PAGE));
      this.memory = Buffer.from(memory.buffer);
      this.numbers = new Int32Array(memory.buffer);
    }
    block.copy(this.memory, this.text);
    this.ringTaken = 0;
    this.wasm.begin();
  }

  hot(from: number, end: number, to: number): boolean {
    const { text } = this;
    return this.wasm.hot(text + from, text + end, text + to) !== 0;
  }

  odd(from: number, to: number): boolean {
    return this.wasm.odd(this.text + from, this.text + to) !== 0;
  }

  skip(from: number, to: number, line: number): number {
    return this.wasm.skip(this.text + from, this.text + to, line) - this.text;
  }

  get skipped(): number {
    return this.wasm.skipped.value;
  }

  passedOver(): readonly PassedOver[] {
    const { wasm, numbers, text } = this;
    const touched = this.place('TOUCHED');
    return Array.from({ length: wasm.touched.value }, (_, i) => {
      const number = this.memory.readUInt16LE(touched + i * 2);
      const { pod, process } = this.known[number] as { pod: Pod; process: Process };
      const at = this.place('PROCESSES') + number * this.place('PROCESS_SIZE');
      const read = (place: Uppercase<string>): number => numbers[(at + this.place(place)) >> 2] as number;
      const over = {
        pod, process, count: read('COUNT'), from: read('HELD_FROM') - text, to: read('HELD_TO') - text, line: read('HELD_LINE'),
      }; // prettier-ignore
      wasm.taken(number);
      pod.latest = this.known[wasm.latestOf(pod.number)]?.process;
      return over;
    });
  }

  ring(): Ring | undefined {
    const most = this.place('RING_MOST');
    const count = this.wasm.ringed.value;
    const from = Math.max(this.ringTaken, count - most);
    if (from === count) return undefined;
    const base = this.place('RING') >> 2;
    const numbers = new Int32Array((count - from) * 4);
    // It may begin behind the ring's end and go on at its front.
    const [first, end] = [from & (most - 1), ((count - 1) & (most - 1)) + 1];
    const until = first < end ? end : most;
    numbers.set(this.numbers.subarray(base + first * 4, base + until * 4));
    if (until !== end) numbers.set(this.numbers.subarray(base, base + end * 4), (until - first) * 4);
    for (let i = 0; i < numbers.length; i++) if (i % 4 < 2) numbers[i] = (numbers[i] as number) - this.text;
    this.ringTaken = count;
    return { numbers, podOf: (process) => (this.known[process] as { pod: Pod }).pod };
  }

  learn(sure: SureLines, to: number, pod: Pod, process: Process, ready: boolean): void {
    const number = this.learnt(sure, to);
    if (number === 0) {
      // It has moved on in time all the same.
      if (!ready) this.forget(process);
      return;
    }
    this.known[number] = { pod, process };
    process.number = number;
    pod.number = this.wasm.learntPod.value;
    pod.ready = ready;
    this.wasm.ready(pod.number, Number(ready));
  }

  /** @returns the number of its process; 0 where the line is of no kind that is passed over here, or there is no room */
  private learnt({ start, answer, stream, around, inner }: SureLines, to: number): number {
    if (answer === undefined) return 0;
    const { text, wasm } = this;
    const [from, end, after] = [text + start.from, text + to, text + start.after];
    if (around !== undefined) {
      if (inner.form !== undefined) return 0;
      return wasm.learnWithin(from, end, after, text + inner.after, around.time, around.stream, around.log, answer.id);
    }
    if (stream !== start.stream) return 0;
    return start.form === undefined
      ? wasm.learn(from, end, after, answer.id)
      : wasm.learnRecord(from, end, after, answer.time, answer.idValue, answer.message);
  }

  forget(process: Process): void {
    if (process.number > 0) this.wasm.forget(process.number);
  }

  unready(pod: Pod): void {
    if (!pod.ready) return;
    pod.ready = false;
    this.wasm.ready(pod.number, 0);
  }
}
