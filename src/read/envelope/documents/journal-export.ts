import type { RawLine } from '../../types.ts';
import type { Element } from './document.ts';
import { JournalEntry } from './journal-entry.ts';

const BEGINNING = /^(?:__CURSOR=s=|__REALTIME_TIMESTAMP=\d{10,19}$)/;
const FIELD = /^([A-Z_][A-Z0-9_]{0,63})=/;
const NAME = /^[A-Z_][A-Z0-9_]{0,63}$/;

/**
 * Entries of `journalctl -o export` (systemd.io, JOURNAL_EXPORT_FORMATS; read there): a field on each line, an empty line behind each entry. A field with line breaks
 * in it stands below its name, behind its length in eight bytes, of which the zeros have gone by the time a line comes here.
 */
export class JournalExport extends JournalEntry {
  /** The name of a field whose value is being collected, and its lines so far. */
  private binary: { readonly name: string; readonly lines: string[] } | undefined;
  private begun = false;

  /** The entry that ends with this line; undefined where the source is no export. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    if (!this.begun && !BEGINNING.test(text.slice(0, 200))) return undefined;
    this.begun = true;
    const { binary } = this;
    if (binary !== undefined && !(text === '' && binary.lines.length > 0) && !FIELD.test(text)) {
      if (this.hasRoom(text)) binary.lines.push(text);
      return [];
    }
    this.endBinary();
    if (text === '') return this.flush();
    this.first ??= raw;
    const name = FIELD.exec(text)?.[1];
    if (name !== undefined) this.keep(name, text.slice(name.length + 1));
    else if (NAME.test(text)) this.binary = { name: text, lines: [] };
    return [];
  }

  override flush(): Element[] {
    this.endBinary();
    return super.flush();
  }

  private endBinary(): void {
    if (this.binary === undefined) return;
    this.keep(this.binary.name, withoutLength(this.binary.lines.join('\n')));
    this.binary = undefined;
  }
}

/** Takes off what is left of the length: the bytes that say how long the rest is. */
function withoutLength(text: string): string {
  for (let width = 0; width <= 3 && width <= text.length; width++) {
    const rest = text.slice(width);
    const length = Buffer.alloc(8);
    length.writeUInt32LE(Buffer.byteLength(rest));
    if (length.toString('utf8').replaceAll('\0', '') === text.slice(0, width)) return rest;
  }
  // What the value lost on its way here (colours, carriage returns) was counted too.
  return text.replace(/^[^\w\s[{<"'(/]{1,3}/, '');
}
