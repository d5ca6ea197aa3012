import { javascriptStack } from 'leak-stream/plugin';
import type { Rule } from 'leak-stream/plugin';

const acquired: Rule = {
  pattern: /\bacquired connection from pool: (?<connection>__knexUid\d{1,15})\b/,
  read: (match) => ({ kind: 'checkout', connection: match.text('connection') }),
};

const releasing: Rule = {
  pattern: /\breleasing connection to pool: (?<connection>__knexUid\d{1,15})\b/,
  read: (match) => ({ kind: 'checkin', connection: match.text('connection'), reason: 'returned' }),
};

const timedOut: Rule = {
  pattern: /Knex: Timeout acquiring a connection\. The pool is probably full\./,
  scope: 'record',
  read(_match, record) {
    const stack = javascriptStack(record.tail);
    return { kind: 'acquire-timeout', witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
};

/** Knex's own warning of a failure that it then throws as another error: it only shows that its logger prints. */
const warned: Rule = {
  pattern: /^Acquire connection error: /,
  read: () => ({ kind: 'pool-note', code: 'visible' }),
};

/**
 * knex/knex, lib/client.js (commit e25d54bc), `acquireConnection` and `releaseConnection`: through the debug package with `DEBUG=knex:client` each
 * checkout and return, by a number that is unique in its process; the error's sentence is the same since 2016.
 */
export const rules = { acquired, releasing, 'timed-out': timedOut, warned };
