import type { RawLine } from '../../types.ts';
import type { Element } from './document.ts';

/** Fields of an entry, and what those that go over several lines may hold. */
const FIELDS = 500;
const CHARS = 4 << 20;

/** An entry of the journal while its lines come: the first value of each field counts. */
export abstract class JournalEntry {
  protected first: RawLine | undefined;
  protected fields: Record<string, string> = {};
  private number = 0;
  private size = 0;

  /** The entry that the end of the source ends. */
  flush(): Element[] {
    const { first, fields } = this;
    this.first = undefined;
    this.fields = {};
    this.number = this.size = 0;
    return first === undefined || !('MESSAGE' in fields) ? [] : [{ value: fields, text: JSON.stringify(fields), raw: first }];
  }

  /** @returns whether the field is kept */
  protected keep(name: string, value: string): boolean {
    if (++this.number > FIELDS || name in this.fields) return false;
    this.fields[name] = value;
    return true;
  }

  /** Counts a line of a value. @returns whether there is room for it */
  protected hasRoom(line: string): boolean {
    this.size += line.length;
    return this.size < CHARS;
  }
}
