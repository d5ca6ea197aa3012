import { javaStack, type Match, type RecordView, type Rule } from 'leak-stream/plugin';

/** Some drivers describe a connection with its URL; what is longer is no name. */
const NAME_CAP = 1_000;
const HELD = /^(?<ms>\d{1,12}) ms\.\]:/;
const PROCESSING = /^ The processing time is (?<ms>\d{1,12}) ms\./;

/** What stands between `PooledConnection[` and `end`, and what follows that; taken apart in code because a name may hold anything. */
function named(text: string, end: string): { connection: string; rest: string } | undefined {
  const at = text.indexOf(end);
  return at < 1 || at > NAME_CAP ? undefined : { connection: text.slice(0, at), rest: text.slice(at + end.length) };
}

/** The pool prints the borrower's trace as part of its message, right behind the connection. */
const traceOf = (rest: string, match: Match, record: RecordView) => javaStack([rest, ...record.tail.slice(match.lineIndex)]);

const abandoned: Rule = {
  pattern: /Connection has been abandoned PooledConnection\[/,
  scope: 'record',
  read(match, record) {
    const found = named(match.after, ']:');
    if (found === undefined) return undefined;
    return { kind: 'leak-reported', connection: found.connection, stack: traceOf(found.rest, match, record), reclaimed: true };
  },
};

const suspect: Rule = {
  pattern: /Connection has been marked suspect, possibly abandoned PooledConnection\[/,
  scope: 'record',
  read(match, record) {
    const found = named(match.after, '][');
    const held = HELD.exec(found?.rest ?? '');
    if (found === undefined || held === null) return undefined;
    const stack = traceOf(found.rest.slice(held[0].length), match, record);
    return { kind: 'leak-reported', connection: found.connection, stack, heldMs: Number(held.groups?.['ms']) };
  },
};

const returned: Rule = {
  pattern: /Connection\(PooledConnection\[/,
  scope: 'record',
  read(match) {
    const found = named(match.after, ']) that has been marked suspect was returned.');
    if (found === undefined) return undefined;
    const ms = PROCESSING.exec(found.rest)?.groups?.['ms'];
    return { kind: 'checkin', connection: found.connection, reason: 'unleaked', ...(ms === undefined ? {} : { heldMs: Number(ms) }) };
  },
};

/**
 * `org.apache.tomcat.jdbc.pool.ConnectionPool`, methods `abandon`, `suspect` and `returnConnection` (apache/tomcat, modules/jdbc-pool, commit
 * 84ac9af0; the first two unchanged since 2009, the processing time since 2016). Printed with `logAbandoned` only. An abandoned connection is
 * closed by the pool, a suspect one stays out.
 */
export const leakRules = { abandoned, suspect, 'suspect-returned': returned };
