import type { EventDraft } from 'leak-stream/plugin';
import { isPid, STATES, type Capture } from './capture.ts';
import type { Row } from './columns.ts';
import { cellInstant, type Instant } from './instant.ts';
import { intervalMs } from './interval.ts';

/** pg_stat_activity cuts queries at track_activity_query_size (1,024 by default); what is longer is no loss. */
const QUERY_CAP = 2048;

const toMicroseconds = (ms: number | undefined): number | undefined => (ms === undefined ? undefined : Math.round(ms * 1000) / 1000);

const since = (then: string | undefined, now: Instant | undefined): number | undefined => {
  const start = cellInstant(then);
  return start && now && start.zoned === now.zoned ? Math.max(0, now.ms - start.ms) : undefined;
};

const present = <T extends object>(draft: T): T =>
  Object.fromEntries(Object.entries(draft).filter(([, value]) => value !== undefined)) as T;

const sessionOf = (row: Row, at: Instant | undefined, capture: string | undefined): EventDraft | undefined => {
  if (!isPid(row.pid) || row.state === undefined || !STATES.has(row.state)) return undefined;
  if (row.backendType !== undefined && row.backendType !== 'client backend') return undefined;
  // An age without a name of its own is since state_change in the usual query; in a row that runs it is the same thing in any query.
  const idleForMs =
    (row.idleFor !== undefined ? intervalMs(row.idleFor) : since(row.stateChange, at)) ?? (row.age ? intervalMs(row.age) : undefined);
  const transactionForMs = row.transactionFor !== undefined ? intervalMs(row.transactionFor) : since(row.xactStart, at);
  return present({
    kind: 'server-session',
    pid: Number(row.pid),
    state: row.state,
    applicationName: row.applicationName,
    idleForMs: toMicroseconds(idleForMs),
    transactionForMs: toMicroseconds(transactionForMs),
    query: row.query?.slice(0, QUERY_CAP),
    waitEvent: row.waitEvent,
    database: row.database,
    user: row.user,
    clientAddress: row.clientAddress,
    capture,
    at: at?.text,
  }) as EventDraft;
};

/** Whoever asked is in the listing too, busy with this very query: its last change of state is the time of the capture. */
const observed = (rows: readonly Row[]): string | undefined =>
  rows.find((row) => row.state === 'active' && row.stateChange !== undefined && /pg_stat_activity/i.test(row.query ?? ''))?.stateChange;

/**
 * The events of a capture: a session each row of a client's backend, or a note `empty-capture` where the query found nothing. A capture
 * is named by its time; one without a time that is not the first of its record by its first row, which holds an age to the microsecond.
 */
export function draftsOf(capture: Capture, index: number): EventDraft[] {
  const { rows } = capture;
  const at = capture.instant ?? cellInstant(rows.find((row) => row.now !== undefined)?.now ?? observed(rows));
  if (rows.length === 0) return [present({ kind: 'pool-note', code: 'empty-capture', at: at?.text }) as EventDraft];
  const name =
    at?.text ??
    (index > 0 ? `${index + 1}: ${rows[0]?.pid} ${rows[0]?.state} ${rows[0]?.idleFor ?? rows[0]?.stateChange ?? ''}` : undefined);
  return rows.map((row) => sessionOf(row, at, name)).filter((draft) => draft !== undefined);
}
