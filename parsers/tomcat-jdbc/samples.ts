import type { Plugin } from 'leak-stream/plugin';

const TRACE = `	at org.apache.tomcat.jdbc.pool.ConnectionPool.getThreadDump(ConnectionPool.java:1234)
	at org.apache.tomcat.jdbc.pool.ConnectionPool.borrowConnection(ConnectionPool.java:852)
	at org.apache.tomcat.jdbc.pool.ConnectionPool.getConnection(ConnectionPool.java:199)
	at org.apache.tomcat.jdbc.pool.DataSourceProxy.getConnection(DataSourceProxy.java:133)
	at shop.stock.StockDao.reserve(StockDao.java:9)
	at java.base/java.lang.Thread.run(Thread.java:840)
`;

/** As printed by 10.1.24 over SLF4J, by its own logging, and in the older wording. */
export const samples: Plugin['samples'] = {
  'a connection was taken back': {
    log: `2026-11-23T08:06:40.243Z  WARN 4711 --- [:1795421196222]] o.a.tomcat.jdbc.pool.ConnectionPool      : Connection has been abandoned PooledConnection[org.postgresql.jdbc.PgConnection@44679b6f]:java.lang.Exception\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'org.postgresql.jdbc.PgConnection@44679b6f', reclaimed: true },
    rule: 'abandoned',
  },
  'the two lines of java.util.logging, an H2 connection': {
    log: `Nov 23, 2026 8:06:41 AM org.apache.tomcat.jdbc.pool.ConnectionPool abandon\nWARNING: Connection has been abandoned PooledConnection[conn0: url=jdbc:h2:mem:stock user=SA]:java.lang.Exception\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'conn0: url=jdbc:h2:mem:stock user=SA', reclaimed: true },
    rule: 'abandoned',
  },
  'a suspect connection': {
    log: `2026-11-23T08:01:57.835Z  WARN 4711 --- [:1795420915817]] o.a.tomcat.jdbc.pool.ConnectionPool      : Connection has been marked suspect, possibly abandoned PooledConnection[org.postgresql.jdbc.PgConnection@675903e8][1133 ms.]:java.lang.Exception\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'org.postgresql.jdbc.PgConnection@675903e8', heldMs: 1133 },
    rule: 'suspect',
  },
  'it came back': {
    log: '2026-11-23T08:01:58.482Z  INFO 4711 --- [nio-8080-exec-2] o.a.tomcat.jdbc.pool.ConnectionPool      : Connection(PooledConnection[org.postgresql.jdbc.PgConnection@675903e8]) that has been marked suspect was returned. The processing time is 1779 ms.',
    reads: { kind: 'checkin', connection: 'org.postgresql.jdbc.PgConnection@675903e8', reason: 'unleaked', heldMs: 1779 },
    rule: 'suspect-returned',
  },
  'the pool is empty': {
    log: `2026-11-23T08:01:58.408Z ERROR 4711 --- [nio-8080-exec-1] shop.web.Lab                             : GET /stock 500
org.apache.tomcat.jdbc.pool.PoolExhaustedException: [http-nio-8080-exec-1] Timeout: Pool empty. Unable to fetch a connection in 1 seconds, none available[size:3; busy:3; idle:0; lastwait:1000].
	at org.apache.tomcat.jdbc.pool.ConnectionPool.borrowConnection(ConnectionPool.java:748)
	at org.apache.tomcat.jdbc.pool.DataSourceProxy.getConnection(DataSourceProxy.java:133)
	at shop.stock.StockDao.count(StockDao.java:23)
`,
    reads: [
      { kind: 'acquire-timeout', waitedMs: 1000, thread: 'http-nio-8080-exec-1', witness: 'exception' },
      { kind: 'pool-snapshot', open: 3, inUse: 3, idle: 0, max: 3, occasion: 'exhaustion' },
    ],
    rule: 'exhausted',
  },
  'the wording before 2011': {
    log: 'org.apache.tomcat.jdbc.pool.PoolExhaustedException: [worker-7] Timeout: Pool empty. Unable to fetch a connection in 30 seconds, none available[100 in use].',
    reads: [
      { kind: 'acquire-timeout', waitedMs: 30000, thread: 'worker-7' },
      { kind: 'pool-snapshot', inUse: 100 },
    ],
    rule: 'exhausted',
  },
  'what is in use, as Dropwizard’s reporter has it': {
    log: 'INFO  [2026-12-01 00:08:16,429] metrics: type=GAUGE, name=io.dropwizard.db.ManagedPooledDataSource.orders.active, value=1',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 1, occasion: 'periodic' },
    rule: 'reported',
  },
  'idle ones, as Dropwizard’s reporter has them': {
    log: 'INFO  [2026-12-01 00:08:16,429] metrics: type=GAUGE, name=io.dropwizard.db.ManagedPooledDataSource.orders.idle, value=1',
    reads: [],
    decoy: true,
  },
  'a statement that was left open is no connection': {
    log: '2026-11-23T08:01:57.835Z  WARN 4711 --- [nio-8080-exec-2] o.a.t.j.p.i.StatementFinalizer           : Statement created, but was not closed at:',
    reads: [],
    decoy: true,
  },
  'somebody speaks of it': {
    log: '2026-11-23T08:01:57.835Z  INFO 4711 --- [main] shop.Ops : Connection has been abandoned by the peer',
    reads: [],
    decoy: true,
  },
  'a gauge of one’s own': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : Tomcat JDBC pool numActive=3 numIdle=5 maxActive=20 waitCount=0',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, max: 20, pending: 0, occasion: 'periodic' },
    rule: 'gauge',
  },
};
