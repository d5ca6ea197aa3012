import { Unwrapper } from '../envelope/index.ts';
import { LayoutReader } from '../layout/index.ts';
import { cleanLine } from '../clean-line.ts';
import { NewestFirst } from '../newest-first.ts';
import { shapeOf } from '../record/shape.ts';
import type { TimeOptions } from '../time/index.ts';
import type { Head, PeeledLine } from '../types.ts';
import type { LineStart } from './line-start.ts';

/** The line does not for certain begin a record of its own. */
export const UNSURE = -2;
/** It does, and its layout names no process. */
export const NO_PROCESS = -1;

const SLOTS = 1 << 13;
/** Beginnings that a source may show; one with more is read whole. */
const KNOWN = SLOTS / 2;
/** Digits of a process id begin within so many bytes behind the stamp, or the place is not fixed. */
const NEAR = 12;
/** What makes a stamp the first cell of a row; rows go on with the record of their header. */
const CELL = /^(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?"?[;\t|,]/;

/**
 * Remembers how lines of one source begin, and of each beginning whether the reader takes such a line for the first of a record: the first line of
 * every beginning is shown to the reader itself. Beginnings that the reader would treat by what stands further on are never sure.
 */
export class Shapes {
  private readonly checks = new Int32Array(SLOTS);
  private readonly answers = new Int8Array(SLOTS);
  private readonly used = new Uint8Array(SLOTS);
  private known = 0;
  private readonly unwrapper: Unwrapper;
  private readonly layouts: LayoutReader;
  private readonly order: NewestFirst;

  constructor(zone: TimeOptions) {
    this.unwrapper = new Unwrapper(zone);
    this.layouts = new LayoutReader(zone);
    this.order = new NewestFirst(new LayoutReader(zone));
  }

  /** The oldest lines come first, as far as the lines that were met tell. */
  get straight(): boolean {
    return this.order.straight;
  }

  /** The newest do. */
  get turned(): boolean {
    return this.order.turned;
  }

  /** Takes one of the source's first lines, so that envelopes that need a proof have it, and the order of the lines is known. */
  meet(latin1: string): void {
    for (const line of this.peel(latin1)) this.order.take(line);
  }

  /** @returns UNSURE, NO_PROCESS, or how far behind the stamp the process id stands. */
  of(start: LineStart, bytes: Buffer, to: number): number {
    let slot = start.hash & (SLOTS - 1);
    while (this.used[slot] === 1) {
      if (this.checks[slot] === start.check) return this.answers[slot] as number;
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (this.known >= KNOWN) return UNSURE;
    this.known++;
    this.used[slot] = 1;
    this.checks[slot] = start.check;
    return (this.answers[slot] = this.judge(bytes.toString('latin1', start.from, to), start));
  }

  private peel(latin1: string): PeeledLine[] {
    return this.unwrapper.peel({ text: cleanLine(latin1), line: 1, byte: 0, clipped: false });
  }

  private judge(latin1: string, { from, token, after }: LineStart): number {
    const [line, ...more] = this.peel(latin1);
    if (line === undefined || more.length > 0 || !ordinary(line, token > from) || CELL.test(latin1.slice(after - from))) return UNSURE;
    const shape = shapeOf(line.text);
    if (shape !== 'plain' && shape !== 'access') return UNSURE;
    const head = this.layouts.read(line);
    if (head?.at === undefined || !wholeInText(head, line.text)) return UNSURE;
    if (head.pid === undefined) return NO_PROCESS;
    const at = /^\d+$/.test(head.pid) ? latin1.slice(after - from, after - from + NEAR).search(/\d/) : -1;
    return at >= 0 && latin1.startsWith(head.pid, after - from + at) ? at : UNSURE;
  }
}

/** It wears no envelope but kubectl's prefix and stamp, which say all that they know in the bytes before the line's own. */
function ordinary({ instance, stream, object, severity, sameEntry }: PeeledLine, prefixed: boolean): boolean {
  const told = Object.keys(instance);
  if (stream !== undefined || object !== undefined || severity !== undefined || sameEntry !== undefined) return false;
  return prefixed ? told.every((key) => key === 'pod' || key === 'container') : told.length === 0;
}

/** Plain text: what rules see of it are parts of the line. */
const wholeInText = ({ layout, message }: Head, text: string): boolean =>
  layout !== 'json' && layout !== 'logfmt' && layout !== 'java-util-logging' && text.includes(message);
