import { javascriptStack, namesOtherClient, namesOtherPool, poolNameOf, type Rule } from 'leak-stream/plugin';

const timedOut: Rule = {
  pattern: /\btimeout exceeded when trying to connect\b/,
  scope: 'record',
  read(_match, record) {
    const stack = javascriptStack(record.tail);
    return { kind: 'acquire-timeout', witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
};

const VALUES = /["']?\b(totalCount|idleCount|waitingCount)["']?\s{0,2}[:=]\s{0,2}(\d{1,9})\b/g;
const counts: Rule = {
  pattern: /\bwaitingCount["']?\s{0,2}[:=]\s{0,2}\d/,
  scope: 'raw',
  read(_match, record) {
    const found: Record<string, number> = {};
    for (const [, key, value] of record.raw.matchAll(VALUES)) found[key as string] ??= Number(value);
    const { totalCount: open, idleCount: idle, waitingCount: pending } = found;
    if (open === undefined || idle === undefined || pending === undefined || idle > open) return undefined;
    return { kind: 'pool-snapshot', open, idle, inUse: open - idle, pending, ...poolNameOf(record) };
  },
};

const IN_WORDS = ['total', 'idle', 'waiting'].map(
  (name) => new RegExp(String.raw`(?<![\w.])${name}["']?\s{0,2}[:=]\s{0,2}(\d{1,6})\b`, 'i'),
);

/** The same in words that any pool has: only where pg is named. */
const inWords: Rule = {
  pattern: /(?<![A-Za-z])(?:pg|node-postgres|postgres(?:ql)?)(?![A-Za-z])/i,
  scope: 'raw',
  read(_match, record) {
    const { raw, logger = '' } = record;
    if (namesOtherClient(`${logger} ${raw}`) || namesOtherPool(`${logger} ${raw}`)) return undefined;
    const [open, idle, pending] = IN_WORDS.map((figure) => {
      const value = figure.exec(raw)?.[1];
      return value === undefined ? undefined : Number(value);
    });
    if (open === undefined || idle === undefined || pending === undefined || idle > open) return undefined;
    if (/(?<![a-z])(?:in[ _-]?use|used|busy|active|acquired)["']?\s?[:=]/i.test(raw)) return undefined;
    return { kind: 'pool-snapshot', open, idle, inUse: open - idle, pending, ...poolNameOf(record) };
  },
};

/**
 * The server ended a session that did nothing: the client emits the server's own error. Without its code or its stack the words are those of the
 * server's log.
 */
const ended: Rule = {
  pattern: /terminating connection due to (?<what>idle-in-transaction|idle-session) timeout/,
  scope: 'record',
  read(match, record) {
    const sqlState = match.text('what') === 'idle-session' ? '57P05' : '25P03';
    const lines = [record.raw, ...record.tail];
    const own = record.fields?.['code'] === sqlState || lines.some((line) => line.includes(`code: '${sqlState}'`) || CLIENT.test(line));
    const reason = sqlState === '57P05' ? 'idle-session-timeout' : 'idle-in-transaction-timeout';
    return own ? { kind: 'server-termination', reason, sqlState } : undefined;
  },
};
const CLIENT = /node_modules[\\/](?:pg|pg-pool|pg-protocol|postgres)[\\/]/;

/** The server has no slot left, as pg and postgres.js hand its error on. Without the error's code or the client's stack the words are anybody's. */
const refused: Rule = {
  pattern: /(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database) )/,
  scope: 'record',
  read(_match, record) {
    const lines = [record.raw, ...record.tail];
    const own = record.fields?.['code'] === '53300' || lines.some((line) => line.includes("code: '53300'") || CLIENT.test(line));
    return own ? { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' } : undefined;
  },
};

/** The server does not answer: what Node says of the network, with the server's port or pg's own stack. */
const unreachable: Rule = {
  pattern: /connect (?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) (?:::1|[\w.-]{1,255}):(?<port>\d{1,5})/,
  scope: 'record',
  read(match, record) {
    const own = /^(?:5432|5433|6432)$/.test(match.text('port')) || [record.raw, ...record.tail].some((line) => CLIENT.test(line));
    return own ? { kind: 'server-termination', reason: 'unreachable' } : undefined;
  },
};

/**
 * brianc/node-postgres, packages/pg-pool/index.js (commit c9e57617). The pool prints nothing: `connect` fails with this message when no client came
 * back within `connectionTimeoutMillis` (a slow server has another one), and programs log the three counts, of which a client that is still
 * connecting is in use.
 */
export const rules = {
  'timed-out': timedOut,
  counts,
  'counts-in-words': inWords,
  'session-ended': ended,
  'too-many-clients': refused,
  unreachable,
};
