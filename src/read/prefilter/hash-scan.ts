import { BITS, CODE, LONG, SHORT, TEXT } from './scan-code.ts';
import { StepScan } from './step-scan.ts';
import { literalsOf, standsAt } from './windows.ts';
import type { Literal, LiteralScan } from './windows.ts';

const PAGE = 1 << 16;
/** What is read behind the text. */
const BEHIND = 32;

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly next: (from: number, to: number) => number;
}

/** As much of the standard global as is needed; Node's own types leave it out. */
const Wasm = (
  globalThis as unknown as Record<
    'WebAssembly',
    { Module: new (code: Buffer) => object; Instance: new (module: object) => { exports: Exports } }
  >
).WebAssembly;

let code: object | undefined | null = null;

/** Compiled once; undefined where it may not be. */
function compiled(): object | undefined {
  try {
    return new Wasm.Module(Buffer.from(CODE, 'base64'));
  } catch {
    return undefined;
  }
}

/** The fastest search that this process can do. */
export function literalScan(texts: readonly string[]): LiteralScan {
  if (code === null) code = compiled();
  return code === undefined ? new StepScan(texts) : new HashScan(code, texts);
}

/** The search in WebAssembly: a place stays only if two hashes of its four bytes are known; the few that are left are compared whole. */
export class HashScan implements LiteralScan {
  private readonly exports: Exports;
  private readonly byWindow = new Map<number, Literal[]>();
  private memory: Buffer;
  private block: Buffer = Buffer.alloc(0);

  constructor(module: object, texts: readonly string[]) {
    this.exports = new Wasm.Instance(module).exports;
    this.memory = Buffer.from(this.exports.memory.buffer);
    for (const literal of literalsOf(texts)) {
      const window = literal.bytes.readInt32LE(literal.window);
      this.memory[hashOf(window, SHORT)] = 1;
      const long = hashOf(window, LONG);
      const at = BITS + (long >> 3);
      this.memory[at] = (this.memory[at] as number) | (1 << (long & 7));
      const known = this.byWindow.get(window);
      if (known === undefined) this.byWindow.set(window, [literal]);
      else known.push(literal);
    }
  }

  begin(block: Buffer): void {
    const { memory } = this.exports;
    const lacking = TEXT + block.length + BEHIND - memory.buffer.byteLength;
    if (lacking > 0) {
      memory.grow(Math.ceil(lacking / PAGE));
      this.memory = Buffer.from(memory.buffer);
    }
    this.block = block;
    block.copy(this.memory, TEXT);
  }

  next(from: number, to: number): number {
    const { block } = this;
    for (let at = from; ; at++) {
      at = this.exports.next(TEXT + at, TEXT + to) - TEXT;
      if (at >= to) return to;
      for (const literal of this.byWindow.get(block.readInt32LE(at)) ?? NONE) if (standsAt(literal, block, at, from, to)) return at;
    }
  }
}

const NONE: readonly Literal[] = [];

const hashOf = (window: number, { multiplier, shift }: typeof SHORT): number => Math.imul(window, multiplier) >>> shift;
