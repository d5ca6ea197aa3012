import type { RecordView, Rule } from 'leak-stream/plugin';
import { dotnetStack } from './stack.ts';

/** The quotes and words differ by version; both limits stand in each. */
const exhausted: Rule = {
  pattern:
    /\bThe connection pool has been exhausted, either raise '?Max ?Pool ?Size'? \(currently (?<max>\d{1,7})\) or '?Timeout'? \(currently (?<seconds>\d{1,7}) seconds\)/,
  scope: 'record',
  read(match, record) {
    const stack = dotnetStack(record.tail.slice(match.lineIndex));
    return {
      kind: 'acquire-timeout',
      max: match.number('max'),
      waitedMs: 1000 * match.number('seconds'),
      witness: 'exception',
      ...(stack.length === 0 ? {} : { stack }),
    };
  },
};

/** The server has no slot left, as the driver tells the program: `Npgsql.PostgresException (0x80004005): 53300: …` (PostgresException.cs, `ToString`). */
const refused: Rule = {
  pattern: /\bPostgresException(?: \(0x[0-9A-Fa-f]{8}\))?: 53300: /,
  scope: 'record',
  read: () => ({ kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' }),
};

const CATEGORY = 'Npgsql.Connection';
const fromNpgsql = (record: RecordView): boolean => record.logger?.startsWith(CATEGORY) === true || record.raw.includes(CATEGORY);

/** The connector's number, which structured logs have beside the message: at the top, in `State` (.NET's JSON console) or in `Properties` (Serilog). */
function connectorOf({ fields = {} }: RecordView): string | null {
  for (const place of [fields, fields['State'], fields['Properties']]) {
    const id = (place as Readonly<Record<string, unknown>> | null | undefined)?.['ConnectorId'];
    if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return String(id);
  }
  return null;
}

const traffic = (verb: 'Opened' | 'Closed'): Rule => ({
  pattern: new RegExp(`(?:^|\\s)${verb} connection to [^\\s/:]{1,200}:\\d{1,5}/\\S{1,100}$`),
  scope: 'record',
  read(_match, record) {
    if (!fromNpgsql(record)) return undefined;
    const connection = connectorOf(record);
    return verb === 'Opened' ? { kind: 'checkout', connection } : { kind: 'checkin', connection, reason: 'returned' };
  },
});

/**
 * npgsql/npgsql v9.0.5: src/Npgsql/PoolingDataSource.cs (`Get`; 4.1 to 5 without quotes and blanks), src/Npgsql/LogMessages.cs (`OpenedConnection` 1001 and
 * `ClosedConnection` 1003 at Debug, since 7.0, of the connection that the program has; the physical one has lines of its own). The database is not
 * taken for the pool's name: the timeout does not tell it.
 */
export const rules = { exhausted, 'too-many-clients': refused, opened: traffic('Opened'), closed: traffic('Closed') };
