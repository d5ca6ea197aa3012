import type { RawLine } from '../../types.ts';
import type { Element } from './document.ts';

/** A record is hardly larger; what is, is given back as the lines that it was. */
const LINES = 2_000;
const CHARS = 1 << 20;

/**
 * Puts JSON records together that stand spread over lines among others: programs that print them for people's eyes, `aws logs tail --format json`
 * (aws-cli, customizations/logs/tail.py, PrettyJSONLogEventsFormatter; read in source). Such a record begins and ends with a bracket at the left.
 */
export class Spread {
  #held: RawLine[] = [];
  #size = 0;

  /** Whether no record is open. */
  get idle(): boolean {
    return this.#held.length === 0;
  }

  /** The record or the lines that end here, none while one is open; undefined where the line belongs to none. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    if (this.#held.length === 0) {
      if (text !== '{') return undefined;
      this.#held.push(raw);
      this.#size = 0;
      return [];
    }
    this.#held.push(raw);
    this.#size += text.length;
    if (text === '}') return this.#record();
    const code = text.charCodeAt(0);
    const goesOn = (code === 32 || code === 9) && this.#held.length < LINES && this.#size < CHARS;
    return goesOn ? [] : this.flush();
  }

  /** What was held and is no record. */
  flush(): Element[] {
    const lines = this.#held.map((raw) => ({ value: raw.text, text: raw.text, raw }));
    this.#held = [];
    return lines;
  }

  #record(): Element[] {
    try {
      const value = JSON.parse(this.#held.map(({ text }) => text).join('\n')) as Record<string, unknown>;
      const raw = this.#held[0] as RawLine;
      this.#held = [];
      return [{ value, text: JSON.stringify(value), raw }];
    } catch {
      return this.flush();
    }
  }

  /** The lines of a record that is open. */
  memory(): { held: readonly RawLine[]; size: number } {
    return { held: [...this.#held], size: this.#size };
  }

  recall({ held, size }: { held: readonly RawLine[]; size: number }): void {
    this.#held = [...held];
    this.#size = size;
  }
}
