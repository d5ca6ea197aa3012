import type { EventDraft, Match, RecordView } from 'leak-stream/plugin';
import { whileAcquiring } from './acquire.ts';

/**
 * The text of `context.DeadlineExceeded`. database/sql has no error of its own for a pool that gives nothing: who waits with a deadline
 * gets this one, and so does a slow query. `context canceled` is left out: most of those are clients that went away.
 */
export const DEADLINE = /context deadline exceeded/;

// A deadline of an outgoing call, not of this program's database.
const OUTGOING = /Client\.Timeout|(?:Get|Post|Put|Patch|Delete|Head) \\{0,2}"https?:\/\/|dial (?:tcp|udp)|lookup \S{1,200} on /;
const ROUTE = /(?:^|[\s"'[(])(?<method>GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) (?:https?:\/\/[^/\s"]{1,200})?(?<path>\/[^\s"'\])]{0,300})/;

/** `GET /api/orders/17?x=1:` → `GET /api/orders/{id}`: a segment with a digit is an identity, a version (`v2`) is not. */
function route(method: string, path: string): string {
  const segments = (path.split(/[?#]/, 1)[0] as string).replace(/[:,;]+$/, '').split('/');
  return `${method} ${segments.map((segment) => (/\d/.test(segment) && !/^v\d{1,2}$/i.test(segment) ? '{id}' : segment)).join('/')}`;
}

const text = (fields: Readonly<Record<string, unknown>>, names: readonly string[]): string | undefined =>
  names
    .map((name) => (Object.hasOwn(fields, name) ? fields[name] : undefined))
    .find((value): value is string => typeof value === 'string' && value !== '');

/** The request that a line speaks of, undefined where it names none. */
export function routeOf(record: RecordView): string | undefined {
  if (record.fields) {
    const method = text(record.fields, ['method', 'http.method', 'http_method', 'http.request.method', 'verb']);
    const path = text(record.fields, [
      'path',
      'uri',
      'url',
      'route',
      'http.path',
      'http.route',
      'http.target',
      'url.path',
      'request_uri',
      'endpoint',
    ]);
    if (method && /^[A-Z]{3,7}$/.test(method) && path?.startsWith('/')) return route(method, path);
  }
  const found = ROUTE.exec(record.raw)?.groups;
  return found ? route(found['method'] as string, found['path'] as string) : undefined;
}

/**
 * pgconn, which only a connection that was had can ask: time was up before or while its statement ran, whatever was waited for before.
 * Source: pgx v5.7, pgconn/errors.go, `errTimeout` and `contextAlreadyDoneError`.
 */
const HAD = /(?:^|[\s":])timeout: (?:context already done: )?context deadline exceeded/;

/** gorm's logger, which tells each error below its place and above its statement. Source: gorm v1.25, logger/logger.go, `traceErrStr`. */
const TRACE = /^\[\d{1,12}(?:\.\d{1,9})?ms\] \[rows:(?:-|\d{1,12})\] /;

/** Whether an ORM tells of a statement that failed, before whoever asked for it hears of the error: gorm as it prints by itself, or as fields of a record. */
function passedOn({ tail, fields }: RecordView): boolean {
  if (tail[0] !== undefined && TRACE.test(tail[0])) return true;
  return (
    fields !== undefined && 'rows' in fields && ('sql' in fields || 'query' in fields) && ('elapsed' in fields || 'duration' in fields)
  );
}

/** Somebody's time was up. Whether the pool was to blame then is not for one line to say, unless its words do. */
export function deadline(match: Match, record: RecordView): EventDraft | undefined {
  if (OUTGOING.test(record.raw) || HAD.test(record.raw)) return undefined;
  const request = routeOf(record);
  const kind = whileAcquiring(match, record) ? 'acquire-timeout' : 'deadline-exceeded';
  const told: EventDraft = { kind, ...(request ? { route: request } : {}) };
  return told.kind === 'deadline-exceeded' && passedOn(record) ? { ...told, passedOn: true } : told;
}

/**
 * The server has no slot left, as its client tells it: lib/pq and pgx word PostgreSQL's 53300, go-sql-driver MySQL's 1040. The server's own
 * log line has neither `pq:` nor `(SQLSTATE …)`.
 */
export const TOO_MANY =
  /pq: sorry, too many clients already|pq: remaining connection slots are reserved|\(SQLSTATE 53300\)|(?<mysql>Error 1040(?: \(08004\))?: Too many connections)/;

export function tooMany(match: Match): EventDraft {
  return { kind: 'server-termination', reason: 'too-many-clients', sqlState: match.maybe('mysql') === undefined ? '53300' : '08004' };
}

/**
 * The server does not answer, or is not ready: pgx (pgconn/errors.go, `ConnectError`), lib/pq and go-sql-driver hand on what the network says, known by the port;
 * database/sql gives the last when each connection that it tried was broken (driver.ErrBadConn).
 */
export const UNREACHABLE =
  /: dial error(?:: | \()|dial tcp (?:\[[\da-f:.]{2,60}\]|[\w.-]{1,255}):(?:5432|5433|6432|3306|26257): |pq: the database system is |the database system is (?:starting up|shutting down|in recovery mode|not yet accepting connections) \(SQLSTATE 57P03\)|driver: bad connection/;

export const unreachable = (): EventDraft => ({ kind: 'server-termination', reason: 'unreachable' });

/**
 * The server ended a session that did nothing, as pgx tells whoever uses the connection next; lib/pq says only that the connection is bad.
 * Source: pgx v5.7, pgconn/errors.go, PgError.Error.
 */
export const ENDED =
  /terminating connection due to (?<what>idle-in-transaction|idle-session) timeout \(SQLSTATE (?<sqlState>25P03|57P05)\)/;

export const ended = (match: Match): EventDraft => ({
  kind: 'server-termination',
  reason: match.text('what') === 'idle-session' ? 'idle-session-timeout' : 'idle-in-transaction-timeout',
  sqlState: match.text('sqlState'),
});
