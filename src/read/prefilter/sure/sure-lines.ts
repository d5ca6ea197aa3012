import { namesServerProcess } from '../../layout/structured/server-process.ts';
import type { TimeOptions } from '../../time/index.ts';
import type { Answer } from './answer.ts';
import { endsFrame } from './frame-end.ts';
import { LineStart, LONG } from './line-start.ts';
import { Shapes } from './shapes.ts';
import { unescape } from './unescaped.ts';
import { epochTens, isoRounds, isoTens, NONE } from './stamps.ts';
import { Values } from './values.ts';

/** Digits of a process id that are read as a number. */
const ID = 15;
/** `\n` at the end of what Docker keeps. */
const ENDING = 2;
const [ESCAPE, OBJECT] = [92, 123];

/**
 * Tells of lines whether they certainly begin a record of their own, and of which pod, process and ten seconds. One object for all lines: its fields
 * are those of the last line that was read.
 */
export class SureLines {
  readonly shapes: Shapes;
  readonly start: LineStart;
  /** Where the line's record stands, and how: undefined where it is not sure. */
  answer: Answer | undefined;
  /** What stands around the record, where it is a line inside of another one, which `inner` has read. */
  around: Answer | undefined;
  /** 1 for stdout, 2 for stderr, 0 where nothing tells. */
  stream = 0;
  /** It is the first one of its shape. */
  fresh = false;
  /** The stamps up to ten seconds, as numbers that are equal for equal stamps. */
  tens = NONE;
  innerTens = NONE;
  /** What names the process: a number, or other text; -1 where nothing does. */
  id: number | string = -1;
  readonly inner: LineStart;
  /** The line inside of another one, where escapes stand in it. */
  private readonly unescaped = Buffer.alloc(LONG);

  /** @param hints which escapes may hide */
  constructor(zone: TimeOptions, hints: readonly string[]) {
    this.shapes = new Shapes(zone);
    this.start = new LineStart(new Values(hints));
    this.inner = new LineStart(new Values(hints));
  }

  /** @param odd the bytes are not what is read. @returns whether the line, from `from` to `to` without its end, is sure; else only `stream` has a meaning */
  read(bytes: Buffer, from: number, to: number, odd: boolean): boolean {
    const { start, shapes } = this;
    start.place(bytes, from, to);
    this.stream = start.stream;
    this.answer = this.around = undefined;
    const long = to - from > LONG;
    // Of a longer one that is an object the stream may be told still.
    if (odd || (long && bytes[start.token] !== OBJECT) || !start.read(bytes, to)) return false;
    const answer = shapes.of(start, bytes, to);
    this.fresh = shapes.fresh;
    if (answer === undefined) return false;
    if (answer.log >= 0) return this.within(answer, bytes, long);
    if (long) return false;
    if ((start.form !== undefined && start.values.odd) || endsFrame(bytes, from, to)) return false;
    this.tens = start.tens;
    this.innerTens = start.innerTens;
    if (answer.time >= 0 && !this.timed(start, answer.time, bytes)) return false;
    return this.told(answer, start, bytes);
  }

  /** A line inside of what Docker keeps. */
  private within(around: Answer, bytes: Buffer, long: boolean): boolean {
    const { log, stream, time } = around;
    const { start, inner, shapes } = this;
    const { values } = start;
    if (stream >= 0) {
      const name = bytes.toString('latin1', values.from[stream], values.to[stream]);
      this.stream = name === 'stdout' ? 1 : name === 'stderr' ? 2 : 0;
    }
    this.tens = this.innerTens = NONE;
    if (long || values.odd || (time >= 0 && !this.timed(start, time, bytes))) return false;
    let own = bytes;
    let from = values.from[log] as number;
    let to = (values.to[log] as number) - ENDING;
    const escape = bytes.indexOf(ESCAPE, from);
    if (escape >= 0 && escape < to) {
      to = unescape(bytes, from, to, (own = this.unescaped));
      from = 0;
      if (to < 0) return false;
    }
    inner.place(own, from, to);
    if (inner.token > from || inner.stream > 0 || !inner.read(own, to)) return false;
    if (inner.form !== undefined && (inner.tens !== NONE || inner.values.odd)) return false;
    const answer = shapes.within(start, bytes, inner, own, to, this.stream);
    this.fresh ||= shapes.fresh;
    if (answer === undefined || endsFrame(own, from, to)) return false;
    if (answer.time < 0) this.innerTens = inner.tens;
    else if (!this.timed(inner, answer.time, own)) return false;
    this.around = around;
    return this.told(answer, inner, own);
  }

  /** The line is sure, but for the words of its message. */
  private told(answer: Answer, start: LineStart, bytes: Buffer): boolean {
    if (answer.message >= 0 && this.isOfServer(start, answer.message, bytes)) return false;
    this.answer = answer;
    this.id = answer.idValue >= 0 ? this.idOf(start, answer.idValue, bytes) : answer.id < 0 ? -1 : idAt(bytes, start.after + answer.id);
    return true;
  }

  /** Takes the time from a value: it is the inner one where the line's own stamp is there already. */
  private timed({ values }: LineStart, value: number, bytes: Buffer): boolean {
    const [from, to] = [values.from[value] as number, values.to[value] as number];
    let tens = bytes[from + 4] === 45 || bytes[from + 4] === 47 ? isoTens(bytes, from) : epochTens(bytes, from, to);
    if (tens >= 0 && isoRounds(bytes, from)) tens = NONE;
    if (this.tens === NONE) this.tens = tens;
    else this.innerTens = tens;
    return tens !== NONE;
  }

  private isOfServer({ values: { from, to } }: LineStart, message: number, bytes: Buffer): boolean {
    return namesServerProcess(bytes.toString('latin1', from[message], to[message]), {});
  }

  private idOf({ values }: LineStart, value: number, bytes: Buffer): number | string {
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
