import type { EventDraft } from 'leak-stream/plugin';

const SEPARATORS = ['|', '│', ',', '\t'] as const;
const TIME =
  /\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: ?(?:Z|UTC|GMT|[+-]\d\d(?::?\d\d)?)(?!\w))?|\b[A-Z][a-z]{2} [A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d \d{4}\b/;

const cellsOf = (line: string, separator: string): string[] =>
  line.trim().replace(/^[|│]|[|│]$/g, '').split(separator).map((cell) => cell.trim().replace(/^"([^"]*)"$/, '$1')); // prettier-ignore

interface Header {
  readonly separator: string;
  readonly names: readonly string[];
}

/** The header of SHOW POOLS: its columns differ by version, these are in all. */
const headerOf = (line: string): Header | undefined => {
  if (line.length > 4000 || !line.includes('sv_active')) return undefined;
  for (const separator of SEPARATORS) {
    const names = cellsOf(line, separator);
    if (['database', 'user', 'cl_waiting', 'sv_active', 'sv_idle'].every((name) => names.includes(name))) return { separator, names };
  }
  return undefined;
};

const snapshotOf = (names: readonly string[], cells: readonly string[], at: string | undefined): EventDraft | undefined => {
  if (cells.length !== names.length) return undefined;
  const text = (name: string): string => cells[names.indexOf(name)] ?? '';
  const number = (name: string): number => (/^\d{1,9}$/.test(text(name)) ? Number(text(name)) : NaN);
  const [inUse, idle, pending] = [number('sv_active'), number('sv_idle'), number('cl_waiting')];
  // The database `pgbouncer` is the console itself.
  if (![inUse, idle, pending].every(Number.isFinite) || text('database') === 'pgbouncer') return undefined;
  const others = ['sv_used', 'sv_tested', 'sv_login'].map(number).filter(Number.isFinite);
  return {
    kind: 'pool-snapshot',
    pool: `${text('database')}/${text('user')}`,
    inUse,
    idle,
    pending,
    open: others.reduce((sum, count) => sum + count, inUse + idle),
    occasion: 'periodic',
    ...(at !== undefined && { at }),
  };
};

/** A line of psql's expanded form: `sv_active | 4`, unaligned `sv_active|4`, CSV `sv_active,4`. */
const EXPANDED = /^(?<name>[a-z_]{4,30}) {0,40}[|│,] ?(?<value>[^|│,]{0,200})$/;

/**
 * The pools of every SHOW POOLS in the lines: aligned, unaligned or CSV, and expanded, where each pool's first line is its database. A line
 * above that says when is the time. Source: pgbouncer, src/admin.c, admin_show_pools.
 */
export function poolsIn(lines: readonly string[]): EventDraft[] {
  const drafts: EventDraft[] = [];
  let header: Header | undefined;
  let at: string | undefined;
  let expanded = new Map<string, string>();
  const put = (draft: EventDraft | undefined): boolean => draft !== undefined && drafts.push(draft) > 0;
  const ended = (): void => {
    if (expanded.has('sv_active')) put(snapshotOf([...expanded.keys()], [...expanded.values()], at));
    expanded = new Map();
  };
  for (const line of lines) {
    const { name, value = '' } = EXPANDED.exec(line.trimEnd())?.groups ?? {};
    if (name === 'database') ended();
    if (name !== undefined) expanded.set(name, value.trim());
    const found = name === undefined ? headerOf(line) : undefined;
    header = found ?? header;
    if (found || name !== undefined) continue;
    if (header && put(snapshotOf(header.names, cellsOf(line, header.separator), at))) continue;
    const time = line.length <= 200 ? TIME.exec(line)?.[0] : undefined;
    if (time === undefined) continue;
    ended();
    at = time;
  }
  ended();
  return drafts;
}
