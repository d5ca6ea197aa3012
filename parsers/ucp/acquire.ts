import { javaStack, type Rule } from 'leak-stream/plugin';

/**
 * The message in English, its number, which some releases and settings put before it, or, in any of the languages in which UCP speaks, the exception with the list of
 * figures that follows this message alone (what each of them counts is documented nowhere).
 */
const exhausted: Rule = {
  pattern: /UniversalConnectionPoolException: (?:UCP-45064\b|All connections in the Universal Connection Pool are in use\b|\D{8,200} - \[ \d{1,9}(?:, \d{1,9}){5,12} \])|\bUCP-45064: /,
  scope: 'record',
  read(_match, record) {
    const stack = javaStack([record.message, ...record.tail]);
    return { kind: 'acquire-timeout', witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
}; // prettier-ignore

/**
 * UCP-45064 of `oracle.ucp.util.UCPMessages`, thrown by `UniversalConnectionPoolImpl.borrowConnectionWithoutCountingRequests` after `connectionWaitTimeout`, inside the
 * SQL-29 of `PoolDataSourceImpl.getConnection` (com.oracle.database.jdbc:ucp 21.9). The record tells it once more as its cause; it counts once.
 */
export const acquireRules = { exhausted };
