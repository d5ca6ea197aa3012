import type { Lying, Pod } from './processes.ts';
import type { Passed } from './passed.ts';

/** A line that was passed over before. */
export interface Late {
  readonly line: Lying;
  readonly pod: Pod;
  /** It is one of those that its pod's next line tells the number of. */
  readonly counted: boolean;
}

interface Entry {
  line: Lying;
  readonly pod: Pod;
  over: number;
  readonly counted?: boolean;
}

/** Text that may wait. */
const MOST = 4 << 20;

/**
 * Lets lines wait, in the order in which they came, while a record is open of which it is not known whether a plug-in that asks for context will
 * read it: what it asks for has to come first.
 */
export class Waiting {
  private lines: Entry[] = [];
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
      this.lines.push({ line, pod, over: pod.over });
      this.bytes += line.to - line.from;
    } else this.passed.line(line, pod.over);
    pod.over = 0;
  }

  /** Nothing has to wait any more. @param late lines that were passed over before: they take their places among those that waited */
  flush(late: readonly Late[] = []): void {
    if (late.length > 0) {
      for (const each of late) this.lines.push({ ...each, over: 0 });
      this.lines.sort((a, b) => a.line.line - b.line.line);
      this.uncount();
    }
    for (const { line, over } of this.lines) this.passed.line(line, over);
    this.lines = [];
    this.bytes = 0;
  }

  /** Late lines were counted where their pod's next line was passed on, or will be; they are taken off there, so that every line finds the count before it right. */
  private uncount(): void {
    const places = new Map<Pod, { over: number }>();
    for (const entry of this.lines.toReversed()) {
      const { pod, counted } = entry;
      if (counted === undefined) places.set(pod, entry);
      else if (counted) {
        const place = places.get(pod) ?? pod;
        if (place.over > 0) place.over--;
        else entry.over--;
      }
    }
    // What is left was passed over before all of them.
    for (const entry of this.lines) {
      if (entry.counted === undefined) continue;
      entry.over += entry.pod.over;
      entry.pod.over = 0;
    }
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
