import type { Rule } from 'leak-stream/plugin';

/**
 * The server ended a session that did nothing, as psycopg tells whoever uses the connection next; psycopg2 has the same classes but mostly sees
 * no more than a closed connection, asyncpg always. Source: psycopg 3.3, psycopg/errors.py (25P03, 57P05).
 */
const ENDED = /psycopg2?\.errors\.(?<what>IdleInTransactionSessionTimeout|IdleSessionTimeout)\)?:? terminating connection due to/;

export const endedRules: Readonly<Record<string, Rule>> = {
  'session-ended': {
    pattern: ENDED,
    scope: 'record',
    read: (match) =>
      match.text('what') === 'IdleSessionTimeout'
        ? { kind: 'server-termination', reason: 'idle-session-timeout', sqlState: '57P05' }
        : { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
  },
};
