import { CODE } from './lines-code.ts';

interface Global {
  readonly value: number;
}
/** What scripts/wasm/lines.as.ts exports; it says what it does, and how its memory is laid out. */
export interface Lines {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly begin: () => void;
  readonly retell: (factor: number) => void;
  readonly all: (from: number, to: number) => number;
  readonly hot: (from: number, end: number, to: number) => number;
  readonly odd: (from: number, to: number) => number;
  readonly skip: (from: number, to: number, line: number) => number;
  readonly learn: (from: number, to: number, behind: number, answer: number) => number;
  readonly learnRecord: (from: number, to: number, at: number, time: number, id: number, message: number) => number;
  readonly learnWithin: (
    from: number,
    to: number,
    at: number,
    behind: number,
    time: number,
    name: number,
    log: number,
    answer: number,
  ) => number;
  readonly tellingUpTo: (length: number) => void;
  readonly forget: (process: number) => void;
  readonly ready: (pod: number, yes: number) => void;
  readonly latestOf: (pod: number) => number;
  readonly taken: (process: number) => void;
  readonly skipped: Global;
  readonly touched: Global;
  readonly ringed: Global;
  readonly learntPod: Global;
  readonly [place: Uppercase<string>]: Global;
}

/** As much of the standard global as is needed; Node's own types leave it out. */
const Wasm = (
  globalThis as unknown as Record<
    'WebAssembly',
    { Module: new (code: Buffer) => object; Instance: new (module: object) => { exports: Lines } }
  >
).WebAssembly;

/** The value of one of its constants: a place in its memory, a size, a number of things. */
export const constantOf = (lines: Lines, name: Uppercase<string>): number => (lines[name] as Global).value;

let code: object | undefined | null = null;

/** Compiled once; undefined where it may not be, or the processor has no vectors. */
function compiled(): object | undefined {
  try {
    return new Wasm.Module(Buffer.from(CODE, 'base64'));
  } catch {
    return undefined;
  }
}

/** A new instance, with a memory of its own; undefined where there can be none. */
export function newLines(): Lines | undefined {
  if (code === null) code = compiled();
  return code && new Wasm.Instance(code).exports;
}
