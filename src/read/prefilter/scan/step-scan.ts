import { literalsOf, standsAt, WINDOW } from '../../literals/windows.ts';
import type { Literal, LiteralScan } from '../../literals/windows.ts';

/** How far the search may step where a pair of bytes is in no window. */
const FAR = WINDOW - 1;

/**
 * The search in JavaScript. It looks at pairs of bytes and steps on as far as the pair allows (Wu and Manber's way); where a window may end, its
 * literals are compared whole.
 */
export class StepScan implements LiteralScan {
  /** For each pair of bytes how far the next window may end at the earliest; 0 where one may end here. */
  private readonly step = new Uint8Array(1 << 16).fill(FAR);
  private readonly ending: (Literal[] | undefined)[] = [];
  private block: Buffer = Buffer.alloc(0);

  constructor(texts: readonly string[]) {
    for (const literal of literalsOf(texts)) {
      const pairs = Array.from({ length: FAR }, (_, i) => literal.bytes.readUInt16BE(literal.window + i));
      for (const [i, pair] of pairs.entries()) this.step[pair] = Math.min(this.step[pair] as number, FAR - 1 - i);
      (this.ending[pairs[FAR - 1] as number] ??= []).push(literal);
    }
  }

  begin(block: Buffer): void {
    this.block = block;
  }

  next(from: number, to: number): number {
    const { step, block } = this;
    let at = from + FAR;
    while (at < to) {
      const pair = ((block[at - 1] as number) << 8) | (block[at] as number);
      const far = step[pair] as number;
      if (far > 0) at += far;
      else if (this.stands(pair, at - FAR, from, to)) return at;
      else at++;
    }
    return to;
  }

  private stands(pair: number, at: number, from: number, to: number): boolean {
    for (const literal of this.ending[pair] as Literal[]) if (standsAt(literal, this.block, at, from, to)) return true;
    return false;
  }
}
