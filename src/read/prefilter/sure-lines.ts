import { namesServerProcess } from '../layout/fields.ts';
import type { TimeOptions } from '../time/index.ts';
import type { Answer } from './answer.ts';
import { endsFrame } from './frame-end.ts';
import { LineStart, LONG } from './line-start.ts';
import { Shapes } from './shapes.ts';
import { epochTens, isoRounds, isoTens, NONE } from './stamps.ts';
import { Values } from './values.ts';

/** Digits of a process id that are read as a number. */
const ID = 15;
/** `\n` at the end of what Docker keeps. */
const ENDING = 2;

/**
 * Tells of lines whether they certainly begin a record of their own, and of which pod, process and ten seconds. One object for all lines: its fields
 * are those of the last line that was read.
 */
export class SureLines {
  readonly shapes: Shapes;
  readonly start: LineStart;
  /** Where the line's record stands, and how: undefined where it is not sure. */
  answer: Answer | undefined;
  /** 1 for stdout, 2 for stderr, 0 where nothing tells. */
  stream = 0;
  /** It is the first one of its shape. */
  fresh = false;
  /** The stamps up to ten seconds, as numbers that are equal for equal stamps. */
  tens = NONE;
  innerTens = NONE;
  /** What names the process: a number, or other text; -1 where nothing does. */
  id: number | string = -1;
  private readonly inner: LineStart;

  /** @param hints which escapes may hide */
  constructor(zone: TimeOptions, hints: readonly string[]) {
    this.shapes = new Shapes(zone);
    const values = new Values(hints);
    this.start = new LineStart(values);
    this.inner = new LineStart(values);
  }

  /** @param odd the bytes are not what is read. @returns whether the line, from `from` to `to` without its end, is sure; else only `stream` has a meaning */
  read(bytes: Buffer, from: number, to: number, odd: boolean): boolean {
    const { start, shapes } = this;
    start.place(bytes, from, to);
    this.stream = start.stream;
    this.answer = undefined;
    if (odd || to - from > LONG || !start.read(bytes, to)) return false;
    const answer = shapes.of(start, bytes, to);
    this.fresh = shapes.fresh;
    if (answer === undefined) return false;
    if (answer.log >= 0) return this.within(answer, bytes);
    if ((start.json && start.values.odd) || (!start.json && endsFrame(bytes, from, to))) return false;
    this.tens = start.tens;
    this.innerTens = start.innerTens;
    if (answer.time >= 0 && !this.timed(answer.time, bytes)) return false;
    if (answer.message >= 0 && this.isOfServer(answer.message, bytes)) return false;
    this.answer = answer;
    this.id = answer.idValue >= 0 ? this.idOf(answer.idValue, bytes) : answer.id < 0 ? -1 : idAt(bytes, start.after + answer.id);
    return true;
  }

  /** A line inside of what Docker keeps. */
  private within({ log, stream, time }: Answer, bytes: Buffer): boolean {
    const { start, inner, shapes } = this;
    const { values } = start;
    if (stream >= 0) {
      const name = bytes.toString('latin1', values.from[stream], values.to[stream]);
      this.stream = name === 'stdout' ? 1 : name === 'stderr' ? 2 : 0;
    }
    const from = values.from[log] as number;
    const to = (values.to[log] as number) - ENDING;
    this.tens = NONE;
    if (values.odd || (time >= 0 && !this.timed(time, bytes))) return false;
    inner.place(bytes, from, to);
    if (inner.tens === NONE || inner.token > from || inner.stream > 0) return false;
    const { tens } = this;
    if (!inner.read(bytes, to) || inner.json) return false;
    const answer = shapes.within(start, inner, bytes, to, this.stream);
    this.fresh ||= shapes.fresh;
    if (answer === undefined || endsFrame(bytes, from, to)) return false;
    this.tens = tens;
    this.innerTens = inner.tens;
    this.answer = answer;
    this.id = answer.id < 0 ? -1 : idAt(bytes, inner.after + answer.id);
    return true;
  }

  /** Takes the time from a value: it is the inner one where the line's own stamp is there already. */
  private timed(value: number, bytes: Buffer): boolean {
    const { values } = this.start;
    const [from, to] = [values.from[value] as number, values.to[value] as number];
    let tens = bytes[from + 4] === 45 || bytes[from + 4] === 47 ? isoTens(bytes, from) : epochTens(bytes, from, to);
    if (tens >= 0 && isoRounds(bytes, from)) tens = NONE;
    if (this.tens === NONE) this.tens = tens;
    else this.innerTens = tens;
    return tens !== NONE;
  }

  private isOfServer(message: number, bytes: Buffer): boolean {
    const { from, to } = this.start.values;
    return namesServerProcess(bytes.toString('latin1', from[message], to[message]), {});
  }

  private idOf(value: number, bytes: Buffer): number | string {
    const { values } = this.start;
    const text = bytes.toString('latin1', values.from[value], values.to[value]);
    return text.length <= ID && /^(?:0|[1-9]\d*)$/.test(text) ? Number(text) : text;
  }
}

/** The number that stands at a place, as far as it is one. */
function idAt(bytes: Buffer, from: number): number {
  let id = 0;
  for (let at = from; at < from + ID; at++) {
    const digit = (bytes[at] as number) - 48;
    if (!(digit >= 0 && digit <= 9)) break;
    id = id * 10 + digit;
  }
  return id;
}
