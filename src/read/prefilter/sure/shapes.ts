import { Unwrapper } from '../../envelope/index.ts';
import { LayoutReader } from '../../layout/index.ts';
import { cleanLine } from '../../lines/clean-line.ts';
import { NewestFirst } from '../../lines/newest-first.ts';
import { shapeOf } from '../../record/shape.ts';
import type { TimeOptions } from '../../time/index.ts';
import type { Head, PeeledLine } from '../../types.ts';
import { PLAIN } from './answer.ts';
import type { Answer } from './answer.ts';
import { judgeDocker, judgeRecord, namedBy } from './judge-object.ts';
import type { Named } from './judge-object.ts';
import { BEHIND } from './line-start.ts';
import type { LineStart } from './line-start.ts';
import { NONE } from './stamps.ts';

const SLOTS = 1 << 13;
/** Beginnings that a source may show; one with more is read whole. */
const KNOWN = SLOTS / 2;
/** What makes a stamp the first cell of a row; rows go on with the record of their header. */
const CELL = /^(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?"?[;\t|,]/;
/** What behind a collector's stamp makes a head of a line whatever follows. The bytes that tell beginnings apart do not tell small letters from digits. */
const LEVEL = /^(?:Z|[+-]\d\d:\d\d)? [A-Z]{4,8}(?::| +[A-Z[(])/;

/**
 * Remembers how lines of one source begin, and of each beginning whether the reader takes such a line for the first of a record: the first line of
 * every beginning is shown to the reader itself. Beginnings that the reader would treat by what stands further on are never sure.
 */
export class Shapes {
  /** The last question was the first one of its shape. */
  fresh = false;
  private readonly checks = new Int32Array(SLOTS);
  private readonly answers = new Array<Answer | undefined>(SLOTS).fill(undefined);
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

  /** Where things stand in a line, from its first byte on to `to`; undefined where it does not for certain begin a record of its own. */
  of(start: LineStart, bytes: Buffer, to: number): Answer | undefined {
    return this.answer(start.hash, start.check, () => {
      const latin1 = bytes.toString('latin1', start.from, to);
      return this.judge(latin1, latin1, start, start.token > start.from, start.stream);
    });
  }

  /**
   * The same of a line inside of another one.
   * @param own the inner one's bytes, it ends at `to`
   * @param stream what the outer one tells of its stream
   */
  within(outer: LineStart, bytes: Buffer, inner: LineStart, own: Buffer, to: number, stream: number): Answer | undefined {
    const hash = Math.imul(outer.hash, 31) + inner.hash;
    const check = Math.imul(outer.check, 37) + inner.check;
    return this.answer((hash + stream) | 0, check | 0, () => {
      const latin1 = bytes.toString('latin1', outer.from, lineEnd(bytes, outer.after));
      return this.judge(latin1, own.toString('latin1', inner.from, to), inner, outer.token > outer.from, stream);
    });
  }

  private answer(hash: number, check: number, judge: () => Answer | undefined): Answer | undefined {
    this.fresh = false;
    let slot = hash & (SLOTS - 1);
    while (this.used[slot] === 1) {
      if (this.checks[slot] === check) return this.answers[slot];
      slot = (slot + 1) & (SLOTS - 1);
    }
    if (this.known >= KNOWN) return undefined;
    this.fresh = true;
    this.known++;
    this.used[slot] = 1;
    this.checks[slot] = check;
    return (this.answers[slot] = judge());
  }

  private peel(latin1: string): PeeledLine[] {
    return this.unwrapper.peel({ text: cleanLine(latin1), line: 1, byte: 0, clipped: false });
  }

  /** @param own the line itself, where it stands inside of another one */
  private judge(latin1: string, own: string, start: LineStart, prefixed: boolean, stream: number): Answer | undefined {
    const { form, from, after } = start;
    const named = form && namedBy(own, start);
    if (form !== undefined && named === undefined) return undefined;
    if (form === 'json' && typeof named?.['log'] === 'string') return own === latin1 ? judgeDocker(named, latin1, start) : undefined;
    const line = this.ordinary(latin1, prefixed, stream);
    if (line !== undefined && named !== undefined) return this.judgeNamed(named, own, start, line);
    if (line === undefined || CELL.test(own.slice(after - from))) return undefined;
    const shape = shapeOf(line.text);
    if (shape !== 'plain' && shape !== 'access') return undefined;
    if (line.at !== undefined && (own === latin1 ? start.innerTens : start.tens) === NONE && !this.isHeadAlone(line, own, start))
      return undefined;
    const head = this.layouts.read(line);
    if (head?.at === undefined || !wholeInText(head, line.text)) return undefined;
    if (head.pid === undefined) return PLAIN;
    const at = /^\d+$/.test(head.pid) ? own.slice(after - from, after - from + BEHIND).search(/\d/) : -1;
    return at >= 0 && own.startsWith(head.pid, after - from + at) ? { ...PLAIN, id: at } : undefined;
  }

  /** Whether a line whose only stamp is the collector's is a head for its level, and has no time of its own that is not seen. */
  private isHeadAlone({ at: _, ...line }: PeeledLine, own: string, { from, after }: LineStart): boolean {
    return LEVEL.test(own.slice(after - from, after - from + BEHIND)) && this.layouts.read(line)?.at === undefined;
  }

  private judgeNamed(named: Named, own: string, start: LineStart, line: PeeledLine): Answer | undefined {
    const head = this.layouts.read(line);
    if (head?.at === undefined) return undefined;
    if (head.layout === start.form) return judgeRecord(named, own, start, line, head);
    // JSON is but the message, or logfmt.
    return head.pid === undefined && wholeInText(head, line.text) ? PLAIN : undefined;
  }

  /** The line without its envelopes, if these are but kubectl's prefix, a stamp and a stream, which say all that they know in the bytes before the line's own. */
  private ordinary(latin1: string, prefixed: boolean, told: number): PeeledLine | undefined {
    const [line, ...more] = this.peel(latin1);
    if (line === undefined || more.length > 0) return undefined;
    const { instance, stream, object, severity, request, sameEntry } = line;
    if (stream !== [undefined, 'stdout', 'stderr'][told] || object !== undefined || (severity ?? request ?? sameEntry) !== undefined)
      return undefined;
    const place = Object.keys(instance);
    return (prefixed ? place.every((key) => key === 'pod' || key === 'container') : place.length === 0) ? line : undefined;
  }
}

/** Plain text: what rules see of it are parts of the line. */
const wholeInText = ({ layout, message }: Head, text: string): boolean =>
  layout !== 'json' && layout !== 'logfmt' && layout !== 'java-util-logging' && text.includes(message);

/** Where a line ends, its end excluded. */
function lineEnd(bytes: Buffer, at: number): number {
  const end = bytes.indexOf(10, at);
  return bytes[end - 1] === 13 ? end - 1 : end;
}
