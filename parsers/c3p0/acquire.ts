import { javaStack, type Rule } from 'leak-stream/plugin';

const POOL = /\bresourcepool\.(?<pool>BasicResourcePool@[0-9a-f]{1,16})\b/;

/** The cause names the pool, by the only name that its statistics print as well. */
const poolIn = (lines: readonly string[]): string | undefined => {
  for (const line of lines) {
    const pool = line.includes('BasicResourcePool@') ? POOL.exec(line.slice(0, 1_000))?.groups?.['pool'] : undefined;
    if (pool !== undefined) return pool;
  }
  return undefined;
};

const exhausted: Rule = {
  pattern: /An attempt by a client to checkout a Connection has timed out\./,
  scope: 'record',
  read(_match, record) {
    const lines = [record.message, ...record.tail];
    const stack = javaStack(lines);
    const pool = poolIn(lines);
    return {
      kind: 'acquire-timeout',
      witness: 'exception',
      ...(pool === undefined ? {} : { pool }),
      ...(stack.length === 0 ? {} : { stack }),
    };
  },
};

/** `com.mchange.v2.c3p0.impl.C3P0PooledConnectionPool.checkoutPooledConnection`; only with `checkoutTimeout`, else callers wait for ever. */
export const acquireRules = { exhausted };
