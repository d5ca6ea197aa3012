import type { Rule } from 'leak-stream/plugin';

const WAITED = /^ (?<within>\d{1,9}(?:\.\d{1,9})?) seconds(?: \(waited (?<waited>\d{1,9}(?:\.\d{1,9})?) seconds\))?/;
/** Until 4.0. */
const MAX = /The max pool size is currently (?<max>\d{1,7});/;

const exhausted: Rule = {
  pattern: /\bcould not obtain a (?:connection from the pool|database connection) within\b/,
  scope: 'record',
  read(match) {
    const { within, waited = within } = WAITED.exec(match.after)?.groups ?? {};
    if (waited === undefined) return undefined;
    const max = MAX.exec(match.after)?.groups?.['max'];
    return {
      kind: 'acquire-timeout',
      waitedMs: Math.round(Number(waited) * 1000),
      witness: 'exception',
      ...(max === undefined ? {} : { max: Number(max) }),
    };
  },
};

/** `:busy=>5` up to Ruby 3.3, `busy: 5` from 3.4 on, `"busy":5` as JSON, `busy=5` as pairs. */
const VALUES = /["':]?\b(size|connections|busy|dead|idle|waiting)["']?\s{0,2}(?:=>|[:=])\s{0,2}(\d{1,9})\b/g;

/** A connection whose thread has died (`dead`) is out until the reaper comes by. */
const stat: Rule = {
  pattern: /\b(?:checkout_timeout|dead)["']?\s{0,2}(?:=>|[:=])\s{0,2}\d/,
  scope: 'raw',
  read(_match, record) {
    const found: Record<string, number> = {};
    for (const [, key, value] of record.raw.matchAll(VALUES)) found[key as string] ??= Number(value);
    const { size: max, connections: open, busy, dead = 0, idle, waiting: pending } = found;
    if (max === undefined || open === undefined || busy === undefined || idle === undefined || pending === undefined) return undefined;
    return { kind: 'pool-snapshot', inUse: busy + dead, idle, open, max, pending };
  },
};

/**
 * rails/rails, activerecord/lib/active_record/connection_adapters/abstract/connection_pool.rb (`stat`) and connection_pool/queue.rb
 * (`wait_poll`, whose message is that of `ActiveRecord::ConnectionTimeoutError`), commit 5a0b8174.
 */
export const rules = { exhausted, stat };
