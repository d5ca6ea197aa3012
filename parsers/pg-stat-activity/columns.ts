/** What a column of a session listing says, whatever it was called. */
export type Column =
  | 'pid' | 'state' | 'applicationName' | 'idleFor' | 'transactionFor' | 'age' | 'query' | 'waitEvent' | 'database' | 'user'
  | 'clientAddress' | 'backendType' | 'stateChange' | 'xactStart' | 'now'; // prettier-ignore

/** A column's meaning and, for ages printed as a bare number, its unit. */
export interface ColumnUse {
  readonly column: Column;
  readonly unit: 's' | 'ms';
}

/** One row: texts by what they say. Absent where the listing has no such column or the cell is empty. */
export type Row = Partial<Record<Column, string>>;

const EXACT: Readonly<Record<string, Column>> = {
  pid: 'pid', procpid: 'pid', backend_pid: 'pid', state: 'state', backend_state: 'state', application_name: 'applicationName', app_name: 'applicationName',
  appname: 'applicationName', app: 'applicationName', application: 'applicationName', datname: 'database', database: 'database', db: 'database',
  dbname: 'database', usename: 'user', user: 'user', username: 'user', usr: 'user', rolname: 'user', role: 'user', client_addr: 'clientAddress',
  client: 'clientAddress', client_address: 'clientAddress', client_ip: 'clientAddress', wait_event: 'waitEvent', wait: 'waitEvent',
  backend_type: 'backendType', state_change: 'stateChange', state_changed: 'stateChange', state_changed_at: 'stateChange', xact_start: 'xactStart',
  tx_start: 'xactStart', xact: 'transactionFor', now: 'now', ts: 'now', at: 'now', captured_at: 'now', sampled_at: 'now', snapshot_time: 'now', sample_time: 'now',
  current_timestamp: 'now', clock_timestamp: 'now', statement_timestamp: 'now', transaction_timestamp: 'now', timestamp: 'now', time: 'now',
}; // prettier-ignore

const AGE = new Set([
  'for',
  'age',
  'duration',
  'elapsed',
  'runtime',
  'since',
  'seconds',
  'secs',
  'sec',
  'ms',
  'interval',
  'time',
  'idle',
  'minutes',
]);
const QUERY = new Set(['query', 'sql', 'statement', 'left', 'substr', 'substring']);
const NOT_QUERY = new Set(['id', 'queryid', 'start', 'started', 'at', 'type', 'hash']);

/** Columns that only a listing of PostgreSQL's sessions has together with a pid and a state: proof for one without rows. */
const TELLING: ReadonlySet<Column> = new Set<Column>([
  'applicationName', 'idleFor', 'transactionFor', 'query', 'waitEvent', 'backendType', 'stateChange', 'xactStart',
]); // prettier-ignore

/** What a column called `name` says; undefined where it says nothing that is needed. */
export function columnOf(name: string): ColumnUse | undefined {
  const clean = name.trim().replace(/^"(.*)"$/, '$1').toLowerCase().replace(/[\s.-]+/g, '_'); // prettier-ignore
  if (clean.length === 0 || clean.length > 63) return undefined;
  const exact = Object.hasOwn(EXACT, clean) ? EXACT[clean] : undefined;
  if (exact) return { column: exact, unit: 's' };
  const words = clean.split('_');
  const has = (...some: string[]): boolean => some.some((word) => words.includes(word));
  const unit = has('ms', 'millis', 'milliseconds') ? 'ms' : 's';
  if (words.some((word) => AGE.has(word))) {
    if (has('idle', 'state')) return { column: 'idleFor', unit };
    if (has('xact', 'transaction', 'tx', 'txn', 'trx')) return { column: 'transactionFor', unit };
    if (has('query', 'backend', 'session', 'conn', 'connection', 'wait', 'lock')) return undefined;
    return { column: 'age', unit };
  }
  if (words.some((word) => QUERY.has(word)) && !words.some((word) => NOT_QUERY.has(word))) return { column: 'query', unit };
  return undefined;
}

const NAME = /^"?[\p{L}_?][\p{L}\p{N}_? .$-]{0,62}"?$/u;

/** The uses of a header's cells if it is one of a session listing: each cell a name, among them a pid and a state. */
export function headerUses(cells: readonly string[]): (ColumnUse | undefined)[] | undefined {
  if (cells.length < 2 || cells.length > 64 || !cells.every((cell) => NAME.test(cell))) return undefined;
  const uses = cells.map(columnOf);
  return uses.some((use) => use?.column === 'pid') && uses.some((use) => use?.column === 'state') ? uses : undefined;
}

export const provesSessions = (uses: readonly (ColumnUse | undefined)[]): boolean =>
  uses.some((use) => use !== undefined && TELLING.has(use.column));

/** Makes a row of cells; an age in milliseconds gets its unit back as text. */
export function rowOf(uses: readonly (ColumnUse | undefined)[], cells: readonly string[]): Row {
  const row: Row = {};
  for (let i = 0; i < uses.length; i++) {
    const use = uses[i];
    const cell = cells[i]?.trim();
    if (use === undefined || cell === undefined || cell === '' || row[use.column] !== undefined) continue;
    row[use.column] = use.unit === 'ms' && /^[\d.]{1,20}$/.test(cell) ? `${Number(cell) / 1000}` : cell;
  }
  return row;
}
