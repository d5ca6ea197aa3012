import type { RawLine } from '../types.ts';
import { complete } from './complete.ts';
import { rejoined, salvaged, untorn } from './salvage.ts';

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

/** How far a reader is: all that it remembers, in the order of its fields. */
type Kept = [boolean, boolean, number, boolean, boolean, number, number, number[], string[], number, RawLine | undefined, RawLine[], boolean]; // prettier-ignore

const START = /^\s{0,8}(?:[[{]\s*$|\[\s*[[{]|\{\s*"(?:events|hits|data|results|streams|took|status|logs|entries)"\s*:)/;

/** An array that is a part of a record, and holds none. */
const LABELS = /"labels"\s*:\s*$/;

/**
 * Reads JSON documents that hold many entries: pretty-printed or compact arrays (gcloud, Grafana), `{"events":[…]}` (CloudWatch),
 * `{"hits":{"hits":[…]}}` (Elasticsearch), `{"data":[…]}` (Datadog), and records that `jq` spread over several lines. It walks the text
 * once and parses entry by entry, so that memory is bounded by one entry. A document begins only at the head of a source or after another.
 */
export class DocumentReader {
  #possible = true;
  #open = false;
  #depth = 0;
  #quoted = false;
  #escaped = false;
  /** Depth of the outermost array: what stands directly inside is an entry. */
  #array = -1;
  #emitted = 0;
  #brackets: number[] = [];
  #parts: string[] = [];
  #size = 0;
  #first: RawLine | undefined;
  #held: RawLine[] = [];
  /** The entry that is walked is too large to be kept. */
  #skipping = false;

  /** The entries that end on this line; undefined where the line belongs to no document. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    if (!this.#possible) return undefined;
    if (!this.#open) {
      if (text.trim() === '') return undefined;
      if (!START.test(text.slice(0, 200)) || complete(text)) {
        this.#possible = false;
        return undefined;
      }
      this.#open = true;
    }
    if (this.#emitted === 0) this.#held.push(raw);
    const found = this.#walk(text, raw);
    if (this.#size <= MAX_ELEMENT) return found;
    if (this.#emitted > 0) {
      found.push(this.#beginning());
      this.#skipping = true;
      this.#parts = [];
      this.#size = 0;
      return found;
    }
    // what looked like a document is none, or has an entry beyond reason
    const held = this.#held.map((line) => ({ value: line.text, text: line.text, raw: line }));
    this.#reset();
    this.#possible = false;
    return held;
  }

  /** What the source's end cut off: the beginning of an entry, or the lines of a document that gave none. */
  flush(): Element[] {
    const cut = this.#open && this.#emitted > 0 && this.#first && !this.#skipping ? [this.#beginning()] : [];
    const held = this.#emitted === 0 && this.#open ? this.#held.map((raw) => ({ value: raw.text, text: raw.text, raw })) : cut;
    this.#reset();
    return held;
  }

  /** How far it is, as plain data. */
  memory(): Kept {
    return [this.#possible, this.#open, this.#depth, this.#quoted, this.#escaped, this.#array, this.#emitted, [...this.#brackets], [...this.#parts], this.#size, this.#first, [...this.#held], this.#skipping]; // prettier-ignore
  }

  recall(memory: Kept): void {
    [this.#possible, this.#open, this.#depth, this.#quoted, this.#escaped, this.#array, this.#emitted, this.#brackets, this.#parts, this.#size, this.#first, this.#held, this.#skipping] = structuredClone(memory); // prettier-ignore
  }

  #beginning(): Element {
    const text = rejoined(this.#parts, this.#first?.clipped === true).trimEnd();
    const value = salvaged(text);
    const raw = { ...(this.#first as RawLine), clipped: true };
    return value === undefined ? { value: text, text, raw } : { value, text: JSON.stringify(value), raw };
  }

  #reset(): void {
    this.#open = false;
    this.#depth = 0;
    this.#quoted = this.#escaped = false;
    this.#array = -1;
    this.#emitted = 0;
    this.#brackets = [];
    this.#parts = [];
    this.#size = 0;
    this.#first = undefined;
    this.#held = [];
    this.#skipping = false;
  }

  #walk(text: string, raw: RawLine): Element[] {
    const found: Element[] = [];
    let start = this.#first ? 0 : -1;
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (this.#quoted) {
        if (this.#escaped) this.#escaped = false;
        else if (code === 92) this.#escaped = true;
        else if (code === 34) this.#quoted = false;
        continue;
      }
      if (code === 34) this.#quoted = true;
      else if (code === 123 || code === 91) {
        this.#depth++;
        this.#brackets.push(code);
        if (code === 91 && this.#array < 0 && !LABELS.test(text.slice(0, i))) this.#array = this.#depth;
        else if (this.#array >= 0 && this.#depth === this.#array + 1 && !this.#first) {
          this.#first = raw;
          start = i;
        }
      } else if (code === 125 || code === 93) {
        if (this.#array >= 0 && this.#depth === this.#array + 1 && this.#first) {
          this.#parts.push(text.slice(start, i + 1));
          this.#take(found);
          start = -1;
        }
        this.#brackets.pop();
        if (--this.#depth === this.#array - 1) this.#array = -1;
        if (this.#depth <= 0) {
          this.#close(found, text.slice(0, i + 1));
          // Some tools print one after the other without a line break between.
          const rest = text.slice(i + 1);
          return rest.startsWith('{') ? [...found, ...(this.feed(rest, { ...raw, text: rest }) ?? [])] : found;
        }
      }
    }
    // No text in JSON holds a line break: what is open where a line ends was cut there.
    const torn = this.#quoted && raw.clipped;
    if (torn) this.#quoted = this.#escaped = false;
    if (this.#skipping) return found;
    if (this.#first && start >= 0) {
      this.#parts.push(torn ? untorn(text.slice(start)) : text.slice(start), '\n');
      if (torn) this.#first = { ...this.#first, clipped: true };
      this.#size += text.length - start + 1;
    } else if (this.#emitted === 0) this.#size += text.length + LINE_COST;
    return found;
  }

  #take(found: Element[]): void {
    const text = rejoined(this.#parts, this.#first?.clipped === true);
    const raw = this.#first as RawLine;
    const skipped = this.#skipping;
    this.#parts = [];
    this.#size = 0;
    this.#first = undefined;
    this.#skipping = false;
    if (skipped) return;
    try {
      const value = JSON.parse(text) as Element['value'];
      found.push({ value, text: JSON.stringify(value), raw });
      this.#emitted++;
      this.#held = [];
    } catch {
      found.push({ value: text, text, raw });
    }
  }

  /** The document's last bracket: without any entry it is one record that was spread over several lines. */
  #close(found: Element[], last: string): void {
    const whole = this.#held;
    const lonely = this.#emitted === 0 && found.length === 0;
    this.#reset();
    if (!lonely || whole.length === 0) return;
    const text = [...whole.slice(0, -1).map((line) => line.text), last].join('\n');
    try {
      const value = JSON.parse(text) as Element['value'];
      found.push({ value, text: JSON.stringify(value), raw: whole[0] as RawLine });
    } catch {
      for (const line of whole) found.push({ value: line.text, text: line.text, raw: line });
      this.#possible = false;
    }
  }
}
