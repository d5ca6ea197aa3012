import { javascriptStack, pythonStack, type RecordView, type Rule } from 'leak-stream/plugin';
import { QUIET } from './refused.ts';

/*
 * Pools that never wait: whoever comes while all connections are out gets an error at once. psycopg2 2.9 (pool.py `_getconn`), mysql-connector-python 26.10 (pooling.py
 * `get_connection`), DBUtils 3.2 (pooled_db.py with `blocking=False`, and the name of its error before 3.0), mysql 2.18 and mysql2 3 for Node (Pool.js, base/pool.js:
 * `waitForConnections: false`, or a queue that is full); recorded.
 */

/** Node's drivers say it in words that any pool might use: a frame or the error's code shows whose they are. */
const OF_DRIVER = /[/\\]node_modules[/\\]mysql2?[/\\]|\bPOOL_(?:CONNLIMIT|ENQUEUELIMIT)\b/;
const isOfDriver = ({ message, tail }: RecordView): boolean => [message, ...tail.slice(0, 60)].some((line) => OF_DRIVER.test(line));

/** A caller that did not wait and got nothing; the error of a known pool, by its whole name, in the record's first line or at the end of its trace. */
const noWait: Rule = {
  pattern:
    /\bpsycopg2\.pool\.PoolError: connection pool exhausted|\bmysql\.connector\.errors\.PoolError: Failed getting connection; pool exhausted|\b(?:dbutils|DBUtils)\.\w{1,40}\.TooManyConnections(?:Error)?(?!\w)|(?:^|[\s:])Error: (?<node>No connections available|Queue limit reached)\.(?=\s|$)/,
  scope: 'record',
  read(match, record) {
    const node = match.maybe('node') !== undefined;
    if (node ? !isOfDriver(record) : match.lineIndex === 0 && QUIET.has(record.severity)) return undefined;
    const lines = [record.message, ...record.tail];
    const stack = node ? javascriptStack(lines) : pythonStack(record.tail);
    const line = lines[match.lineIndex] as string;
    return {
      kind: 'acquire-timeout',
      witness: 'exception',
      waitedMs: 0,
      ...(stack.length > 0 && { stack }),
      ...(match.lineIndex > 0 && { text: line.trim() }),
    };
  },
};

export const noWaitRules: Readonly<Record<string, Rule>> = { 'no-wait': noWait };

/** Of these one stands in each such record. */
export const noWaitHints: readonly string[] = ['PoolError', 'TooManyConnections', 'No connections available', 'Queue limit reached'];
