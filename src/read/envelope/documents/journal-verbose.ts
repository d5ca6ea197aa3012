import type { RawLine } from '../../types.ts';
import type { Element } from './document.ts';
import { JournalEntry } from './journal-entry.ts';

/** `Mon 2026-11-23 01:32:25.940764 UTC [s=…;i=…;b=…;m=…;t=…;x=…]`; `t` is the time in microseconds, which needs no zone. */
const HEAD =
  /^(?:[^\d[]{1,12} ?\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})? \S{1,12}|\(no timestamp\)) \[s=[0-9a-f]{32};[^\]]{1,200};t=([0-9a-f]{1,16});x=[0-9a-f]{1,16}\]$/;
const FIELD = /^ {4}([A-Z_][A-Z0-9_]{0,63})=/;

/**
 * Entries of `journalctl -o verbose` (systemd, src/shared/logs-show.c, output_verbose; read in source): a head with time and cursor, below it each field, indented by four. A
 * value's further lines are indented by as much as its first one.
 */
export class JournalVerbose extends JournalEntry {
  /** The field of the last line, undefined where it is not kept, and how far its value is indented. */
  private field: string | undefined;
  private width = 0;

  /** The entry that ends with this line; undefined where the source is nothing of the kind. */
  feed(text: string, raw: RawLine): Element[] | undefined {
    const time = text.endsWith(']') ? HEAD.exec(text.slice(0, 400))?.[1] : undefined;
    if (time !== undefined) {
      const before = this.flush();
      this.first = raw;
      this.fields['__REALTIME_TIMESTAMP'] = String(Number.parseInt(time, 16));
      return before;
    }
    if (this.first === undefined) return undefined;
    const name = FIELD.exec(text)?.[1];
    if (name !== undefined) this.begin(name, text.slice(name.length + 5));
    else if (this.field !== undefined && text.slice(0, this.width).trim() === '') this.goOn(text.slice(this.width));
    return [];
  }

  override flush(): Element[] {
    this.field = undefined;
    return super.flush();
  }

  private begin(name: string, value: string): void {
    this.width = name.length + 5;
    this.field = this.keep(name, value) ? name : undefined;
    this.hasRoom(value);
  }

  private goOn(value: string): void {
    if (this.hasRoom(value) && this.field !== undefined) this.fields[this.field] += `\n${value}`;
  }
}
