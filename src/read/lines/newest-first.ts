import type { Head, PeeledLine } from '../types.ts';

/** Different stamps after which the order is settled. */
const STAMPED = 200;
/** Lines after which it is not worth waiting for more stamps. */
const LINES = 2_000;
/** Lines without any stamp after which there is nothing to tell the order by. */
const UNSTAMPED = 200;
/** Steps back that a short input needs to be taken for one that begins with its newest line, and that it has no step forward. */
const FEW = 3;
/** Memory for text that is held to be turned round; beyond it the input is turned in pieces. */
const HELD = 200 * 1024 * 1024;
/** What a line costs beside its text. */
const LINE_COST = 64;

/**
 * Turns inputs round that begin with their newest line, as stores of logs hand them out (gcloud, Insights, `logcli`). A line moves with what
 * stands under it without a time of its own, so that neither a record nor an entry of an envelope is torn. Everything else passes as it is: the
 * first lines wait until two different times were seen, and no longer.
 */
export class NewestFirst {
  /** The order is as it should be, or cannot be told: nothing is held any more. */
  straight = false;
  /** It was found to be newest first. */
  turned = false;
  /** In how many pieces it was turned round. */
  pieces = 0;
  private entries: PeeledLine[][] = [];
  /** Lines before the first stamp: a header stays in front. */
  private readonly preamble: PeeledLine[] = [];
  private held = 0;
  private forward = 0;
  private back = 0;
  private stamped = 0;
  private unstamped = 0;
  private last: number | undefined;
  private readonly layouts: { read(line: PeeledLine): Head | undefined };
  private readonly cap: number;

  /** @param layouts tells the time of lines that no envelope stamps; one of its own, because it remembers what it reads */
  constructor(layouts: { read(line: PeeledLine): Head | undefined }, cap: number = HELD) {
    this.layouts = layouts;
    this.cap = cap;
  }

  /** Takes the next line. @returns the lines that may go on, in order */
  take(line: PeeledLine): readonly PeeledLine[] {
    if (this.straight) return [line];
    const at = line.sameEntry ? undefined : (line.at ?? this.layouts.read(line)?.at);
    const entry = this.entries.at(-1);
    if (at !== undefined) this.entries.push([line]);
    else (entry ?? this.preamble).push(line);
    this.held += line.text.length + LINE_COST;
    if (this.turned) return this.held > this.cap ? this.turn() : NOTHING;
    this.count(at);
    if (this.forward > 0 && this.forward * 20 >= this.back) return this.pass();
    if (this.stamped < STAMPED && this.unstamped < (this.stamped > 0 ? LINES : UNSTAMPED) && this.held <= this.cap) return NOTHING;
    this.turned = this.back >= FEW;
    return this.turned ? NOTHING : this.pass();
  }

  /** What is still held when the source has ended. */
  flush(): readonly PeeledLine[] {
    this.turned ||= !this.straight && this.back >= FEW && this.forward === 0;
    return this.turned ? this.turn() : this.pass();
  }

  private count(at: number | undefined): void {
    // A dump's lines were all written in the same millisecond, and tell no more than those without a stamp.
    if (at === undefined || at === this.last) {
      this.unstamped++;
      return;
    }
    this.stamped++;
    if (this.last !== undefined && at > this.last) this.forward++;
    if (this.last !== undefined && at < this.last) this.back++;
    this.last = at;
  }

  private pass(): readonly PeeledLine[] {
    this.straight = true;
    const lines = [...this.preamble.splice(0), ...this.entries.flat()];
    this.entries = [];
    return lines;
  }

  private turn(): readonly PeeledLine[] {
    if (this.entries.length === 0 && this.preamble.length === 0) return NOTHING;
    this.pieces++;
    const lines = [...this.preamble.splice(0), ...this.entries.reverse().flat()];
    this.entries = [];
    this.held = 0;
    return lines;
  }
}

const NOTHING: readonly PeeledLine[] = [];
