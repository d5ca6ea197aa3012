import { FOOTER, STATES, isPid, unmarked, type Taken } from './capture.ts';
import { intervalMs } from './interval.ts';
import { closesQuote, splitCells, type Separator } from './delimited.ts';
import type { Row } from './columns.ts';

const SEPARATORS: readonly Separator[] = ['│', '|', '\t', ','];
const SQL = /^\s*(?:\/\*|--|\(?(?:select|insert|update|delete|merge|with|begin|start transaction|commit|rollback|end|set|show|copy|fetch|declare|execute|savepoint|release|discard|lock|call|values|deallocate|close)\b)/i; // prettier-ignore

const separatorOf = (line: string): Separator | undefined => SEPARATORS.find((separator) => line.includes(separator));

/**
 * A row whose header was not printed (`psql -t`, COPY). Pid and state are known by their look. The name in the third place and the query
 * in the last are believed only where state, age and query all stand where the usual query over pg_stat_activity puts them.
 */
const rowOfLine = (line: string, separator: Separator): Row | undefined => {
  const cells = splitCells(line, separator).cells.map((cell) => cell.trim());
  const [pid, state] = cells;
  if (!isPid(pid) || state === undefined || !STATES.has(state) || cells.length < 3) return undefined;
  const rest = cells.slice(2);
  const age = rest.findIndex((cell) => /[:@PT]/.test(cell) && intervalMs(cell) !== undefined);
  const usual = cells.length >= 5 && age === 1;
  const query = usual ? cells.slice(4).join(separator) : cells.at(-1);
  if (!(state.startsWith('idle in') || (usual && query !== undefined && SQL.test(query)))) return undefined;
  const row: Row = { pid: pid as string, state };
  if (usual && cells[2]) row.applicationName = cells[2];
  if (age >= 0) row.idleFor = rest[age] as string;
  if (query && (usual || SQL.test(query))) row.query = query;
  return row;
};

/** The line at `at` with those after it that a quoted cell runs over. */
const logicalLine = (lines: readonly string[], at: number, separator: Separator): { text: string; next: number } => {
  let next = at + 1;
  if (/^\s{0,40}\d/.test(lines[at] as string) && splitCells(lines[at] as string, separator).open) {
    while (next < lines.length && next - at < 200 && !closesQuote(lines[next] as string)) next++;
    next = Math.min(next + 1, lines.length);
  }
  return { text: lines.slice(at, next).join('\n'), next };
};

/** Reads rows without a header from `start` on. */
export function readHeadless(lines: readonly string[], start: number): Taken | undefined {
  const separator = separatorOf(lines[start] as string);
  if (!separator) return undefined;
  const rows: Row[] = [];
  let i = start;
  while (i < lines.length) {
    const { text, next } = logicalLine(lines, i, separator);
    const row = rowOfLine(text, separator);
    const last = rows.at(-1);
    if (row) rows.push(row);
    else if (last === undefined || text.trim() === '' || FOOTER.test(text)) break;
    else if (last.query !== undefined && last.query.length < 2048)
      last.query = `${unmarked(last.query)}\n${unmarked(text.slice(0, 2048).replace(/^[\s|│:]{1,400}/, ''))}`;
    i = next;
  }
  return rows.length > 0 ? { capture: { shape: 'rows', rows }, next: i } : undefined;
}
