import type { Plugin } from '../../plugin/contract.ts';
import type { HintIndex } from '../hints/index.ts';
import type { OpenRecord } from './open-record.ts';

/** What plug-ins say of lines while records are put together: whose a head is, and what goes on with it. */
export class Claims {
  private readonly hints: HintIndex;

  constructor(hints: HintIndex) {
    this.hints = hints;
  }

  hinted(text: string): boolean {
    return this.hints.any(text);
  }

  /** Whether a hint stands in the first line of a record. */
  hintedFirst(open: OpenRecord): boolean {
    return (open.hinted ??= this.hints.any(open.first.text));
  }

  /** The plug-ins with a `continues` whose hint is in a head and one of whose patterns matches there. */
  of(raw: string, message: string = raw): readonly Plugin[] {
    const candidates = this.hints.pluginsIn(raw).filter((plugin) => plugin.continues !== undefined);
    return candidates.filter((plugin) =>
      Object.values(plugin.rules).some((rule) => rule.pattern.test(rule.scope === 'raw' ? raw : message)),
    );
  }

  /** Whether the line is a record's own first line to some plug-in, and no plug-in looks for it among a record's lines, as it does for a table's. */
  isWhole(text: string): boolean {
    const rules = this.hints.pluginsIn(text).flatMap((plugin) => Object.values(plugin.rules).filter((rule) => rule.pattern.test(text)));
    return rules.length > 0 && rules.every(({ scope }) => scope !== 'record');
  }

  /** Whether a plug-in that claimed the record's head goes on with it. */
  goOn(open: OpenRecord, text: string): boolean {
    for (const plugin of this.claimants(open)) if (plugin.continues?.test(text)) return true;
    return false;
  }

  /** A line of a stack below a record that is whole, as a structured one is, goes on with it only where a plug-in says so. */
  stackGoesOn(open: OpenRecord, text: string): 'bare' | 'continues' {
    return !open.closed || this.goOn(open, text) ? 'continues' : 'bare';
  }

  /**
   * Whether the line, which has columns, begins something of a plug-in's own: below a record that is nobody's, or below a blank line where the record's own
   * plug-in does not go on. (Without one it may be the middle of a cell.)
   */
  begins(open: OpenRecord, text: string): boolean {
    if (open.trace !== undefined || !COLUMNED.test(text) || !this.hinted(text) || this.of(text).length === 0) return false;
    return this.claimants(open).length === 0 || (open.endsBlank && !this.goOn(open, text));
  }

  /**
   * Whether the line is a row of the delimited table whose header the record began with: rows whose first column is a time pass for stamped
   * heads of a log. The header must be claimed, unstamped, and have no more columns than the row.
   */
  isTimedRow(open: OpenRecord, text: string): boolean {
    if (open.stamped && !open.captioned) return false;
    const separator = TIMED_CELL.exec(text.slice(0, 64))?.[1];
    if (separator === undefined || this.claimants(open).length === 0) return false;
    const columns = open.header.split(separator, COLUMNS).length;
    return columns > 2 && !/\d/.test(open.header.charAt(0)) && text.split(separator, COLUMNS).length >= columns;
  }

  /** JSON without a time, line by line, is one result (`row_to_json`) where a plug-in says that it goes on. */
  isJsonRow(open: OpenRecord, text: string): boolean {
    if (text.charCodeAt(0) !== 123) return false;
    return open.caption ? this.of(text).length > 0 : (!open.stamped || open.captioned) && this.goOn(open, text);
  }

  private claimants(open: OpenRecord): readonly Plugin[] {
    return (open.claimants ??= this.of(open.first.text, open.head?.message));
  }
}

/** Cells, but no JSON: its strings may hold anything. */
const COLUMNED = /^[ \t]{0,4000}[^ \t[{"][^|│\t]{0,4000}[|│\t]/;
const COLUMNS = 100;
/** A time as databases print it, closed by a separator; a comma before three digits is a logger's fraction of a second. */
const TIMED_CELL = /^"?\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:Z|UTC|[+-]\d\d(?::?\d\d)?))?"?([;\t|]|,(?!\d{3}\b[^,]))/;
