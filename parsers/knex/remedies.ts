import type { Remedy } from 'leak-stream/plugin';

/** How to mend a leak of Knex' connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'transaction-not-ended',
    text: 'A transaction from knex.transaction() without a handler holds its connection until commit() or rollback(), on every path. With a handler Knex ends it by itself. A query inside a transaction that is not given the transaction takes a second connection, and with a small pool waits for the first for ever.',
    fix: "await knex.transaction(async (trx) => {\n  await trx('orders').insert(order);              // or .transacting(trx)\n  await audit(trx, order);                        // hand it on\n});                                               // commits, or rolls back when the handler throws",
    containment:
      'Nothing takes the connection back but the program: restart the service. On the server, idle_in_transaction_session_timeout (PostgreSQL) ends those that sit in a transaction, and frees the locks.',
    validate: [
      'In a test: run the failing path more often than pool.max allows, then assert knex.client.pool.numUsed() === 0.',
      'DEBUG=knex:client: as many "acquired connection" as "releasing connection" lines once the load is over.',
    ],
  },
];
