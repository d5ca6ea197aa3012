import { javaStack, type Rule } from 'leak-stream/plugin';

const gaveUp: Rule = {
  pattern: /\bConnection acquisition timed out after (?<ms>\d{1,9})ms/,
  scope: 'record',
  read(match, record) {
    const stack = javaStack(record.tail);
    return { kind: 'acquire-timeout', waitedMs: match.number('ms'), witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
};

const VALUES = /\b(acquiredSize|idleSize|allocatedSize|pendingAcquireSize|(?:maxA|getMaxA)llocatedSize)["']?\s{0,2}[:=]\s{0,2}(\d{1,9})\b/g;

/** The names of `PoolMetrics`, as programs print them. */
const metrics: Rule = {
  pattern: /\bacquiredSize["']?\s{0,2}[:=]\s{0,2}\d/,
  scope: 'raw',
  read(_match, record) {
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
    };
  },
};

const ofPool = (logger: string | undefined): boolean => /(?:^|\.)(?:ConnectionPool|PooledConnection)$/.test(logger ?? '');

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
