import type { RawLine } from '../../types.ts';
import { complete, isTexts } from './complete.ts';
import { batchSoFar } from './otlp-batch.ts';
import { cutShort, rejoined, untorn } from './salvage.ts';

/**
 * An entry of a JSON document, parsed, with the line on which it begins. A text is a line that turned out to be none of a document's. Of an
 * entry that is too large, or that the end of the source cuts, its beginning is given, and its line says that it is clipped.
 */
export interface Element {
  readonly value: Record<string, unknown> | unknown[] | string;
  readonly text: string;
  readonly raw: RawLine;
}

const MAX_ELEMENT = 8 * 1024 * 1024;
/** What a held line costs beside its text. */
const LINE_COST = 64;

const START =
  /^\s{0,8}(?:[[{]\s*$|\[\s*[[{]|\{\s*"(?:events|hits|data|results|streams|took|status|logs|entries|resourceLogs|resource_logs)"\s*:)/;

const asLine = (raw: RawLine): Element => ({ value: raw.text, text: raw.text, raw });

/** An array that is a part of a record, and holds none; so much before a bracket tells. */
const LABELS = /"labels"\s*:\s*$/;
const TOLD = 80;

/**
 * Reads JSON documents that hold many entries: pretty-printed or compact arrays (gcloud, Grafana), `{"events":[…]}` (CloudWatch),
 * `{"hits":{"hits":[…]}}` (Elasticsearch), `{"data":[…]}` (Datadog), and records that `jq` spread over several lines. It walks the text
 * once and parses entry by entry, so that memory is bounded by one entry. A document begins only at the head of a source or after another.
 */
export class DocumentReader {
  private possible = true;
  private open = false;
  private depth = 0;
  private quoted = false;
  private escaped = false;
  /** Depth of the outermost array: what stands directly inside is an entry. */
  private array = -1;
  private emitted = 0;
  private brackets: number[] = [];
  private parts: string[] = [];
  private size = 0;
  private first: RawLine | undefined;
  private held: RawLine[] = [];
  /** The entry that is walked is too large to be kept. */
  private skipping = false;

  /** The entries that end on this line; undefined where the line belongs to no document. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    if (!this.begins(text)) return undefined;
    const all: Element[] = [];
    for (let rest = text; ;) {
      const found: Element[] = [];
      const line = rest === text ? raw : { ...raw, text: rest };
      if (!this.begins(rest)) return [...all, asLine(line)];
      if (this.emitted === 0) this.held.push(line);
      const end = this.walk(rest, line, found);
      this.takeBatch(found);
      for (const element of this.size <= MAX_ELEMENT ? found : this.tooLarge(found)) all.push(element);
      // Some tools print one after the other without a line break between.
      rest = rest.slice(end);
      if (!rest.startsWith('{') || !this.possible) return all;
    }
  }

  /** What the source's end cut off: the beginning of an entry, or the lines of a document that gave none. */
  flush(): Element[] {
    const cut = this.open && this.emitted > 0 && this.first && !this.skipping ? [this.beginning()] : [];
    const left = this.emitted === 0 && this.open ? this.held.map(asLine) : cut;
    this.reset();
    return left;
  }

  /** Whether a document is open or begins here; where it is none, no later line is. */
  private begins(text: string): boolean {
    if (!this.possible || this.open) return this.possible;
    if (text.trim() === '') return false;
    this.possible = this.open = (START.test(text.slice(0, 200)) && !complete(text)) || isTexts(text);
    return this.open;
  }

  /** What came so far of an entry that is a batch by itself. */
  private takeBatch(found: Element[]): void {
    if (this.first === undefined) return;
    const batch = batchSoFar(this.parts, this.size, this.depth - this.array);
    if (batch === undefined) return;
    found.push({ value: batch.value, text: '', raw: this.first });
    [this.parts, this.size, this.held] = [[batch.head], batch.head.length, []];
    this.emitted++;
  }

  /** An entry beyond reason: its beginning is given; before any other it shows that what looked like a document is none. */
  private tooLarge(found: Element[]): Element[] {
    if (this.emitted > 0) {
      found.push(this.beginning());
      [this.skipping, this.parts, this.size] = [true, [], 0];
      return found;
    }
    const held = this.held.map(asLine);
    this.reset();
    this.possible = false;
    return held;
  }

  private beginning(): Element {
    const { value, text } = cutShort(this.parts, this.first?.clipped === true);
    return { value, text, raw: { ...(this.first as RawLine), clipped: true } };
  }

  private reset(): void {
    this.open = this.quoted = this.escaped = this.skipping = false;
    this.depth = this.emitted = this.size = 0;
    [this.array, this.first] = [-1, undefined];
    [this.brackets, this.parts, this.held] = [[], [], []];
  }

  /** Walks to the end of the line or of the document. @returns how far it came */
  private walk(text: string, raw: RawLine, found: Element[]): number {
    let start = this.first ? 0 : -1;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.quoted) {
        if (this.escaped) this.escaped = false;
        else if (code === 92) this.escaped = true;
        else if (code === 34) {
          this.quoted = false;
          if (this.first && this.depth === 1) start = this.take(text.slice(start, i + 1), found);
        }
        continue;
      }
      if (code === 34) {
        this.quoted = true;
        if (this.depth === 1 && this.array === 1) [this.first, start] = [raw, i];
      } else if (code === 123 || code === 91) {
        this.depth++;
        this.brackets.push(code);
        if (code === 91 && this.array < 0 && !LABELS.test(text.slice(Math.max(0, i - TOLD), i))) this.array = this.depth;
        else if (this.array >= 0 && this.depth === this.array + 1 && !this.first) {
          this.first = raw;
          start = i;
        }
      } else if (code === 125 || code === 93) {
        if (this.array >= 0 && this.depth === this.array + 1 && this.first) start = this.take(text.slice(start, i + 1), found);
        this.brackets.pop();
        if (--this.depth === this.array - 1) this.array = -1;
        if (this.depth <= 0) {
          this.close(found, text.slice(0, i + 1));
          return i + 1;
        }
      }
    }
    // No text in JSON holds a line break: what is open where a line ends was cut there.
    const torn = this.quoted && raw.clipped;
    if (torn) this.quoted = this.escaped = false;
    if (this.skipping) return text.length;
    if (this.first && start >= 0) {
      this.parts.push(torn ? untorn(text.slice(start)) : text.slice(start), '\n');
      if (torn) this.first = { ...this.first, clipped: true };
      this.size += text.length - start + 1;
    } else if (this.emitted === 0) this.size += text.length + LINE_COST;
    return text.length;
  }

  /** An entry ends with this; the next one has not begun. */
  private take(part: string, found: Element[]): -1 {
    const text = rejoined([...this.parts, part], this.first?.clipped === true);
    const raw = this.first as RawLine;
    const skipped = this.skipping;
    [this.parts, this.size, this.first, this.skipping] = [[], 0, undefined, false];
    if (skipped) return -1;
    try {
      const value = JSON.parse(text) as Element['value'];
      found.push({ value, text: JSON.stringify(value), raw });
      this.emitted++;
      this.held = [];
    } catch {
      found.push({ value: text, text, raw });
    }
    return -1;
  }

  /** The document's last bracket: without any entry it is one record that was spread over several lines. */
  private close(found: Element[], last: string): void {
    const [whole, lonely] = [this.held, this.emitted === 0 && found.length === 0];
    this.reset();
    if (!lonely || whole.length === 0) return;
    const text = [...whole.slice(0, -1).map((line) => line.text), last].join('\n');
    try {
      const value = JSON.parse(text) as Element['value'];
      found.push({ value, text: JSON.stringify(value), raw: whole[0] as RawLine });
    } catch {
      for (const line of whole) found.push(asLine(line));
      this.possible = false;
    }
  }
}
