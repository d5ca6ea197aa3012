import type { Plugin } from 'leak-stream/plugin';

/** r2dbc-pool 1.0.2.RELEASE over r2dbc-h2, Java 17, Logback. */
export const samples: Plugin['samples'] = {
  'a caller gave up': {
    log: `2026-11-29 21:00:42.694 ERROR [main] com.acme.shop.Web - GET /orders/37 500
io.r2dbc.spi.R2dbcTimeoutException: Connection acquisition timed out after 1000ms
	at io.r2dbc.pool.ConnectionPool.lambda$null$10(ConnectionPool.java:163)
	at reactor.core.publisher.Mono.lambda$onErrorMap$27(Mono.java:3769)
	Suppressed: java.lang.Exception: #block terminated with an error
		at com.acme.shop.Shop.handle(Shop.java:24)`,
    reads: { kind: 'acquire-timeout', waitedMs: 1000, witness: 'exception' },
    rule: 'gave-up',
  },
  'a sample of one of two pools': {
    log: '2026-11-29 21:00:42.894 INFO  [parallel-2] com.acme.shop.Pool - replica pool acquiredSize=3 idleSize=0 allocatedSize=3 pendingAcquireSize=1 maxAllocatedSize=3',
    reads: { kind: 'pool-snapshot', inUse: 3, pool: 'replica' },
    rule: 'metrics',
  },
  'a sample of its metrics': {
    log: '2026-11-29 21:00:42.894 INFO  [parallel-2] com.acme.shop.Pool - pool acquiredSize=3 idleSize=0 allocatedSize=3 pendingAcquireSize=1 maxAllocatedSize=3',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 0, open: 3, pending: 1, max: 3 },
    rule: 'metrics',
  },
  'a connection goes out': {
    log: '2026-11-29 21:00:34.246 DEBUG [single-1] io.r2dbc.pool.ConnectionPool - Obtaining new connection from the pool',
    reads: { kind: 'checkout', connection: null },
    rule: 'taken',
  },
  'and comes back': {
    log: '2026-11-29 21:00:34.607 DEBUG [single-1] io.r2dbc.pool.PooledConnection - Releasing connection',
    reads: { kind: 'checkin', connection: null, reason: 'returned' },
    rule: 'released',
  },
  'another pool says the same': {
    log: '2026-11-29 21:00:34.607 DEBUG [single-1] com.acme.ftp.Client - Releasing connection',
    reads: [],
    decoy: true,
  },
  'a client of the web that gave up': {
    log: '2026-11-29 21:00:42.694 ERROR [reactor-http-nio-3] reactor.netty.http.client - Connection acquisition timed out after 1000ms',
    reads: [],
    decoy: true,
  },
  'metrics of its pool': {
    log: '2026-11-29 21:00:42.894 INFO  [parallel-2] com.acme.shop.Pools - http pool acquiredSize=3 idleSize=0 allocatedSize=3 pendingAcquireSize=1',
    reads: [],
    decoy: true,
  },
  'another class of that name': {
    log: '2026-11-29 21:00:34.246 DEBUG [single-1] com.acme.ftp.ConnectionPool - Obtaining new connection from the pool',
    reads: [],
    decoy: true,
  },
};
