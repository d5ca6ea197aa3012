import type { EventDraft, RecordView, Rule } from 'leak-stream/plugin';

/**
 * The database has no slot left, as its driver tells the program: pgjdbc (`PSQLException: FATAL: …`, with one blank or two), MySQL
 * Connector/J (`message from server: "Too many connections"`) and MariaDB Connector/J.
 */
const REFUSED =
  /PSQLException: FATAL: {1,2}(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database))|(?<mysql>message from server: "Too many connections"|Exception: (?:\(conn=\d{1,12}\) )?Too many connections)/;

const draft = (mysql: boolean): EventDraft => ({
  kind: 'server-termination',
  reason: 'too-many-clients',
  sqlState: mysql ? '08004' : '53300',
});

/**
 * The server does not answer, or is not ready: pgjdbc (`core.v3.ConnectionFactoryImpl`), MySQL Connector/J (`Communications link failure`, also where it
 * went while it was used) and MariaDB Connector/J.
 */
const UNREACHABLE =
  /PSQLException: (?:Connection to \S{1,300} refused|The connection attempt failed|FATAL: {1,2}the database system is )|(?:CommunicationsException|SQLException|SQLNonTransientConnectionException): (?:Communications link failure|(?:\(conn=\d{1,12}\) )?(?:Socket fail to connect to |Could not connect to (?:address|Host)))/;

const unreachable: EventDraft = { kind: 'server-termination', reason: 'unreachable' };

/** What a record's exceptions say of the way to the server, once whatever their number. */
export function refusalIn(record: RecordView): readonly EventDraft[] {
  for (const line of [record.message, ...record.tail]) {
    const found = REFUSED.exec(line);
    if (found) return [draft(found.groups?.['mysql'] !== undefined)];
    if (UNREACHABLE.test(line)) return [unreachable];
  }
  return [];
}

export const refusedRules: Readonly<Record<string, Rule>> = {
  'too-many-clients': { pattern: REFUSED, scope: 'record', read: (match) => draft(match.maybe('mysql') !== undefined) },
  unreachable: { pattern: UNREACHABLE, scope: 'record', read: () => unreachable },
};
