import type { ColumnUse, Row } from './columns.ts';
import type { Instant } from './instant.ts';

/** One result of one query over pg_stat_activity, as found in a record. */
export interface Capture {
  /** `rows`: a result without a header; `titles`: processes that ps lists; `pairs`: a row as keys and values. */
  readonly shape: 'table' | 'expanded' | 'json' | 'rows' | 'titles' | 'pairs';
  readonly rows: readonly Row[];
  /** When it was taken, as far as a line before it says. */
  readonly instant?: Instant | undefined;
}

/** What a reader of one shape took: `next` is the first line that is not its own. Without a capture those lines are nobody's. */
export interface Taken {
  readonly capture: Capture | undefined;
  readonly next: number;
}

export type Uses = readonly (ColumnUse | undefined)[];

/** psql's footer, in any language: `(4 rows)`, `(0 Zeilen)`. */
export const FOOTER = /^ {0,200}\(\d{1,9} \p{L}{1,20}\)\s{0,20}$/u;

/** Whether the line says that there were no rows; a result may lack its rows for other reasons. */
export const saysNone = (line: string | undefined): boolean => line !== undefined && /^ {0,200}\(0 /.test(line) && FOOTER.test(line);

/** The states that pg_stat_activity shows; anything else is some other listing. */
export const STATES: ReadonlySet<string> = new Set([
  'active', 'idle', 'idle in transaction', 'idle in transaction (aborted)', 'fastpath function call', 'disabled', 'starting',
]); // prettier-ignore

/** A line without the mark at its end with which aligned output says that a cell goes on below. */
export function unmarked(line: string): string {
  const text = line.trimEnd();
  return text.endsWith('+') || text.endsWith('↵') ? text.slice(0, -1).trimEnd() : text;
}

export const isPid = (text: string | undefined): boolean => text !== undefined && /^\s{0,40}\d{1,10}\s{0,40}$/.test(text);
