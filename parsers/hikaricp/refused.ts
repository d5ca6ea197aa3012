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

/** The refusal that a record's exceptions speak of, once whatever their number. */
export function refusalIn(record: RecordView): readonly EventDraft[] {
  for (const line of [record.message, ...record.tail]) {
    const found = REFUSED.exec(line);
    if (found) return [draft(found.groups?.['mysql'] !== undefined)];
  }
  return [];
}

export const refusedRules: Readonly<Record<string, Rule>> = {
  'too-many-clients': { pattern: REFUSED, scope: 'record', read: (match) => draft(match.maybe('mysql') !== undefined) },
};
