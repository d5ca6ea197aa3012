import { takeLiterals } from '../literals/literal-tables.ts';
import { constantOf, newLines } from '../literals/lines-module.ts';
import type { Lines } from '../literals/lines-module.ts';
import { FACTOR } from '../literals/tuned.ts';
import { pairsOf, WINDOW } from '../literals/windows.ts';
import type { Pairs } from '../literals/windows.ts';
import type { Search } from './search.ts';
import { StepSearch } from './step-search.ts';

/** Characters of a text that is looked at in WebAssembly; longer ones are rare. */
const MOST = 1 << 20;
/** What does not fit into a byte. */
const WIDE = /[^\0-\xff]/;
/** A literal that is in no text which is looked at here. */
const NOWHERE: Pairs = { bytes: Buffer.alloc(0), windows: [] };

/** In WebAssembly, in half the time: a text is copied there, a byte for each character. One that holds what does not fit into a byte is searched step by step. */
export class CompiledSearch implements Search {
  found: Search['found'];
  private readonly own: Uint16Array;
  private readonly lines: Lines;
  private readonly memory: Buffer;
  private readonly place: number;
  private readonly texts: readonly string[];
  /** Made when a text comes that cannot be looked at in WebAssembly. */
  private steps: StepSearch | undefined;

  /** Undefined where WebAssembly is not to be had, or there are more literals than it has room for, or a shorter one than it can look for. */
  static of(texts: readonly string[]): CompiledSearch | undefined {
    if (texts.some((text) => text.length < WINDOW)) return undefined;
    const pairs = texts.map((text) => (WIDE.test(text) ? NOWHERE : (pairsOf([text], undefined, 'latin1')[0] as Pairs)));
    const lines = newLines();
    return lines !== undefined && takeLiterals(lines, pairs, FACTOR) ? new CompiledSearch(lines, texts) : undefined;
  }

  private constructor(lines: Lines, texts: readonly string[]) {
    this.lines = lines;
    this.memory = Buffer.from(lines.memory.buffer);
    this.place = constantOf(lines, 'TEXT');
    this.found = this.own = new Uint16Array(lines.memory.buffer, constantOf(lines, 'FOUND'), constantOf(lines, 'LITERALS_MOST'));
    this.texts = texts;
  }

  any(text: string): boolean {
    return this.in(text) > 0;
  }

  in(text: string): number {
    if (text.length > MOST || WIDE.test(text)) {
      const steps = (this.steps ??= new StepSearch(this.texts));
      this.found = steps.found;
      return steps.in(text);
    }
    this.found = this.own;
    const { place } = this;
    return this.lines.all(place, place + this.memory.write(text, place, 'latin1'));
  }
}
