import { NO_NAME } from 'leak-stream/plugin';
import type { Match, Rule } from 'leak-stream/plugin';

/** The pool's name as Python's `repr` prints it, and what stands after it. */
const NAMED = /^(?:'(?<single>[^']{1,200})'|"(?<double>[^"]{1,200})")(?<rest>.{0,40})$/;

const named = (match: Match): { readonly pool: string; readonly rest: string } | undefined => {
  const { single, double, rest = '' } = NAMED.exec(match.after.trimEnd())?.groups ?? {};
  const pool = single ?? double;
  return pool === undefined ? undefined : { pool, rest };
};

/** The pool where nothing follows its name. */
const poolOf = (match: Match): string | undefined => {
  const found = named(match);
  return found?.rest === '' ? found.pool : undefined;
};

const given: Rule = {
  pattern: /(?:^|[\s:\]])connection given by (?=['"])/,
  read(match) {
    const pool = poolOf(match);
    return pool === undefined ? undefined : { kind: 'checkout', connection: NO_NAME, pool };
  },
};

/** A connection describes itself with its server and user; what is longer is no name. */
const NAME_CAP = 500;

const returning: Rule = {
  pattern: /(?:^|[\s:\]])returning connection to (?=['"])/,
  read(match) {
    const pool = poolOf(match);
    return pool === undefined ? undefined : { kind: 'checkin', connection: NO_NAME, reason: 'returned', pool };
  },
};

const ready: Rule = {
  pattern: /(?:^|[\s:\]])pool (?=['"])/,
  read(match) {
    const { pool, rest } = named(match) ?? {};
    const phase = rest === ' is ready to use' ? 'started' : rest === ' closed' ? 'closed' : undefined;
    return pool === undefined || phase === undefined ? undefined : { kind: 'pool-lifecycle', phase, pool };
  },
};

/** Who returns a connection inside a transaction relies on the pool to end it; the connection itself is back. */
const rolledBack: Rule = {
  pattern: /(?:^|[\s:\]])rolling back returned connection: (?=<)/,
  read: (match) => ({ kind: 'pool-note', code: 'rollback-on-close', connection: match.after.trim().slice(0, NAME_CAP) }),
};

const CODES: readonly (readonly [RegExp, string])[] = [
  [/^(?:error connecting in |reconnection attempt in pool )/, 'connect-failed'],
  [/^(?:discarding (?:broken|closed) connection|not serving connection found broken|connection failed check)/, 'connection-broken'],
];

const note: Rule = {
  pattern: /^[a-z]/,
  read(_match, record) {
    if (!/^psycopg3?(?:_pool)?\.pool\b/.test(record.logger ?? '')) return undefined;
    return { kind: 'pool-note', code: CODES.find(([words]) => words.test(record.message))?.[1] ?? 'visible' };
  },
};

/**
 * The logger `psycopg.pool` (psycopg/psycopg, psycopg_pool/pool.py and pool_async.py, commit c079c37c; the same words since 3.0): INFO for each
 * checkout and return. It names the pool and never the connection: which one a return ends is told by its thread, or is the newest.
 */
export const trafficRules = { given, returning, lifecycle: ready, 'rolled-back': rolledBack };
/** Any other line of the pool's logger: it proves that it prints at that severity. */
export const noteRules = { note };
