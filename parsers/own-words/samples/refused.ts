import type { Sample } from 'leak-stream/plugin';

const error = (text: string): string => `2026-11-23T09:14:02.511Z ERROR ${text}`;
const refuses = (text: string, waitedMs?: number): Sample => ({
  log: error(text),
  reads: { kind: 'acquire-timeout', witness: 'exception', ...(waitedMs !== undefined && { waitedMs }) },
  rule: 'refused',
});
const decoy = (log: string): Sample => ({ log, reads: [], decoy: true });

/** Callers that got no connection, in programs' own words and those of libraries without a parser of their own; and errors that look alike. */
export const refusals: Readonly<Record<string, Sample>> = {
  'timed out while waiting (sqlx of Rust)': refuses('sqlx: pool timed out while waiting for an open connection'),
  'timed out while fetching (Prisma)': {
    log: error('Timed out fetching a new connection from the connection pool. More info: http://pris.ly/d/connection-pool (Current connection pool timeout: 10, connection limit: 5)'),
    reads: [{ kind: 'acquire-timeout', witness: 'exception', waitedMs: 10_000 }, { kind: 'pool-configuration', max: 5 }],
    rule: 'prisma',
  },
  'the same below the call': {
    log: 'PrismaClientKnownRequestError: \nInvalid `prisma.order.findMany()` invocation:\n\n\n  Timed out fetching a new connection from the connection pool. More info: http://pris.ly/d/connection-pool (Current connection pool timeout: 15, connection limit: 21)\n    at cb (/srv/app/node_modules/@prisma/client/runtime/index.js:38541:17)',
    reads: [{ kind: 'acquire-timeout', witness: 'exception', waitedMs: 15_000 }, { kind: 'pool-configuration', max: 21 }],
    rule: 'prisma',
  },
  'its old wording, whose count of those in use is not believed': {
    log: error('\nTimed out fetching a new connection from the pool. Please consider reducing the number of requests or increasing the `connection_limit` parameter (https://www.prisma.io/docs/concepts/components/prisma-client/connection-management#connection-pool). Current limit: 9, amount of connections currently in use: 2.'),
    reads: [{ kind: 'acquire-timeout', witness: 'exception' }, { kind: 'pool-configuration', max: 9 }],
    rule: 'prisma',
  },
  'on the line below its head': { ...refuses('\ncould not get a db connection in 5.0s for POST /orders', 5000), rule: 'refused-below' },
  'the name of an error (Sequel)': refuses('Sequel::PoolTimeout: timeout: 5.0, elapsed: 5.0002'),
  'could not get one in time': refuses('could not get a db connection in 5.0s for POST /orders', 5000),
  'no connection in time': refuses("task send_invoice[9f21] failed: DBPoolExhausted('no connection after 15s')", 15_000),
  'waited for one': refuses('request 7c1e dropped: waited 3s for a database connection', 3000),
  'gave up': refuses('giving up on db connection after 2.0s, 41 others waiting', 2000),
  'all are in use': refuses('all db connections are in use, rejecting request a1f3 (waiters=100)'),
  'an event with a reason': {
    log: '{"time":"2026-11-23T09:14:02.511Z","level":"error","event":"connection_checkout_failed","reason":"timeout","pool":"users-db","waitedMs":2000}',
    reads: { kind: 'acquire-timeout', witness: 'exception', waitedMs: 2000 },
    rule: 'refused',
  },
  'an error in an object': {
    log: '{"time":"2026-11-23T09:14:02.511Z","level":"error","msg":"request failed","err":{"type":"PoolTimeoutError","message":"timed out waiting for a pooled connection"}}',
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'refused',
  },
  'a line of the program that a trace quotes': decoy(error('    raise PoolTimeout(')),
  'a monitor that tells it below a warning': decoy('2026-11-23T09:14:02.511Z DEBUG why requests fail: database pool exhausted'),
  'the server refused': decoy(error('could not get a database connection in 5s: connection refused')),
  'the server has no more': decoy(error('failed to acquire db connection within 5s: FATAL: sorry, too many clients already')),
  'a statement’s time': decoy(error('db connection 7: canceling statement due to statement timeout')),
  'a lock': decoy(error('timed out waiting for a lock on the database connection table')),
  'a metric that counts them': decoy('shop_db_connection_timeout_total{pool="orders"} 0.0'),
  'a metric without labels': decoy('shop_db_pool_timeout 3'),
  'what a metric is called': decoy('# HELP shop_db_connection_timeout_total Connection timeout total count'),
  'a cache': decoy(error('redis: connection pool timeout')),
  'a client of the web': decoy(error('http client: timed out waiting for connection from pool')),
  'Apache’s HttpClient, inside of another one': decoy(error('upload failed: Timeout waiting for connection from pool')),
  'the client of S3': decoy(error('Unable to execute HTTP request: Timeout waiting for connection from pool')),
  'a store of objects': decoy(error('MinioClient: connection pool exhausted, no connection in time')),
  'a pool of who knows what': {
    log: error('orders pool exhausted'),
    reads: { kind: 'acquire-timeout', witness: 'exception', poolPerhaps: 'orders' },
    rule: 'refused',
  },
  'words': decoy(error('word pool exhausted, 0 of 12 words available')),
  'seats': decoy(error('license pool exhausted (no seats left)')),
  'httpx': decoy(error('httpcore.PoolTimeout')),
  'threads': decoy(error('thread pool exhausted')),
};
