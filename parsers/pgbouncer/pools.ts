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

const snapshotOf = ({ separator, names }: Header, line: string, at: string | undefined): EventDraft | undefined => {
  const cells = cellsOf(line, separator);
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

/**
 * The pools of every SHOW POOLS in the lines, aligned, unaligned or CSV. A line above that says when is the time.
 * Source: pgbouncer, src/admin.c, admin_show_pools.
 */
export function poolsIn(lines: readonly string[]): EventDraft[] {
  const drafts: EventDraft[] = [];
  let header: Header | undefined;
  let at: string | undefined;
  for (const line of lines) {
    const found = headerOf(line);
    if (found) {
      header = found;
      continue;
    }
    const draft = header && snapshotOf(header, line, at);
    if (draft) drafts.push(draft);
    else if (line.length <= 200) at = TIME.exec(line)?.[0] ?? at;
  }
  return drafts;
}
