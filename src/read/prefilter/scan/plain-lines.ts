import type { LineScan, PassedOver, Ring } from './line-scan.ts';
import { OddBytes } from './odd-bytes.ts';
import { StepScan } from './step-scan.ts';

/** The same in JavaScript: it passes over nothing by itself, so that all is decided line by line. */
export class PlainLines implements LineScan {
  readonly skipped = 0;
  private readonly literals: StepScan;
  private readonly oddBytes = new OddBytes();
  private hotAt = -1;

  constructor(texts: readonly string[]) {
    this.literals = new StepScan(texts);
  }

  begin(block: Buffer): void {
    this.oddBytes.begin(block);
    this.literals.begin(block);
    this.hotAt = -1;
  }

  hot(from: number, end: number, to: number): boolean {
    if (this.hotAt < from) this.hotAt = this.literals.next(from, to);
    return this.hotAt < end;
  }

  odd(from: number, to: number): boolean {
    return this.oddBytes.within(from, to);
  }

  skip(from: number): number {
    return from;
  }

  passedOver(): readonly PassedOver[] {
    return [];
  }

  ring(): Ring | undefined {
    return undefined;
  }

  learn(): void {}

  unready(): void {}

  forget(): void {}
}
