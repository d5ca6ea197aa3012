import type { EnableStep, Remedy } from 'leak-stream/plugin';

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

/** What makes psycopg_pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting:
      "logging.getLogger('psycopg').setLevel(logging.INFO)   # psycopg sets it to WARNING when it is imported, whatever the root logger says",
    cost: 'Three lines for each checkout, which name the pool but not the connection. For minutes on a busy service.',
  },
  {
    setting: "logging.getLogger('app.pool').info('pool %s', pool.get_stats())   # every 2 s, from a timer",
    cost: 'One line per sample. The shorter the interval, the fewer steps of the number in use it takes to name a route. Can stay on.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream as the samples.',
    cost: 'A line per request. Without it a step of the number in use cannot be tied to anybody.',
  },
];
