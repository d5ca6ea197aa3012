import type { Plugin } from 'leak-stream/plugin';

/** Errors of those who waited, for a connection or for the server. */
export const errors: Plugin['samples'] = {
  'a request that gave up': {
    log: '2026/11/23 01:39:08.545926 ERROR GET /api/customers/303: context deadline exceeded',
    reads: { kind: 'deadline-exceeded', route: 'GET /api/customers/{id}' },
    rule: 'deadline-exceeded',
  },
  'a request that gave up, JSON': {
    log: '{"time":"2026-11-23T01:39:08.5Z","level":"ERROR","msg":"request failed","method":"POST","path":"/v2/orders/7f3a/items","err":"begin: context deadline exceeded"}',
    reads: { kind: 'deadline-exceeded', route: 'POST /v2/orders/{id}/items' },
    rule: 'deadline-exceeded',
  },
  'one error of several': {
    log: '2026/11/23 01:39:08 refresh failed: 2 errors occurred:\n\t* stock: context deadline exceeded\n\t* rates: no quote for CHF',
    reads: { kind: 'deadline-exceeded' },
    rule: 'deadline-exceeded-below',
  },
  'an error that gorm tells above its statement and passes on': {
    log: '2026/11/23 01:39:08 /srv/shop/orders.go:103 context deadline exceeded\n[900.234ms] [rows:0] SELECT count(*) FROM "orders" WHERE shop = \'S8\'',
    reads: { kind: 'deadline-exceeded', passedOn: true },
    rule: 'deadline-exceeded',
  },
  'the same as its loggers for JSON print it': {
    log: '{"time":"2026-11-23T01:39:08.5Z","level":"ERROR","msg":"trace","error":"context deadline exceeded","elapsed":0.900234,"rows":0,"sql":"SELECT count(*) FROM orders"}',
    reads: { kind: 'deadline-exceeded', passedOn: true },
    rule: 'deadline-exceeded',
  },
  'a wait for a connection that took too long, as the program wraps it': {
    log: '2026/11/23 01:39:08.545926 ERROR GET /api/customers/303: acquire connection: context deadline exceeded',
    reads: { kind: 'acquire-timeout', route: 'GET /api/customers/{id}' },
    rule: 'deadline-exceeded',
  },
  'the wait in the message, the error in a value': {
    log: '{"time":"2026-11-23T01:39:08.5Z","level":"ERROR","msg":"failed to get a db connection from the pool","method":"POST","path":"/v2/orders/7f3a/items","err":"context deadline exceeded"}',
    reads: { kind: 'acquire-timeout', route: 'POST /v2/orders/{id}/items' },
    rule: 'deadline-exceeded',
  },
  'the wait in one value of several, zap’s console': {
    log: '2026-11-23T01:39:08.545Z\tERROR\tmailer\toperation failed\t{"op": "enqueue", "list": 303, "error": "store: checking out conn: context deadline exceeded"}',
    reads: { kind: 'acquire-timeout' },
    rule: 'deadline-exceeded',
  },
  'the method that waited': {
    log: 'time="2026-11-23T01:39:08Z" level=error msg="settle failed" error="pool.Acquire: context deadline exceeded"',
    reads: { kind: 'acquire-timeout' },
    rule: 'deadline-exceeded',
  },
  'nothing was free': {
    log: 'E1123 01:39:08.545926   19273 main.go:118] "Serve" err="no free connection after 5s: context deadline exceeded"',
    reads: { kind: 'acquire-timeout' },
    rule: 'deadline-exceeded',
  },
  'a wait, one error of several': {
    log: '2026/11/23 01:39:08 refresh failed: 2 errors occurred:\n\t* stock: acquiring connection: context deadline exceeded\n\t* rates: no quote for CHF',
    reads: { kind: 'acquire-timeout' },
    rule: 'deadline-exceeded-below',
  },
  'no wait: the connection was being opened': {
    log: '2026/11/23 01:39:08 ERROR acquire connection: failed to connect to `host=db user=app database=shop`: context deadline exceeded',
    reads: { kind: 'deadline-exceeded' },
    rule: 'deadline-exceeded',
  },
  'no wait for the database': {
    log: '2026/11/23 01:39:08 ERROR redis: acquire connection: context deadline exceeded',
    reads: { kind: 'deadline-exceeded' },
    rule: 'deadline-exceeded',
  },
  'no wait for a connection': {
    log: '{"time":"2026-11-23T01:39:08.5Z","level":"ERROR","msg":"settle","op":"get connections","err":"acquire lock of account 17: context deadline exceeded"}',
    reads: { kind: 'deadline-exceeded' },
    rule: 'deadline-exceeded',
  },
  'what another process waited for': {
    log: '2026/11/23 01:39:08 ERROR rpc error: code = DeadlineExceeded desc = acquire connection: context deadline exceeded',
    reads: { kind: 'deadline-exceeded' },
    rule: 'deadline-exceeded',
  },
  'lib/pq: no slot left': {
    log: '2026/11/23 01:39:08 ERROR GET /api/orders/17: pq: sorry, too many clients already',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'pgx: no slot left': {
    log: '{"level":"error","ts":1795398729.16,"msg":"query","error":"failed to connect to `host=db user=app database=shop`: server error (FATAL: remaining connection slots are reserved for non-replication superuser connections (SQLSTATE 53300))"}',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'MySQL: no slot left': {
    log: '2026/11/23 01:39:08 ping: Error 1040: Too many connections',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '08004' },
    rule: 'too-many-clients',
  },
  'lib/pq: the server does not answer': {
    log: '2026/11/23 01:39:08 ERROR GET /api/orders/17: dial tcp 127.0.0.1:5432: connect: connection refused',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'pgx: the server does not answer': {
    log: '2026/11/23 01:39:08 ping: failed to connect to `user=u database=x`:\n\t127.0.0.1:5499 (127.0.0.1): dial error: dial tcp 127.0.0.1:5499: connect: connection refused',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'pgx: the server starts': {
    log: '2026/11/23 01:39:08 ping: FATAL: the database system is starting up (SQLSTATE 57P03)',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'each connection that was tried is broken': {
    log: '2026/11/23 01:39:08 GET /api/orders/17 500 30.2ms err="driver: bad connection"',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'somebody else does not answer': {
    log: '2026/11/23 01:39:08 ERROR cache: dial tcp 127.0.0.1:6379: connect: connection refused',
    reads: [],
    decoy: true,
  },
  'no slot left, one error of several': {
    log: '2026/11/23 01:39:08 migrate failed: 2 errors occurred:\n\t* shop: pq: remaining connection slots are reserved for non-replication superuser connections\n\t* stock: no such table',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients-below',
  },
  'the server ended a session that idled in its transaction, pgx': {
    log: '2026/11/29 17:09:14 place order: FATAL: terminating connection due to idle-in-transaction timeout (SQLSTATE 25P03)',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    rule: 'session-ended',
  },
};
