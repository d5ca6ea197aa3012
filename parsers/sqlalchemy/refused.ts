import type { EventDraft, Match, RecordView, Rule } from 'leak-stream/plugin';

/**
 * The database has no slot left, as its driver tells the program: psycopg2 and psycopg (`OperationalError: … FATAL:  …`), asyncpg
 * (`TooManyConnectionsError`), PyMySQL and mysqlclient (`(1040, 'Too many connections')`).
 */
const REFUSED =
  /(?<fatal>FATAL): {1,2}(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database))|TooManyConnectionsError|(?<mysql>\(1040, ['"]Too many connections['"]\))/;

/** The server's own log has the same words: before a driver's stands an exception's name, in its line or in one above. */
const saidByDriver = (match: Match, record: RecordView): boolean =>
  [match.before, record.message, ...record.tail.slice(0, match.lineIndex)].some((line) => line.includes('OperationalError'));

export const refusedRules: Readonly<Record<string, Rule>> = {
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
