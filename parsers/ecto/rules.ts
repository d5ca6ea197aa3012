import type { Match, RecordView, Rule } from 'leak-stream/plugin';
import { elixirStack } from './stack.ts';

const below = (record: RecordView, index: number): readonly string[] => record.tail.slice(index);

/** The caller's own error, logged by whoever caught it or by the process that died of it. */
const gaveUp = (match: Match, record: RecordView) => {
  const stack = elixirStack(below(record, match.lineIndex));
  return { kind: 'acquire-timeout', witness: 'exception', ...(stack.length === 0 ? {} : { stack }) } as const;
};

const dropped: Rule = {
  pattern: /\bconnection not available and request was dropped from queue after (?<ms>\d{1,9})ms/,
  scope: 'record',
  read: (match, record) => ({ ...gaveUp(match, record), waitedMs: match.number('ms') }),
};

const refused: Rule = {
  pattern: /\bconnection not available (?:and queuing is disabled|because deadline reached while in queue)/,
  scope: 'record',
  read: gaveUp,
};

/**
 * The pool lends a connection for the time of a function call and watches the process, so that nothing stays lost: whoever is cut off was slow, or stuck
 * inside the call. That is a hold which was too long, and its end, in one line.
 */
const cutOff: Rule = {
  pattern: /\btimed out because it (?:queued and )?checked out the connection for longer than (?<ms>\d{1,9})ms/,
  scope: 'record',
  read(match, record) {
    const client = CLIENT.exec(match.before.slice(match.before.lastIndexOf('client #PID<')))?.groups?.['client'];
    if (client === undefined) return undefined;
    const lines = below(record, match.lineIndex);
    const at = lines.findIndex((line) => line.endsWith(' was at location:'));
    const hold = { connection: HOLDER.exec(match.before)?.groups?.['connection'] ?? null, thread: client, heldMs: match.number('ms') };
    return [
      { kind: 'leak-reported', ...hold, stack: at < 0 ? [] : elixirStack(lines.slice(at + 1)) },
      { kind: 'checkin', ...hold, reason: 'unleaked' },
    ];
  },
};
/** From 2.8 on a process's name stands behind its id, as in `#PID<0.161.0> (Shop.Worker)`. */
const CLIENT = /^client (?<client>#PID<[\d.]{1,30}>)/;
const HOLDER = /^\S{1,100} \((?<connection>#PID<[\d.]{1,30}>)[^*]{0,200}\) disconnected: /;

/** Clients of caches and sockets end their connections in the same layout: the exception is the pool's or one of its drivers'. */
const disconnected: Rule = {
  pattern:
    /^[A-Z][\w.]{0,100} \((?<connection>#PID<[\d.]{1,30}>)[^*]{0,200}\) disconnected: \*\* \((?:DBConnection|Postgrex|MyXQL|Tds|Exqlite)\.[\w.]{1,100}\) (?<why>\S.{0,200})/,
  read: (match) => ({ kind: 'connection-closed', connection: match.text('connection'), reason: match.text('why') }),
};

const VALUES = /\b(ready_conn_count|checkout_queue_length|pool_size)["']?\s{0,2}(?:=>|[:=])\s{0,2}(\d{1,9})\b/g;

/** How many are free; how many there are the program has to add. A connection that is still being made is not free either. */
const metrics: Rule = {
  pattern: /\bready_conn_count["']?\s{0,2}(?:=>|[:=])\s{0,2}\d/,
  scope: 'raw',
  read(_match, record) {
    const found: Record<string, number> = {};
    for (const [, key, value] of record.raw.matchAll(VALUES)) found[key as string] ??= Number(value);
    const { ready_conn_count: idle, checkout_queue_length: pending, pool_size: max } = found;
    if (idle === undefined || pending === undefined) return undefined;
    return { kind: 'pool-snapshot', idle, pending, ...(max === undefined || idle > max ? {} : { max, inUse: max - idle }) };
  },
};

/**
 * elixir-ecto/db_connection v2.10.2: lib/db_connection/connection_pool.ex (`drop/2`, the deadline in `handle_info/2`), holder.ex, connection.ex. The words
 * are the same in 1.1.3 and 2.0 to 2.10, which put `[Shop.Repo]` before the timeout from 2.9 on. The pool's name is not read: the other lines lack it.
 */
export const rules = {
  'cut-off': cutOff,
  disconnected,
  dropped,
  metrics,
  refused,
};
