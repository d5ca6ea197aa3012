import { javaStack, namesOtherClient, poolNameOf, type Match, type RecordView, type Rule } from 'leak-stream/plugin';

/** Reactor Netty's own clients; who serves over HTTP names it in its threads (`reactor-http-nio-3`), as Redis' client does (`lettuce-epollEventLoop-4-1`). */
const OF_WEB = /netty|okhttp|httpclient|(?<![\w-])http(?!\w|:)|web ?client/i;
const THREAD = /\b[\w-]{0,60}-(?:nio|epoll|kqueue|exec|thread|event)\w{0,20}/gi;
const namesClient = (text: string): boolean => {
  const words = text.replace(THREAD, '');
  return OF_WEB.test(words) || namesOtherClient(words);
};

/** reactor-pool is under reactor-netty as well, with the same figures, and others give up in the same words: they are named there, or before the words. */
function ofClient(match: Match, { logger = '', raw, tail }: RecordView): boolean {
  if (/r2dbc/i.test(raw) || tail.some((line) => line.includes('r2dbc'))) return false;
  return namesClient(logger) || namesClient(match.before.slice(-200));
}

const gaveUp: Rule = {
  pattern: /\bConnection acquisition timed out after (?<ms>\d{1,9})ms/,
  scope: 'record',
  read(match, record) {
    if (ofClient(match, record)) return undefined;
    const stack = javaStack(record.tail);
    return { kind: 'acquire-timeout', waitedMs: match.number('ms'), witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
};

const VALUES = /\b(acquiredSize|idleSize|allocatedSize|pendingAcquireSize|(?:maxA|getMaxA)llocatedSize)["']?\s{0,2}[:=]\s{0,2}(\d{1,9})\b/g;

/** The names of `PoolMetrics`, as programs print them. */
const metrics: Rule = {
  pattern: /\bacquiredSize["']?\s{0,2}[:=]\s{0,2}\d/,
  scope: 'raw',
  read(match, record) {
    if (ofClient(match, record)) return undefined;
    const found: Record<string, number> = {};
    for (const [, key, value] of record.raw.matchAll(VALUES)) found[key as string] ??= Number(value);
    const { acquiredSize: inUse, idleSize: idle, allocatedSize: open, pendingAcquireSize: pending } = found;
    const max = found['maxAllocatedSize'] ?? found['getMaxAllocatedSize'];
    if (inUse === undefined) return undefined;
    return {
      kind: 'pool-snapshot',
      inUse,
      ...(idle === undefined ? {} : { idle }),
      ...(open === undefined ? {} : { open }),
      ...(pending === undefined ? {} : { pending }),
      ...(max === undefined ? {} : { max }),
      ...poolNameOf(record),
    };
  },
};

/** Also abbreviated, as Logback's `%logger{1}` and layouts without packages do. */
const ofPool = (logger: string | undefined): boolean =>
  /^(?:(?:io|i)\.(?:r2dbc|r)\.(?:pool|p)\.)?(?:ConnectionPool|PooledConnection)$/.test(logger ?? '');

const taken: Rule = {
  pattern: /^Obtaining new connection from the pool$/,
  read: (_match, record) => (ofPool(record.logger) ? { kind: 'checkout', connection: null } : undefined),
};

const released: Rule = {
  pattern: /^Releasing connection$/,
  read: (_match, record) => (ofPool(record.logger) ? { kind: 'checkin', connection: null, reason: 'returned' } : undefined),
};

/**
 * io.r2dbc:r2dbc-pool 1.0.2.RELEASE, `ConnectionPool` (the message of `R2dbcTimeoutException`, after `maxAcquireTime`; `prepareConnection`),
 * `PooledConnection.close`, `PoolMetrics`.
 */
export const rules = { 'gave-up': gaveUp, metrics, taken, released };
