import { javascriptStack, namesOtherClient, namesOtherPool, poolNameOf, type Rule } from 'leak-stream/plugin';

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

const FIGURES = ['used', 'free', 'pendingAcquires'].map(
  (name) => new RegExp(String.raw`(?<![A-Za-z])(?:num)?${name}["']?\s{0,2}[:=]\s{0,2}(\d{1,6})\b`, 'i'),
);

/** What tarn's methods count (`numUsed`, `numFree`, `numPendingAcquires`), as programs print it; other things than connections are kept in such pools, too. */
const counts: Rule = {
  pattern: /(?<![A-Za-z])(?:num)?pendingAcquires["']?\s{0,2}[:=]\s{0,2}\d/i,
  scope: 'raw',
  read(_match, record) {
    const { raw, logger = '' } = record;
    const text = `${logger} ${raw.slice(0, 2000)}`;
    if (namesOtherClient(text) || namesOtherPool(text) || /browser|https?\b/i.test(text)) return undefined;
    const [inUse, idle, pending] = FIGURES.map((figure) => {
      const value = figure.exec(text)?.[1];
      return value === undefined ? undefined : Number(value);
    });
    if (inUse === undefined || idle === undefined || pending === undefined) return undefined;
    return { kind: 'pool-snapshot', inUse, idle, open: inUse + idle, pending, ...poolNameOf(record) };
  },
};

/** Knex's own warning of a failure that it then throws as another error: it only shows that its logger prints. */
const warned: Rule = {
  pattern: /^Acquire connection error: /,
  read: () => ({ kind: 'pool-note', code: 'visible' }),
};

/**
 * knex/knex, lib/client.js (commit e25d54bc), `acquireConnection` and `releaseConnection`: through the debug package with `DEBUG=knex:client` each
 * checkout and return, by a number that is unique in its process; the error's sentence is the same since 2016. Vincit/tarn.js, src/Pool.ts: the counts.
 */
export const rules = { acquired, releasing, 'timed-out': timedOut, warned, counts };
