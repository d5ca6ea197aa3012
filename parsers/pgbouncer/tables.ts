const SEPARATORS = ['|', '│', ',', '\t'] as const;
const TIME =
  /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?!\w))?|\b[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}\b/;

/** A row of a SHOW command: its cells by column, and the time that stood above it. */
export interface Row {
  readonly cells: ReadonlyMap<string, string>;
  readonly at: string | undefined;
}

const BORDER = /^[|│]|[|│]$/g;

/** The last cell may be empty (load_balance_hosts of newer versions is NULL for a single host), so a separator at the end is a border only where the header has one. */
const cellsOf = (line: string, { separator, bordered }: Omit<Header, 'names'>): string[] =>
  (bordered ? line.trim().replace(BORDER, '') : line).split(separator).map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1'));

interface Header {
  readonly separator: string;
  readonly bordered: boolean;
  readonly names: readonly string[];
}

/** A header is told by a column that it must have, and by having nothing but names. Which columns there are differs by version. */
const headerOf = (line: string, columns: readonly string[]): Header | undefined => {
  if (line.length > 4000 || !columns.some((column) => line.includes(column))) return undefined;
  const bordered = /^[|│]/.test(line.trim());
  for (const separator of SEPARATORS) {
    const names = cellsOf(line, { separator, bordered });
    if (names.length > 2 && names.every((name) => /^[a-z_]{1,40}$/.test(name)) && columns.some((column) => names.includes(column)))
      return { separator, bordered, names };
  }
  return undefined;
};

/** A line of psql's expanded form: `sv_active | 4`, unaligned `sv_active|4`, CSV `sv_active,4`. */
const EXPANDED = /^(?<name>[a-z_]{4,30}) {0,40}[|│,] ?(?<value>[^|│,]{0,200})$/;

/**
 * The rows of tables as psql prints them: aligned, unaligned or CSV, and expanded, where the column that comes first begins a row. A line
 * above that says when is the time.
 * @param tables a column that tells a table by its header, and its first column
 */
export function rowsOf(lines: readonly string[], tables: Readonly<Record<string, string>>): Row[] {
  const rows: Row[] = [];
  const firsts = new Set(Object.values(tables));
  let header: Header | undefined;
  let at: string | undefined;
  let expanded = new Map<string, string>();
  const ended = (): void => {
    if (Object.keys(tables).some((column) => expanded.has(column))) rows.push({ cells: expanded, at });
    expanded = new Map();
  };
  for (const line of lines) {
    const { name, value = '' } = EXPANDED.exec(line.trimEnd())?.groups ?? {};
    if (name !== undefined) {
      if (firsts.has(name)) ended();
      expanded.set(name, value.trim());
      continue;
    }
    const found = headerOf(line, Object.keys(tables));
    const cells = header && !found ? cellsOf(line, header) : [];
    header = found ?? header;
    if (found) continue;
    if (header && cells.length === header.names.length && cells.length > 1) {
      rows.push({ cells: new Map(header.names.map((column, i) => [column, cells[i] as string])), at });
      continue;
    }
    const time = line.length <= 200 ? TIME.exec(line)?.[0] : undefined;
    if (time === undefined) continue;
    ended();
    at = time;
  }
  ended();
  return rows;
}
