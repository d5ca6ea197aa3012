import { definePlugin, type EventDraft, type Match } from 'leak-stream/plugin';
import { poolsIn } from './pools.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

type Reason = Extract<EventDraft, { kind: 'server-termination' }>['reason'];

/** The client of a line; a server connection has an S. */
const CLIENT = /\bC-0x[0-9a-f]{1,16}: (?<database>[^\s/]{1,64})\/(?<user>[^\s@]{1,64})@\S{1,100} $/;

interface Client {
  readonly database?: string;
  readonly user?: string;
}

/** Whom a line speaks of; `undefined` where it is no client's. One that was refused at once has neither name yet. */
const clientOf = (match: Match): Client | undefined => {
  const { database, user } = CLIENT.exec(match.before.slice(-300))?.groups ?? {};
  if (database === undefined || user === undefined) return undefined;
  return { ...(database !== '(nodb)' && { database }), ...(user !== '(nouser)' && { user }) };
};

const termination =
  (reason: Reason) =>
  (match: Match): EventDraft | undefined => {
    const client = clientOf(match);
    return client && { kind: 'server-termination', reason, ...client };
  };

/** A client that is ended so got no server connection of its pool in time: to that pool's callers it is an acquire timeout. */
const waitedInVain = (match: Match): EventDraft[] | undefined => {
  const client = clientOf(match);
  if (client === undefined) return undefined;
  const ended: EventDraft = { kind: 'server-termination', reason: 'query-wait-timeout', ...client };
  const { database, user } = client;
  return database === undefined || user === undefined ? [ended] : [{ kind: 'acquire-timeout', pool: `${database}/${user}` }, ended];
};

/**
 * PgBouncer's log and SHOW POOLS. A client that it drops gets two lines, `pooler error:` and `closing because:`; only one of them counts.
 * Source: pgbouncer, src/objects.c (disconnect_client, disconnect_server), src/janitor.c, src/stats.c.
 */
export default definePlugin({
  id: 'pgbouncer',
  title: 'PgBouncer',
  runtime: 'pgbouncer',
  docs: 'https://www.pgbouncer.org/usage.html',
  hints: ['pooler error: ', 'closing because: idle transaction timeout', 'sv_active', ' xacts/s, ', '-[ RECORD'],
  continues: /^(?:-\[ |[-+]{3}| ?[^|│]{0,80}[|│]|"?[\w-]{1,64}"?,[^\s,]{1,64},\d|\(\d{1,9} \p{L}{1,20}\))/u,
  rules: {
    'query-wait-timeout': {
      pattern: /pooler error: query_wait_timeout/,
      scope: 'raw',
      read: waitedInVain,
    },
    refused: {
      // The second since 1.24.
      pattern: /pooler error: (?:no more connections allowed|client connections exceeded \(max_(?:db|user)_client_connections\))/,
      scope: 'raw',
      read: termination('too-many-clients'),
    },
    'idle-transaction': {
      pattern: /closing because: idle transaction timeout/,
      scope: 'raw',
      read: termination('idle-in-transaction-timeout'),
    },
    'idle-client': {
      pattern: /pooler error: client_idle_timeout/,
      scope: 'raw',
      read: termination('idle-session-timeout'),
    },
    // The latter since 1.25. Both also end a transaction that was left open (the first up to 1.25.2), so they tell neither slow work nor a leak.
    'cut-off': {
      pattern: /pooler error: (?:query|transaction) timeout/,
      scope: 'raw',
      read: termination('other'),
    },
    // Totals over all pools: they prove that the log speaks, not which pool stands still.
    stats: {
      pattern: /\bstats: \d{1,12} xacts\/s, \d{1,12} queries\/s, /,
      scope: 'raw',
      read: () => ({ kind: 'pool-note', code: 'visible' }),
    },
    'show-pools': {
      // psql's expanded form begins with a ruler that names no column; what stands below it shows whose it is.
      pattern: /\bsv_active\b|^-\[ \S{1,20} 1 \]/,
      scope: 'record',
      read(_match, record) {
        const pools = poolsIn([record.raw, ...record.tail]);
        return pools.length === 0 ? undefined : pools;
      },
    },
  },
  remedies,
  enable,
  snippets,
  samples,
});
