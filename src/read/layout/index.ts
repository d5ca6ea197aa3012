/**
 * Layouts: what an application's logging library puts around a message.
 * @module
 */
import type { Severity } from '../../model/event.ts';
import { Recurring } from '../recurring.ts';
import { Clock, readTimeAt, type ReadTime, type TimeOptions } from '../time/index.ts';
import type { Head, PeeledLine } from '../types.ts';
import { accessTime } from './access-time.ts';
import { Behind, timeBehind, type PartBehind } from './behind.ts';
import { Elapsed } from './elapsed.ts';
import type { Fields } from './structured/fields.ts';
import { KnownHeads, levelless, type KnownHead } from './known/known-heads.ts';
import { julHeader, julMessage, readNative, type Native } from './native/index.ts';
import type { Parts, Shown } from './parts.ts';
import { readPrefix } from './prefix/index.ts';
import { requestIn, requestTag } from './structured/request-tag.ts';
import { SeenLines, type SeenLine } from './known/seen-lines.ts';
import { parseObject, readFields, readStructured, type Structured } from './structured/index.ts';

const NO_LINES: readonly string[] = [];
const heads = new KnownHeads();
const lines = new SeenLines();
/** Lines without a head, most of them of statements and tables, and what their streams had shown. */
const headless = new Recurring<number>();

/** Recognises the layout of the lines of ONE stream. Remembers that stream's clock, and where its loggers stand. */
export class LayoutReader {
  readonly #timezone: string | undefined;
  readonly #clock: Clock;
  readonly #elapsed = new Elapsed();
  readonly #behind = new Behind();
  readonly #shown: Shown = { dash: false, colon: false };
  /** The stream's first lines in columns had no number of a process: where others have one, it is something else's. */
  #pidless = false;
  /** java.util.logging prints time and logger on one line, level and message on the next. */
  #announced: { time: ReadTime; logger: string } | undefined;
  /** Words of the latest heads before their messages, of two lengths: names of threads hold blanks or none. */
  #words = 0;
  #others = 0;

  constructor(options: TimeOptions = {}) {
    this.#timezone = options.timezone;
    this.#clock = new Clock(options.near, options.timezone !== undefined);
  }

  /** What the line's layout says, undefined where it has none: a continuation, or a bare message. Never throws. */
  read(line: PeeledLine): Head | undefined {
    const text = line.text;
    this.#behind.begin();
    const seen = line.time && lines.find(text, line.time, this.#shown);
    if (seen !== undefined) {
      this.#announced = undefined;
      return this.#seen(seen, line);
    }
    const known = line.time && this.#known(text, line.time);
    if (known !== undefined) {
      this.#announced = undefined;
      lines.learn(text, known, this.#shown);
      const message = text.slice(known.start);
      return this.#head(known.prefix.layout, known.prefix, line.time, message, line, undefined);
    }
    const options = this.#clock.options(this.#timezone, line.at);
    if (line.object) return this.#structured(readFields(line.object, text, 'json', options), line);
    const first = text.charCodeAt(0);
    // most lines of a stack
    if (first === 9) return undefined;
    const now = this.#stateFor(line, first, options);
    if (now !== undefined && headless.find(text) === now) return undefined;
    if (first === 123 || (first >= 64 && first <= 122 && first !== 91)) {
      const structured = readStructured(text, options);
      if (structured) return this.#structured(structured, line);
    }
    const announced = this.#announced;
    this.#announced = undefined;
    const below = announced && julMessage(text, announced);
    if (below) return this.#text(below, text, line);
    const time = line.time ?? readTimeAt(text, 0, options) ?? this.#elapsed.read(text);
    const native: Native | undefined = readNative(text, time, options);
    if (native) return this.#head(native.layout, native, native.time, text.slice(native.start, native.end), line, native.fields);
    const header = julHeader(text, time);
    if (header) {
      this.#announced = header;
      return this.#head('java-util-logging', header, header.time, '', line, undefined);
    }
    const { dash, colon } = this.#shown;
    const prefix = readPrefix(text, options, time, this.#shown, line.at !== undefined);
    if (!prefix) {
      const access = this.#accessTime(text, line);
      if (access !== undefined) return this.#head('text', {}, access, text, line, undefined);
      if (now !== undefined && this.#stateFor(line, first, options) === now) headless.learn(now);
      return undefined;
    }
    if (line.time !== undefined && prefix.time === line.time && dash === this.#shown.dash && colon === this.#shown.colon)
      this.#learn(text, line.time.end, prefix);
    return this.#text(prefix, text, line);
  }

  /** All that the reading of a line may depend on beside its text; undefined where that is more than a few marks. */
  #stateFor(line: PeeledLine, first: number, { near }: TimeOptions): number | undefined {
    if (line.time !== undefined || this.#announced !== undefined || (first >= 48 && first <= 57)) return undefined;
    const { dash, colon } = this.#shown;
    return (dash ? 1 : 0) + (colon ? 2 : 0) + (line.at !== undefined ? 4 : 0) + (near !== undefined ? 8 : 0);
  }

  #known(text: string, { end }: ReadTime): KnownHead | undefined {
    const known = heads.find(text, end, this.#words, this.#shown);
    if (known !== undefined || this.#others === this.#words) return known ?? levelless(text, end);
    const other = heads.find(text, end, this.#others, this.#shown);
    if (other === undefined) return levelless(text, end);
    [this.#words, this.#others] = [this.#others, this.#words];
    return other;
  }

  #learn(text: string, from: number, prefix: Native): void {
    const words = heads.learn(text, from, prefix, this.#shown);
    if (words === undefined || words === this.#words) return;
    this.#others = this.#words;
    this.#words = words;
  }

  #text(prefix: Native, text: string, line: PeeledLine): Head {
    const message = text.slice(prefix.start, prefix.end);
    const behind = prefix.end < text.length ? parseObject(text.slice(prefix.end).trim()) : undefined;
    // a listener's or a Go program's JSON behind an ordinary layout: its values are of use, the message stays as printed
    const fields = behind ?? (message.charCodeAt(0) === 123 ? parseObject(message) : undefined);
    return this.#head(prefix.layout, prefix, prefix.time ?? this.#accessTime(message, line), message, line, fields);
  }

  #accessTime(message: string, { at }: PeeledLine): ReadTime | undefined {
    return at === undefined ? accessTime(message, this.#clock.options(this.#timezone, at)) : undefined;
  }

  #structured(found: Structured, line: PeeledLine): Head {
    const head = this.#head(found.layout, found, found.time, found.message, line, found.fields);
    head.tail = found.tail;
    return head;
  }

  #head(
    layout: string,
    parts: Parts,
    leading: ReadTime | undefined,
    whole: string,
    line: PeeledLine,
    fields: Fields | undefined,
  ): { -readonly [K in keyof Head]: Head[K] } {
    const behind = fields === undefined ? this.#partBehind(whole, leading, parts.thread ?? line.thread, line) : undefined;
    const message = behind === undefined ? whole : whole.slice(0, behind.end);
    const time = leading ?? behind?.time;
    const thread = parts.thread ?? line.thread ?? behind?.thread;
    if (layout === 'columns' && parts.pid === undefined && this.#behind.first) this.#pidless = true;
    const at = this.#clock.at(time, line.at);
    const severity: Severity | undefined = parts.severity ?? line.severity;
    const logger = parts.logger ?? line.logger;
    const asked = fields !== undefined && layout !== 'json' && layout !== 'logfmt';
    const request = parts.request ?? line.request ?? (asked ? requestIn(fields) : undefined) ?? requestTag(message);
    const head: { -readonly [K in keyof Head]: Head[K] } = { layout, message, tail: NO_LINES };
    if (at !== undefined) head.at = at;
    if (severity !== undefined) head.severity = severity;
    if (logger !== undefined) head.logger = logger;
    if (thread !== undefined) head.thread = thread;
    if (request !== undefined) head.request = request;
    if (parts.pid !== undefined && !(layout === 'columns' && this.#pidless)) head.pid = parts.pid;
    if (parts.service !== undefined) head.service = parts.service;
    if (fields !== undefined) head.fields = fields;
    return head;
  }

  #seen(seen: SeenLine, line: PeeledLine): Head {
    const head = this.#head(seen.prefix.layout, seen.prefix, line.time, seen.message, line, undefined);
    if (head.message === seen.message) head.seen = seen;
    return head;
  }

  /** What the layout put behind a message. Asked of every record: most end in neither bracket. */
  #partBehind(message: string, leading: ReadTime | undefined, thread: string | undefined, { at }: PeeledLine): PartBehind | undefined {
    const last = message.charCodeAt(message.length - 1);
    if (last === 93) return timeBehind(message, leading, this.#clock.options(this.#timezone, at));
    return thread === undefined ? this.#behind.thread(message, last) : undefined;
  }

  /** What it remembers of its stream, as plain data. */
  memory() {
    const heads = [this.#words, this.#others] as const;
    const [clock, elapsed, behind] = [this.#clock.memory(), this.#elapsed.memory(), this.#behind.memory()];
    return { clock, elapsed, behind, pidless: this.#pidless, shown: { ...this.#shown }, announced: this.#announced, heads };
  }

  recall({ clock, elapsed, behind, pidless, shown, announced, heads }: ReturnType<LayoutReader['memory']>): void {
    this.#clock.recall(clock);
    this.#elapsed.recall(elapsed);
    this.#behind.recall(behind);
    this.#pidless = pidless;
    Object.assign(this.#shown, shown);
    this.#announced = announced;
    [this.#words, this.#others] = heads;
  }
}
