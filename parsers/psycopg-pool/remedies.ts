import type { Remedy } from 'leak-stream/plugin';

/** How to mend a leak of pooled psycopg connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'getconn-without-putconn',
    text: 'Every getconn() needs its putconn(), on every path. A connection that is dropped is not missed: the pool counts it as out for ever, whether the garbage collector closed it or not. The context manager does both.',
    fix: 'with pool.connection() as conn:          # async with, for AsyncConnectionPool\n    conn.execute(query, params)\n\n# where it must be by hand\nconn = pool.getconn()\ntry:\n    ...\nfinally:\n    pool.putconn(conn)',
    containment:
      'Nothing takes the connection back but the program: restart the service. pool.check() only looks at idle connections, max_lifetime only at returned ones.',
    validate: [
      'In a test: run the failing path more often than max_size allows, then assert that pool.get_stats() has pool_size == pool_available.',
      'After the deploy: pool_size - pool_available returns to its baseline whenever traffic pauses.',
    ],
  },
];
