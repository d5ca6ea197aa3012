import type { Lying, Pod } from './processes.ts';

/** Not fewer than the records that the reader of context looks back on, one line each. */
const KEPT = 2_048;

/** The latest lines that were passed over, for a plug-in that asks for what happened before its first word. */
export class Recent {
  private readonly lines: (Lying | undefined)[] = new Array<undefined>(KEPT).fill(undefined);
  private readonly pods: (Pod | undefined)[] = new Array<undefined>(KEPT).fill(undefined);
  private next = 0;

  add(line: Lying, pod: Pod): void {
    this.lines[this.next] = line;
    this.pods[this.next] = pod;
    this.next = (this.next + 1) % KEPT;
  }

  /** All of them, in the order of the source; afterwards none are kept. */
  take(): { readonly line: Lying; readonly pod: Pod }[] {
    const taken = this.lines.flatMap((line, i) => (line === undefined ? [] : [{ line, pod: this.pods[i] as Pod }]));
    this.lines.fill(undefined);
    this.pods.fill(undefined);
    return taken.sort((a, b) => a.line.line - b.line.line);
  }
}
