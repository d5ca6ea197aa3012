import type { Plugin } from 'leak-stream/plugin';

const TRACEBACK = `Traceback (most recent call last):
  File "/srv/shop/stock.py", line 23, in request
    act()
  File "/srv/shop/stock.py", line 15, in count
    with pool.connection() as conn:
  File "/srv/venv/lib/python3.11/site-packages/psycopg_pool/pool.py", line 218, in getconn
    raise PoolTimeout(
`;
const INFO = '2026-11-23 08:08:17,455 INFO psycopg.pool worker_0 : ';

/** As printed by 3.3.3; the words are the same since 3.0. */
export const samples: Plugin['samples'] = {
  'a checkout': {
    log: `${INFO}connection given by 'stock'`,
    reads: { kind: 'checkout', connection: '<no name>', pool: 'stock' },
    rule: 'given',
  },
  'a return': {
    log: `${INFO}returning connection to 'stock'`,
    reads: { kind: 'checkin', connection: '<no name>', reason: 'returned', pool: 'stock' },
    rule: 'returning',
  },
  'the name before the module had its own': {
    log: "2021-03-29 17:50:40,458 INFO psycopg3.pool.pool Thread-2 : connection given by 'pool-1'",
    reads: { kind: 'checkout', pool: 'pool-1' },
    rule: 'given',
  },
  'a request is no checkout yet': {
    log: `${INFO}connection requested from "o'neill"`,
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'note',
  },
  'a pool began': {
    log: `${INFO}pool 'stock' is ready to use`,
    reads: { kind: 'pool-lifecycle', phase: 'started', pool: 'stock' },
    rule: 'lifecycle',
  },
  'returned inside a transaction': {
    log: '2026-11-23 08:08:17,456 WARNING psycopg.pool worker_0 : rolling back returned connection: <psycopg.Connection [INTRANS] (host=127.0.0.1 port=5432 database=shop) at 0x7effd6a51550>',
    reads: { kind: 'pool-note', code: 'rollback-on-close' },
    rule: 'rolled-back',
  },
  'a caller gave up': {
    log: `2026-11-23 08:08:18,466 ERROR shop.web worker_0 : GET /stock 500\n${TRACEBACK}psycopg_pool.PoolTimeout: couldn't get a connection after 1.00 sec`,
    reads: { kind: 'acquire-timeout', waitedMs: 1000, stack: Array.from({ length: 3 }, () => ({})) },
    rule: 'timed-out',
  },
  'too many wait already': {
    log: `2026-11-23 08:08:18,468 ERROR shop.web worker_0 : GET /stock 500\n${TRACEBACK}psycopg_pool.TooManyRequests: the pool 'stock' has already 2 requests waiting`,
    reads: { kind: 'acquire-timeout', pool: 'stock' },
    rule: 'too-many',
  },
  'the server has no slot left': {
    log: `[2026-02-03 17:17:48 -0500] [139] [WARNING] error connecting in 'pool-1': connection failed: connection to server at "10.2.0.2", port 5432 failed: FATAL:  remaining connection slots are reserved for non-replication superuser connections`,
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'statistics as a dictionary': {
    log: "2026-11-23 08:08:18,469 INFO shop.web MainThread : pool {'connections_num': 3, 'requests_num': 9, 'usage_ms': 0, 'requests_queued': 4, 'requests_wait_ms': 2007, 'requests_errors': 4, 'pool_min': 1, 'pool_max': 3, 'pool_size': 3, 'pool_available': 1, 'requests_waiting': 2}",
    reads: { kind: 'pool-snapshot', open: 3, idle: 1, inUse: 2, max: 3, pending: 2 },
    rule: 'stats',
  },
  'statistics as pprint prints them': {
    log: `{'pool_available': 1,
 'pool_max': 3,
 'pool_min': 0,
 'pool_size': 2,
 'requests_waiting': 0}`,
    reads: { kind: 'pool-snapshot', open: 2, idle: 1, inUse: 1, max: 3, pending: 0 },
    rule: 'stats',
  },
  'statistics of one of two pools': {
    log: "2026-11-23 08:08:18,469 INFO shop.web MainThread : pool replica {'pool_min': 1, 'pool_max': 10, 'pool_size': 10, 'pool_available': 2, 'requests_waiting': 0}",
    reads: { kind: 'pool-snapshot', inUse: 8, pool: 'replica' },
    rule: 'stats',
  },
  'statistics as JSON': {
    log: '{"time":"2026-11-23T08:08:18.469Z","level":"INFO","msg":"pool","pool_min":1,"pool_max":10,"pool_size":4,"pool_available":4,"requests_waiting":0}',
    reads: { kind: 'pool-snapshot', open: 4, idle: 4, inUse: 0, max: 10, pending: 0 },
    rule: 'stats',
  },
  'a connection without a pool was lost': {
    log: "/srv/shop/stock.py:9: ResourceWarning: <psycopg.Connection object at 0x7effd6a51550> was deleted while still open. Please use 'with' or '.close()' to close the connection properly",
    reads: [],
    decoy: true,
  },
  'the settings of another pool': {
    log: '2026-11-23 08:08:18,469 INFO sqlalchemy.engine MainThread : create_engine(url, pool_size=5)',
    reads: [],
    decoy: true,
  },
};
