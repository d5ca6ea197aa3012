import { javaStack, type Rule } from 'leak-stream/plugin';

const exhausted: Rule = {
  pattern: /Sorry, acquisition timeout!|Acquisition timeout while waiting for (?:new )?connection/,
  scope: 'record',
  read(_match, record) {
    const stack = javaStack([record.message, ...record.tail]);
    return { kind: 'acquire-timeout', witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
};

/** `io.agroal.pool.ConnectionPool.handlerFromSharedCache`; the wait is the configured `acquisitionTimeout`, which no line tells. */
export const acquireRules = { exhausted };
