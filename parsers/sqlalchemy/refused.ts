import type { EventDraft, Match, RecordView, Rule } from 'leak-stream/plugin';

/**
 * The database has no slot left, as its driver tells the program: psycopg2 and psycopg (`OperationalError: … FATAL:  …`), asyncpg
 * (`TooManyConnectionsError`, with a message, as that of DBUtils' pool has none), PyMySQL and mysqlclient (`(1040, 'Too many connections')`).
 */
const REFUSED =
  /(?<fatal>FATAL): {1,2}(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database))|TooManyConnectionsError(?:['"]?[>:]|\((?!\)))|(?<mysql>\(1040, ['"]Too many connections['"]\))/;

/**
 * The server does not answer, or is not ready: libpq under psycopg2 and psycopg (fe-connect.c; the second wording before PostgreSQL 14), asyncpg by the port
 * that its event loop names, PyMySQL and mysqlclient (errors 2002 and 2003).
 */
const UNREACHABLE =
  /connection to server (?:at|on socket) "[^"]{1,300}"(?: \([^()]{1,60}\))?(?:, port \d{1,5})? failed: (?!FATAL: (?! ?the database system is ))|could not connect to server: |could not translate host name "|Connect call failed \('[^']{1,100}', (?:5432|5433|6432|3306)\b|\(200[23], ["']Can't connect to /;

/** The server's own log has the same words: before a driver's stands an exception's name, in its line or in one above. */
const saidByDriver = (match: Match, record: RecordView): boolean =>
  [match.before, record.message, ...record.tail.slice(0, match.lineIndex)].some((line) => line.includes('OperationalError'));

export const refusedRules: Readonly<Record<string, Rule>> = {
  unreachable: { pattern: UNREACHABLE, scope: 'record', read: () => ({ kind: 'server-termination', reason: 'unreachable' }) },
  'too-many-clients': {
    pattern: REFUSED,
    scope: 'record',
    read: (match, record): EventDraft | undefined => {
      const sqlState = match.maybe('mysql') !== undefined ? '08004' : '53300';
      const word = match.maybe('fatal') !== undefined && !saidByDriver(match, record);
      return word ? undefined : { kind: 'server-termination', reason: 'too-many-clients', sqlState };
    },
  },
};
