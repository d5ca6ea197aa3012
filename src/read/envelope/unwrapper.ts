import type { PeeledLine, RawLine } from '../types.ts';
import { bareTime } from './bare.ts';
import type { Element } from './documents/document.ts';
import { ENVELOPES } from './envelopes.ts';
import { peelEntry } from './entries/json-entry.ts';
import { otlpLine, otlpRecords } from './entries/otlp.ts';
import { Memory, type Envelope, type Peel, type UnwrapperOptions } from './peel.ts';
import { NOWHERE, peeledLine, within } from './peeled-line.ts';
import { Pieces, type State } from './pieces.ts';
import { Spread } from './documents/spread.ts';
import { insightsRow, lokiStream } from './entries/stores.ts';
import { holdsEscapedStack, journalNotice, unescapeOctal } from './prefixes/syslog.ts';
import { writtenAt } from './year.ts';
import { keptWhole, wholeOf, wholeReaders, type Whole } from './documents/whole.ts';

const MAX_DEPTH = 6;
const ANSI = /\x1b\[[0-9;?]{0,20}[A-Za-z]/g;

/**
 * Takes the envelopes off the lines of ONE source, outermost first, until nothing matches, and joins what container runtimes cut.
 * Picks by content, line by line; the chain that fitted the last line is tried first. Never throws; memory is bounded.
 */
export class Unwrapper {
  readonly #memories: Memory[] = [];
  readonly #last: (Envelope | undefined)[] = [];
  readonly #names: Set<string>[] = [];
  readonly #pieces = new Pieces();
  /** What a source may be as a whole, as its first line tells; null where it is none of these. */
  #whole: Whole | null | undefined;
  readonly #spread = new Spread();
  /** An entry that so far is no more than its envelope. */
  #announced: State | undefined;
  /** What was taken off the last line, outermost first; kept only where somebody asks for it. */
  chain: string[] | undefined;
  readonly #timezone: string | undefined;
  #newest: number | undefined;
  /** The last entry of an envelope whose continuation lines are indented by its width. */
  #indented: { width: number; state: State } | undefined;

  constructor(options: UnwrapperOptions = {}) {
    this.#timezone = options.timezone;
    this.#newest = options.near;
  }

  /** Envelopes recognised so far, outermost first. */
  get names(): readonly string[] {
    return [...new Set(this.#names.flatMap((names) => [...names]))];
  }

  /** The application's lines in one line of the source: none where a piece waits for its rest, several where an entry held line breaks. */
  peel(line: RawLine): PeeledLine[] {
    if (this.chain !== undefined) this.chain = [];
    const text = line.text.includes('\x1b') ? line.text.replace(ANSI, '') : line.text;
    const batch = otlpLine(text, line, this.#memory(0), this.#whole === undefined);
    if (batch) return batch.flatMap(({ raw, peel }) => this.#apply({ raw, text, instance: NOWHERE, octal: false }, peel, 0));
    const elements = this.#wholly(text, line) ?? this.#spread.feed(text, line);
    if (elements === undefined) return this.#open(line, text);
    return elements.flatMap((element) => this.#element(element));
  }

  /** A line that certainly wears no envelope as it is, one with a full time or a frame; undefined where `peel` has to look. It need not for nearly any line of a log without envelopes. */
  plain({ text, line, byte, clipped, over }: RawLine): PeeledLine | undefined {
    if (this.#whole !== null || !this.#spread.idle) return undefined;
    const first = text.charCodeAt(0);
    const stack = first === 9 && text.charCodeAt(1) !== 47 && !text.includes('#012');
    if (!(stack || (first >= 48 && first <= 57)) || text.includes('\x1b')) return undefined;
    const time = stack ? undefined : bareTime(text, this.#memory(0));
    if (time === undefined && !stack) return undefined;
    this.#indented = undefined;
    if (this.chain !== undefined) this.chain = [];
    // Spelled out, for a spread makes objects that are slow to read.
    const plain =
      time === undefined ? { text, line, byte, clipped, instance: NOWHERE } : { text, line, byte, clipped, instance: NOWHERE, time };
    return over === undefined ? plain : { ...plain, over };
  }

  /** What still waited for its rest when the source ended. */
  flush(): PeeledLine[] {
    const lines = [...(this.#whole?.flush() ?? []), ...this.#spread.flush()].flatMap((element) => this.#element(element));
    return [...lines, ...this.#pieces.flush().flatMap((state) => this.#inside(state, MAX_DEPTH))];
  }

  /** What it remembers of its source, as plain data. */
  memory() {
    return {
      own: [this.#announced, this.#newest, this.#indented] as const,
      memories: this.#memories.map((memory) => memory.memory()),
      last: this.#last.map((envelope) => (envelope ? ENVELOPES.indexOf(envelope) : -1)),
      names: this.#names.map((names) => [...names]),
      pieces: this.#pieces.memory(),
      whole: keptWhole(this.#whole),
      spread: this.#spread.memory(),
    };
  }

  recall({ own, memories, last, names, pieces, whole, spread }: ReturnType<Unwrapper['memory']>): void {
    for (const [depth, kept] of memories.entries()) this.#memory(depth).recall(kept);
    for (const [depth, number] of last.entries()) this.#last[depth] = ENVELOPES[number];
    for (const [depth, some] of names.entries()) this.#names[depth] = new Set(some);
    this.#pieces.recall(pieces);
    this.#whole = wholeOf(whole);
    this.#spread.recall(spread);
    [this.#announced, this.#newest, this.#indented] = own;
  }

  #wholly(text: string, line: RawLine): Element[] | undefined {
    if (this.#whole !== undefined) return this.#whole?.feed(text, line);
    if (text.trim() === '' || journalNotice(text)) return undefined;
    for (const reader of wholeReaders()) {
      const elements = reader.feed(text, line);
      if (elements === undefined) continue;
      this.#whole = reader;
      return elements;
    }
    this.#whole = null;
    return undefined;
  }

  #open(raw: RawLine, text: string): PeeledLine[] {
    const held = this.#indented;
    if (held && text.charCodeAt(0) === 32 && text.length > held.width && text.slice(0, held.width).trim() === '') {
      return [peeledLine({ ...held.state, raw, text: unescapeOctal(text.slice(held.width)) }, text.slice(held.width), true)];
    }
    this.#indented = undefined;
    if (text === '' && this.#memories[0]?.proved.has('tabbed')) return []; // which comes behind each of its entries
    return this.#inside({ raw, text, instance: NOWHERE, octal: false }, 0);
  }

  #element({ value, text, raw }: Element): PeeledLine[] {
    if (typeof value === 'string') return this.#open(raw, value);
    const memory = this.#memory(0);
    const peel = Array.isArray(value) ? insightsRow(value, memory) : peelEntry(value, memory);
    const state: State = { instance: NOWHERE, octal: false, ...this.#announced, raw, text };
    this.#announced = undefined;
    if (peel) return this.#apply(state, peel, 0);
    const stream = Array.isArray(value) ? undefined : (lokiStream(value, memory) ?? otlpRecords(value, memory));
    if (stream) return stream.flatMap((each) => this.#apply(state, each, 0));
    return Array.isArray(value) ? this.#inside(state, MAX_DEPTH) : [peeledLine({ ...state, object: value }, text, false)];
  }

  #memory(depth: number): Memory {
    let memory = this.#memories[depth];
    if (!memory) {
      memory = this.#memories[depth] = new Memory(depth === 0);
      memory.options = { timezone: this.#timezone, near: this.#newest };
    } else if (memory.options.near !== this.#newest) memory.options = { timezone: this.#timezone, near: this.#newest };
    return memory;
  }

  #inside(state: State, depth: number): PeeledLine[] {
    const code = state.text.charCodeAt(0);
    // a stack's frame or an empty line wears no envelope that it could be told by, but a comment's mark
    if (depth < MAX_DEPTH && !state.object && (code !== 9 || state.text.charCodeAt(1) === 47) && !Number.isNaN(code)) {
      const memory = this.#memory(depth);
      const time = depth > 0 && code >= 48 && code <= 57 && !state.octal ? bareTime(state.text, memory) : undefined;
      if (time !== undefined && !state.text.includes('\n')) return [peeledLine(state, state.text, false, time)];
      if (depth === 0 && memory.knowsBare(state.text)) return [peeledLine(state, state.text, false)];
      const last = this.#last[depth];
      const first = last?.(state.text, memory);
      if (first) return this.#apply(state, first, depth);
      for (const envelope of ENVELOPES) {
        const peel = envelope === last ? undefined : envelope(state.text, memory);
        if (!peel) continue;
        this.#last[depth] = envelope;
        return this.#apply(state, peel, depth);
      }
      if (depth === 0 && !/#01|\n/.test(state.text)) memory.foundBare();
    }
    const text = state.octal || holdsEscapedStack(state.text) ? unescapeOctal(state.text) : state.text;
    if (!text.includes('\n')) return [peeledLine(state, text, false)];
    return text.split(/\r?\n/).map((part, index) => peeledLine(state, part, index > 0));
  }

  #apply(state: State, peel: Peel, depth: number): PeeledLine[] {
    (this.#names[depth] ??= new Set()).add(peel.name);
    this.chain?.push(peel.name);
    if (peel.drop) return [];
    const rest = peel.rest.includes('\x1b') ? peel.rest.replace(ANSI, '') : peel.rest;
    const { stream = state.stream, severity = state.severity, request = state.request, object = state.object } = peel;
    const instance = within(state.instance, peel.instance);
    const next: State = { raw: state.raw, text: rest, instance, octal: state.octal || peel.octal === true };
    if (stream !== undefined) next.stream = stream;
    if (severity !== undefined) next.severity = severity;
    if (request !== undefined) next.request = request;
    if (object !== undefined) next.object = object;
    const ms = peel.time && writtenAt(peel.time, rest, this.#newest);
    if (state.at !== undefined) next.at = state.at;
    else if (ms !== undefined) {
      next.at = ms;
      if (this.#newest === undefined || ms > this.#newest) this.#newest = ms;
    }
    this.#announced = depth === 0 && rest === '' ? next : undefined;
    if (peel.indent !== undefined && depth === 0) this.#indented = { width: peel.indent, state: next };
    const whole = this.#pieces.take(depth, next, peel.partial === true);
    return whole ? this.#inside(whole, depth + 1) : [];
  }
}
