import type { EventDraft } from 'leak-stream/plugin';
import { rowsOf } from './tables.ts';
import type { Row } from './tables.ts';

const TABLES = { sv_active: 'database', pool_size: 'name' };

const numberOf = ({ cells }: Row, name: string): number => {
  const text = cells.get(name) ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : NaN;
};

/** How many server connections each pool of a database may have: SHOW DATABASES below the pools of the same capture. */
const limitOf = (row: Row): number => {
  const reserves = ['reserve_pool', 'reserve_pool_size'].map((name) => numberOf(row, name)).find(Number.isFinite);
  return numberOf(row, 'pool_size') + (reserves ?? 0);
};

const snapshotOf = (row: Row, limits: ReadonlyMap<string, number>): EventDraft | undefined => {
  const [inUse, idle, pending] = ['sv_active', 'sv_idle', 'cl_waiting'].map((name) => numberOf(row, name)) as [number, number, number];
  const [database, user] = [row.cells.get('database') ?? '', row.cells.get('user') ?? ''];
  // The database `pgbouncer` is the console itself.
  if (![inUse, idle, pending].every(Number.isFinite) || user === '' || database === 'pgbouncer') return undefined;
  const others = ['sv_used', 'sv_tested', 'sv_login'].map((name) => numberOf(row, name)).filter(Number.isFinite);
  const max = limits.get(database);
  return {
    kind: 'pool-snapshot',
    pool: `${database}/${user}`,
    inUse,
    idle,
    pending,
    open: others.reduce((sum, count) => sum + count, inUse + idle),
    occasion: 'periodic',
    ...(max !== undefined && { max }),
    ...(row.at !== undefined && { at: row.at }),
  };
};

/** The pools of every SHOW POOLS in the lines. Source: pgbouncer, src/admin.c, admin_show_pools and admin_show_databases. */
export function poolsIn(lines: readonly string[]): EventDraft[] {
  const rows = rowsOf(lines, TABLES);
  const limits = new Map(rows.map((row) => [row.cells.get('name') ?? '', limitOf(row)] as const).filter(([, max]) => max > 0));
  return rows.flatMap((row) => snapshotOf(row, limits) ?? []);
}
