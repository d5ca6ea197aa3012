import type { Lying, Pod } from './processes.ts';
import type { Passed } from './passed.ts';

/** Text that may wait. */
const MOST = 4 << 20;

/**
 * Lets lines wait, in the order in which they came, while a record is open of which it is not known whether a plug-in that asks for context will
 * read it: what it asks for has to come first.
 */
export class Waiting {
  private lines: { line: Lying; over: number }[] = [];
  private bytes = 0;
  private readonly passed: Passed;

  constructor(passed: Passed) {
    this.passed = passed;
  }

  get full(): boolean {
    return this.bytes > MOST;
  }

  pass(pod: Pod, line: Lying, wait: boolean): void {
    if (wait) {
      this.lines.push({ line, over: pod.over });
      this.bytes += line.to - line.from;
    } else this.passed.line(line, pod.over);
    pod.over = 0;
  }

  /** Nothing has to wait any more. @param late lines that were passed over before: they take their places among those that waited */
  flush(late: readonly { readonly line: Lying; readonly pod: Pod }[] = []): void {
    if (this.lines.length === 0 && late.length === 0) return;
    for (const { line, pod } of late) this.pass(pod, line, true);
    if (late.length > 0) this.lines.sort((a, b) => a.line.line - b.line.line);
    for (const { line, over } of this.lines) this.passed.line(line, over);
    this.lines = [];
    this.bytes = 0;
  }

  /** The block will be let go. */
  settle(block: Buffer): void {
    for (const entry of this.lines) if (entry.line.bytes === block) entry.line = copyOf(entry.line);
  }
}

/** The same line in memory of its own. */
export const copyOf = ({ bytes, from, to, line, byte }: Lying): Lying => ({
  bytes: Buffer.from(bytes.subarray(from, to)), from: 0, to: to - from, line, byte,
}); // prettier-ignore
