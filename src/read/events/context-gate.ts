import type { LogRecord } from '../types.ts';

/** Ordinary records kept until a source proves to need them; what happened long before the first pool line explains nothing. */
const KEPT = 2_000;
/** So many are held, because some may come out of their order and take the place of later ones. */
const HELD = 5_000;

/**
 * Holds back the ordinary records of one source until a plug-in that attributes by context speaks there for the first time: then the lines
 * before count as well. Sources without such a plug-in pay a short memory and make no context events.
 */
export class ContextGate {
  /** The runtime whose attribution needs the records; undefined while the gate is shut. */
  runtime: string | undefined;
  private held: (LogRecord | undefined)[] = [];
  private next = 0;

  hold(record: LogRecord): void {
    this.held[this.next] = record;
    this.next = (this.next + 1) % HELD;
  }

  /** Opens the gate. @returns the latest records held back, in the order of the source */
  open(runtime: string): LogRecord[] {
    this.runtime = runtime;
    const before = [...this.held.slice(this.next), ...this.held.slice(0, this.next)].filter((record) => record !== undefined);
    this.held = [];
    const forth = directionOf(before);
    return before.sort((a, b) => forth * (a.line - b.line)).slice(-KEPT);
  }
}

/** Lines count down where an input that begins with its newest line was turned round. @returns 1 or -1 */
function directionOf(records: readonly LogRecord[]): 1 | -1 {
  let ups = 0;
  for (let i = 1; i < records.length; i++) ups += Math.sign(records[i]!.line - records[i - 1]!.line);
  return ups < 0 ? -1 : 1;
}
