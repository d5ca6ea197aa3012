import { poolNameOf, type Rule } from 'leak-stream/plugin';

const VALUES = /["']?\b(pool_max|pool_size|pool_available|requests_waiting)["']?\s{0,2}[:=]\s{0,2}["']?(\d{1,9})\b/g;

/** `get_stats` tells of some twenty. */
const MOST_LINES = 30;

/**
 * What `ConnectionPool.get_stats()` returns, printed as Python prints a dictionary, as JSON or as pairs (psycopg_pool/base.py,
 * `_get_measures`). Connections that are being opened or rolled back count as in use. The counters are left alone: `pop_stats()`, which
 * prints under the same names, sets them back to zero each time.
 */
const stats: Rule = {
  pattern: /\bpool_(?:size|available)["']?\s{0,2}[:=]\s{0,2}["']?\d/,
  scope: 'raw',
  read(_match, record) {
    const found: Record<string, number> = {};
    // pprint puts each key on a line of its own
    const text = record.raw.includes('}') ? record.raw : [record.raw, ...record.tail.slice(0, MOST_LINES)].join('\n');
    for (const [, key, value] of text.matchAll(VALUES)) found[key as string] ??= Number(value);
    const { pool_size: open, pool_available: idle, pool_max: max, requests_waiting: pending } = found;
    if (open === undefined || idle === undefined || idle > open) return undefined;
    return {
      kind: 'pool-snapshot',
      open,
      idle,
      inUse: open - idle,
      ...(max === undefined ? {} : { max }),
      ...(pending === undefined ? {} : { pending }),
      ...poolNameOf(record),
    };
  },
};

/** The pool prints no statistics by itself; programs log them. */
export const statsRules = { stats };
