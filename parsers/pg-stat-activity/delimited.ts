import { headerUses, provesSessions, rowOf, type ColumnUse, type Row } from './columns.ts';
import { FOOTER, isPid, saysNone, type Taken, type Uses } from './capture.ts';
import { captureInstant } from './instant.ts';
import { intervalMs } from './interval.ts';

/** psql -A prints `|` unless -F says otherwise; --csv a comma; COPY a tab; aligned output without its ruler `|` or `│` among blanks. */
const SEPARATORS = ['|', '│', '\t', ',', ';'] as const;
export type Separator = (typeof SEPARATORS)[number];
const QUOTING: ReadonlySet<Separator> = new Set<Separator>([',', ';']);

export const unquote = (text: string): string => text.replace(/^"([^]*)"$/, '$1').replaceAll('""', '"');
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', v: '\v', '\\': '\\' };
/** COPY's text format. */
const unescape = (text: string): string =>
  text === '\\N'
    ? ''
    : text.replace(/\\(.)/g, (whole, letter: string) => (Object.hasOwn(ESCAPES, letter) ? (ESCAPES[letter] as string) : whole));

/** The cells of a row; `open` where a quoted cell does not end in this text. */
export function splitCells(text: string, separator: Separator): { cells: string[]; open: boolean } {
  if (!QUOTING.has(separator)) return { cells: text.split(separator).map(separator === '\t' ? unescape : (cell) => cell), open: false };
  const cells: string[] = [];
  let at = 0;
  for (;;) {
    let end: number;
    if (text[at] === '"') {
      end = at + 1;
      for (;;) {
        end = text.indexOf('"', end);
        if (end < 0) return { cells: [...cells, text.slice(at + 1)], open: true };
        if (text[end + 1] !== '"') break;
        end += 2;
      }
      end = text.indexOf(separator, end);
    } else end = text.indexOf(separator, at);
    const cell = end < 0 ? text.slice(at) : text.slice(at, end);
    cells.push(cell.startsWith('"') ? unquote(cell) : cell);
    if (end < 0) return { cells, open: false };
    at = end + 1;
  }
}

const isAge = (use: ColumnUse | undefined): boolean =>
  use?.column === 'idleFor' || use?.column === 'age' || use?.column === 'transactionFor';

/**
 * Puts the cells too many, which an unquoted query or application name that holds the separator makes, back where they belong: the way
 * in which every age is one. Without an age to go by they belong to the query.
 */
export function fitCells(uses: Uses, cells: readonly string[], separator: string): readonly string[] {
  const extra = cells.length - uses.length;
  const name = uses.findIndex((use) => use?.column === 'applicationName');
  const query = uses.findIndex((use) => use?.column === 'query');
  if (extra <= 0 || (query < 0 && name < 0)) return cells;
  for (let toName = query < 0 ? extra : 0; toName <= (name < 0 ? 0 : Math.min(extra, 16)); toName++) {
    let from = 0;
    const fitted = uses.map((_, i) => {
      const take = 1 + (i === query ? extra - toName : 0) + (i === name ? toName : 0);
      from += take;
      return cells.slice(from - take, from).join(separator);
    });
    if (uses.every((use, i) => !isAge(use) || fitted[i]?.trim() === '' || intervalMs(fitted[i] ?? '') !== undefined)) return fitted;
  }
  return cells.map((cell, i) => (i === name || i === query ? '' : cell));
}

/** A line inside a quoted cell closes it where it holds an odd number of quotes. */
export function closesQuote(line: string): boolean {
  let odd = false;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) odd = !odd;
  return odd;
}

/** What the header of a delimited listing says, if `line` is one. SQL that merely names the columns is none: its cells begin with blanks. */
export function delimitedHeader(line: string): { uses: Uses; separator: Separator } | undefined {
  if (line.length > 4000 || !line.includes('pid')) return undefined;
  for (const separator of SEPARATORS) {
    if (!line.includes(separator)) continue;
    const { cells } = splitCells(line.trimEnd(), separator);
    if (QUOTING.has(separator) && cells.some((cell) => cell !== cell.trim())) continue;
    const uses = headerUses(cells.map((cell) => cell.trim()));
    if (uses) return { uses, separator };
  }
  return undefined;
}

/** Reads a delimited listing whose header is `lines[start]`. A query with line breaks runs over several lines. */
export function readDelimited(lines: readonly string[], start: number): Taken | undefined {
  const header = delimitedHeader(lines[start] as string);
  if (!header) return undefined;
  const { uses, separator } = header;
  const pid = uses.findIndex((use) => use?.column === 'pid');
  const rows: Row[] = [];
  let pending: string[] = [];
  let open = false;
  const flush = (): void => {
    if (pending.length > 0) rows.push(rowOf(uses, fitCells(uses, splitCells(pending.join('\n'), separator).cells, separator)));
    pending = [];
    open = false;
  };
  let i = start + 1;
  for (; i < lines.length; i++) {
    const line = lines[i] as string;
    if (open) {
      pending.push(line);
      open = !closesQuote(line);
      continue;
    }
    const { cells, open: opens } = splitCells(line, separator);
    if (cells.length > pid && cells.length > 1 && isPid(cells[pid])) {
      flush();
      pending.push(line);
      open = opens;
    } else if (line.trim() === '' || FOOTER.test(line) || captureInstant(line) || delimitedHeader(line)) break;
    else if (pending.length > 0) {
      pending.push(line);
      open = opens;
    }
  }
  flush();
  // CSV has no footer: there a header alone is all that an empty result prints. Rows that begin with a time pass for lines of a log, so
  // below a header that begins with one their absence says nothing.
  const beginsWithTime = /^"?(?:now|ts|time|at|date)\b|(?:time|stamp|_at|_start|_change)"?$/i.test(
    (lines[start] as string).split(separator)[0] as string,
  );
  const none = saysNone(lines[i]) || (separator === ',' && i >= lines.length && !beginsWithTime);
  if (rows.length === 0 && !(none && provesSessions(uses))) return undefined;
  if (i < lines.length && FOOTER.test(lines[i] as string)) i++;
  return { capture: { shape: 'table', rows }, next: i };
}
