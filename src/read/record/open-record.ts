import type { Plugin } from '../../plugin/contract.ts';
import type { FrameRun } from '../frame-runs.ts';
import type { Head, PeeledLine } from '../types.ts';
import { looksLikeThread } from '../layout/parts.ts';
import { TAIL_CHARS, TAIL_LINES } from './caps.ts';
import { Echo } from './echo.ts';
import { Mixed } from './mixed.ts';
import { shapeOf, type Shape } from './shape.ts';

const JUL = 'java-util-logging';
/** Most records have no more than one line. */
const NO_TAIL: readonly string[] = [];

/** How a record begins that waits for its stack, and when it was logged. */
export interface Rival {
  readonly text: string;
  readonly at: number | null;
}

/** A record to which lines may still be added. */
export class OpenRecord {
  head: Head | undefined;
  readonly source: string;
  readonly first: PeeledLine;
  readonly at: number | null;
  /** Whether the layout stamped it (an envelope's time stands on continuation lines as well, so it tells nothing). */
  readonly stamped: boolean;
  /** Which kind of trace was seen in it. */
  trace: 'java' | 'python' | 'go' | undefined;
  /** An exception line without frames yet. */
  thrown = false;
  /** Inside a Python traceback whose last line is still to come. */
  awaitsError = false;
  /** A second traceback was announced. */
  chained = false;
  /** Only a caption so far: the table follows. */
  caption: boolean;
  /** It began with a caption. */
  readonly captioned: boolean;
  /** The statement that may stand between a caption and its table; undefined where it began with none. */
  readonly echo: Echo | undefined;
  /** The line that a plug-in's claim rests on: the first one, below a caption the first of the table. */
  header: string;
  /** The plug-ins that claimed its head, asked only when a line is undecided. */
  claimants: readonly Plugin[] | undefined;
  lastLine: number;
  lastText: string;
  lines = 1;
  /** Nothing goes on with it any more; it is told once those before it are. */
  ended = false;
  /** Ordinary records of other threads since it was gone on with. */
  turns = 0;
  /** Lines that were passed over before those that are in it; less than none where some were passed on after all. */
  over = 0;
  /** It holds a trace whose lines have no heads of their own: whoever logged it did so at once, and no piece of it is still to come. */
  atOnce = false;
  /** One that said before it that a stack follows, and got none. */
  rival: Rival | undefined;
  /** Whether a plug-in's hint stands in its first line; undefined where nobody asked. */
  hinted: boolean | undefined;
  /** Made when the first frame comes: most records have none. */
  mixed: Mixed | undefined;
  /** Its lines below the first one. */
  tail: readonly string[] = NO_TAIL;
  private chars = 0;
  private blanks = 0;
  clipped: boolean;

  /** @param neighbour the time of the record before, for a line that was split off because it speaks of a pool: it was written then */
  constructor(source: string, first: PeeledLine, head: Head | undefined, shape: Shape, neighbour: number | null) {
    this.source = source;
    this.first = first;
    this.over = first.over ?? 0;
    this.head = head;
    this.stamped = head?.at !== undefined;
    this.at = head?.at ?? first.at ?? neighbour;
    this.caption = this.captioned = shape === 'caption';
    this.echo = this.captioned ? new Echo() : undefined;
    this.header = first.text;
    this.clipped = first.clipped;
    this.lastLine = first.line;
    this.lastText = first.text;
    for (const line of head?.tail ?? []) this.push(line);
    this.note(shape);
  }

  /** JSON and logfmt records are whole in one line: nothing that follows belongs to them, whatever it looks like. */
  get closed(): boolean {
    return this.head?.fields !== undefined && this.first.text.charCodeAt(0) === 123;
  }

  get size(): number {
    return this.tail.length + this.blanks;
  }

  /** Whether more lines would be cut. */
  get full(): boolean {
    return this.tail.length >= TAIL_LINES || this.chars >= TAIL_CHARS;
  }

  /** An exception, or a piece of its stack, has come. */
  get inStack(): boolean {
    return this.thrown || this.trace !== undefined;
  }

  get endsBlank(): boolean {
    return this.blanks > 0;
  }

  /** Its head ended with a line break, and what came since is at most a thread on a line of its own. */
  get awaitsMessage(): boolean {
    if (this.head?.message.trim() !== '' || this.tail.length > 1) return false;
    return this.size === 0 || looksLikeThread(this.tail[0]?.trim() ?? '');
  }

  /**
   * Whether it is no more than the first line of a head of two: java.util.logging prints time and logger on a line of their own, and the
   * layout hands both on to the next. The record then is the second line, which says what happened.
   */
  announces(next: Head): boolean {
    return this.head?.layout === JUL && next.layout === JUL && this.head.message === '' && next.message !== '' && this.size === 0;
  }

  /** @param own whether the line has no head of its own */
  add(line: PeeledLine, shape: Shape, own = true): void {
    if (this.closed && line.text.charCodeAt(0) === 123) {
      // No longer one JSON record but the rows of a result.
      this.head = undefined;
      this.tail = NO_TAIL;
      this.chars = 0;
    }
    if (line.line !== this.lastLine) this.lines++;
    this.over += line.over ?? 0;
    this.lastLine = line.line;
    if (shape === 'blank') {
      this.blanks++;
      return;
    }
    // Blank lines count only once something follows them.
    for (; this.blanks > 0; this.blanks--) this.push('');
    if (line.clipped) this.clipped = true;
    this.lastText = line.text;
    this.push(line.text);
    const frame = shape === 'java-frame' || shape === 'python-frame';
    this.atOnce ||= frame && own;
    if (this.mixed !== undefined || frame) (this.mixed ??= new Mixed()).saw(line.text, shape);
    this.note(shape);
  }

  /** Adds frames, one line each, as `add` would one by one. */
  addRun({ lines, within, ends }: FrameRun, lastLine: number): void {
    this.lines += lines.length;
    this.lastLine = lastLine;
    this.lastText = lines.at(-1) as string;
    for (; this.blanks > 0; this.blanks--) this.push('');
    for (const line of lines) this.push(line);
    this.atOnce = true;
    (this.mixed ??= new Mixed()).sawRun(within, ends);
    this.note('java-frame');
  }

  /** Takes a record of its own, by its head, that goes on with this one. */
  join(line: PeeledLine, { message, tail }: Head): void {
    this.add({ ...line, text: message }, shapeOf(message), false);
    for (const text of tail) this.push(text);
  }

  private push(text: string): void {
    if (this.tail.length >= TAIL_LINES || this.chars + text.length > TAIL_CHARS) {
      this.clipped = true;
      return;
    }
    this.chars += text.length;
    if (this.tail.length === 0) this.tail = [text];
    else (this.tail as string[]).push(text);
  }

  private note(shape: Shape): void {
    if (shape === 'java-frame') this.trace = 'java';
    else if (shape === 'traceback' || shape === 'python-frame') {
      this.trace = 'python';
      this.awaitsError = true;
      this.chained = false;
    } else if (shape === 'goroutine') this.trace = 'go';
    else if (shape === 'python-chain') this.chained = true;
    else if (shape === 'exception') {
      this.thrown = true;
      this.awaitsError = false;
    }
  }
}
