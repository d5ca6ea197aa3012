import type { Remedy } from 'leak-stream/plugin';

export const remedies: readonly Remedy[] = [
  {
    pattern: 'transaction-not-ended',
    text:
      'Clients wait for a server connection while others hold theirs in transactions that do not end. PgBouncer sees no code: take SHOW CLIENTS and ' +
      "PostgreSQL's pg_stat_activity at the same moment, find the backends idle in transaction, and search their last query in the code of that application.",
    fix: 'End every transaction in the scope that begins it. In pool_mode session the connection itself has to be closed, too.',
    containment:
      'idle_transaction_timeout = 60 in pgbouncer.ini ends such transactions and frees their server connections; the client gets an error at its next ' +
      'statement and its own pool still counts the connection as in use.',
    validate: [
      'SHOW POOLS over a quiet window: sv_active falls to 0, cl_waiting and maxwait stay 0.',
      'The stats lines of the log: xacts/s above 0 whenever wait is above 0 us.',
      "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND now() - state_change > interval '1 minute';",
    ],
  },
];
