import { javaStack, type Rule } from 'leak-stream/plugin';
import { isOther, NAME_CAP, nameOf } from './words.ts';

/** `RAR5117 : Failed to obtain/create connection from connection pool [ shop ]. Reason : …`: the only one of the lines that names the pool. */
const BEFORE = 'from connection pool [ ';
const BEHIND = ' ]. Reason : ';

function poolIn(before: string): string | undefined {
  const end = before.lastIndexOf(BEHIND);
  const start = end < 0 ? -1 : before.lastIndexOf(BEFORE, end);
  const name = start < 0 ? '' : before.slice(start + BEFORE.length, end);
  return name === '' || name.length > NAME_CAP ? undefined : nameOf(name);
}

const exhausted: Rule = {
  pattern:
    /In-use connections equal max-pool-size (?:and expired max-wait-time|therefore cannot allocate)|No available resource\. Wait-time expired\./,
  scope: 'record',
  read(match, record) {
    if (isOther(record)) return undefined;
    const pool = poolIn(match.before);
    const stack = javaStack([record.message, ...record.tail]);
    return {
      kind: 'acquire-timeout',
      witness: 'exception',
      ...(pool === undefined ? {} : { pool }),
      ...(stack.length === 0 ? {} : { stack }),
    };
  },
};

/**
 * `ConnectionPool.getResource` (`poolmgr.no.available.resource` of its `LocalStrings.properties`), as far as `max-wait-time-in-millis`, which no line tells. One failure is told by
 * ConnectionManagerImpl (RAR5117, with the pool), by the data source (RAR5114), and by whoever catches it, all by the same thread.
 */
export const acquireRules = { exhausted };
