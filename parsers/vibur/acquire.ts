import { javaStack, type Rule } from 'leak-stream/plugin';
import { holdersIn } from './taken.ts';
import { POOL } from './words.ts';

const LIST = ', full list of taken connections begins:';

const exhausted: Rule = {
  pattern: new RegExp(String.raw`Pool ${POOL}, couldn't obtain SQL connection within (?<waited>\d{1,9})[.,]\d{1,3} ms`),
  scope: 'record',
  read(match, record) {
    const [pool, max] = [match.text('pool'), match.number('max')];
    const timeout = { kind: 'acquire-timeout', pool, max, waitedMs: match.number('waited') } as const;
    const full = { kind: 'pool-snapshot', pool, inUse: match.number('taken'), max, occasion: 'exhaustion' } as const;
    if (!match.after.startsWith(LIST)) {
      const stack = javaStack([record.message, ...record.tail]);
      return { ...timeout, witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
    }
    const holders = holdersIn(record.tail.slice(match.lineIndex)).map((holder) => ({ ...holder, pool }));
    const held = holders.flatMap(({ connection }) => connection ?? []);
    return [{ ...timeout, witness: 'counter', ...(held.length > 0 && { held }) }, full, ...holders];
  },
};

/** Lines about slow calls and statements: they tell what is in use beside. */
const beside: Rule = {
  pattern: new RegExp(String.raw`(?:Call to getConnection\(\)|SQL query execution) from pool ${POOL}`),
  read: (match) => ({ kind: 'pool-snapshot', pool: match.text('pool'), inUse: match.number('taken'), max: match.number('max'), occasion: 'change' }),
}; // prettier-ignore

/**
 * `org.vibur.dbcp.pool.DefaultHook` at WARN (vibur-dbcp 25.0): the list with `logTakenConnectionsOnTimeout`; slow ones beyond `logConnectionLongerThanMs` and
 * `logQueryExecutionLongerThanMs`. The exception is of `PoolOperations.createSQLException`.
 */
export const acquireRules = { exhausted, beside };
