import { columnOf, rowOf, type ColumnUse, type Row } from './columns.ts';
import { FOOTER, STATES, isPid, unmarked, type Taken } from './capture.ts';
import { captureInstant } from './instant.ts';
import { isRuler } from './aligned.ts';
import { unquote } from './delimited.ts';

/** `-[ RECORD 1 ]----+---`, `─[ RECORD 1 ]─┬─`, `+-[ RECORD 1 ]-`, `* Record 1`; the word is translated with psql's messages. */
const RECORD = /^\s{0,8}[+┌├╔]?[-─═]{0,4}\[ \p{L}{2,20} (\d{1,9}) \][-─═+┬┼┐┤╪╤\s]*$|^\* \p{L}{2,20} (\d{1,9})\s*$/u;
const PAIR_SEPARATORS = ['│', '|', '\t', ','] as const;
const KEY = /^"?[\p{L}_?][\p{L}\p{N}_?]{0,62}"?$/u;

/** The number of the record that this line heads, in psql's expanded output. */
export const recordNumber = (line: string): number | undefined => {
  if (line.length > 20_000) return undefined;
  const found = RECORD.exec(line);
  return found ? Number(found[1] ?? found[2]) : undefined;
};

interface Pair {
  /** Empty where the line goes on with the value before. */
  readonly key: string;
  readonly value: string;
}

const pairOf = (line: string, bordered: boolean): Pair | undefined => {
  const inner = bordered ? line.replace(/^[|│] /, '').replace(/[|│]\s*$/, '') : line;
  for (const separator of PAIR_SEPARATORS) {
    const at = inner.indexOf(separator);
    if (at < 0) continue;
    const name = inner.slice(0, at);
    if (name.length > 0 && name.trim() === '') return { key: '', value: inner.slice(at + 2) };
    // A name is padded on its right only; a blank before it is a line of SQL.
    if (name.startsWith(' ') || !KEY.test(name.trim())) continue;
    const value = inner.slice(at + 1);
    // DBeaver's record view closes each line with a bar
    return { key: name.trim(), value: separator === '|' && !bordered ? value.replace(/(?<!\|)\|\s{0,9}$/, '') : value };
  }
  const bare = /^(\w{1,63})(?: +(.*))?$/.exec(inner);
  return bare ? { key: bare[1] as string, value: bare[2] ?? '' } : undefined;
};

const valueOf = (text: string): string => unmarked(text).trim();

/** True where unaligned expanded output (`psql -x -A`), which has no heading, begins: a pid as the first pair. */
const startsPairs = (line: string): boolean => {
  const pair = pairOf(line, /^[|│] /.test(line));
  return pair !== undefined && columnOf(pair.key)?.column === 'pid' && isPid(pair.value.trim()) && KEY.test(pair.key);
};

/**
 * Reads psql's expanded output from `start` on: a record a row, a `name | value` a line.
 * Source: postgres, src/fe_utils/print.c, print_aligned_vertical and print_unaligned_vertical.
 */
export function readExpanded(lines: readonly string[], start: number): Taken | undefined {
  const first = lines[start] as string;
  if (recordNumber(first) === undefined && !(startsPairs(first) && start + 1 < lines.length)) return undefined;
  // somebody pasted a record without its heading: the names are padded to one width
  const bar = recordNumber(first) === undefined ? first.search(/ [|│]/) : -1;
  const padded = (line: string): boolean => bar > 0 && line.search(/ [|│]/) === bar && /^\w+ *$/.test(line.slice(0, bar));
  const rows: Row[] = [];
  let uses: (ColumnUse | undefined)[] = [];
  let cells: string[] = [];
  let keys = new Set<string>();
  const flush = (): void => {
    if (uses.length > 0) rows.push(rowOf(uses, first.includes('pid,') ? cells.map(unquote) : cells));
    uses = [];
    cells = [];
    keys = new Set();
  };
  let i = start;
  let last = 0;
  for (; i < lines.length; i++) {
    const line = lines[i] as string;
    const number = recordNumber(line);
    if (number !== undefined) {
      if (number <= last) break;
      last = number;
      flush();
      continue;
    }
    if (FOOTER.test(line) || captureInstant(line)) break;
    if (line.trim() === '') {
      if (last > 0) break;
      continue;
    }
    if (isRuler(line)) continue;
    const pair = pairOf(line, /^[|│] /.test(line));
    const use = pair && pair.key !== '' ? columnOf(pair.key) : undefined;
    if (pair && pair.key !== '' && (last > 0 || use !== undefined || padded(line) || /^\w+[|│\t,]/.test(line))) {
      if (keys.has(pair.key)) flush();
      keys.add(pair.key);
      uses.push(use);
      cells.push(valueOf(pair.value));
    } else if (cells.length > 0) cells.push(`${cells.pop() as string}\n${pair ? valueOf(pair.value) : last > 0 ? valueOf(line) : line}`);
  }
  flush();
  const sessions = rows.filter((row) => isPid(row.pid) && row.state !== undefined && STATES.has(row.state));
  return { capture: sessions.length === 0 ? undefined : { shape: 'expanded', rows }, next: Math.max(i, start + 1) };
}
