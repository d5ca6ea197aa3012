import type { Plugin } from 'leak-stream/plugin';

const OPEN = `	at java.base/java.lang.Thread.getStackTrace(Thread.java:1619)
	at com.alibaba.druid.pool.DruidDataSource.getConnectionDirect(DruidDataSource.java:1561)
	at com.alibaba.druid.pool.DruidDataSource.getConnection(DruidDataSource.java:83)
	at shop.stock.StockDao.reserve(StockDao.java:9)
	at java.base/java.lang.Thread.run(Thread.java:840)
`;

/** As printed by 1.2.22 over SLF4J, and in the wording before 2015. */
export const samples: Plugin['samples'] = {
  'a connection was taken back': {
    log: `2026-11-23T08:06:56.104Z ERROR 4711 --- [troy-1617550160] com.alibaba.druid.pool.DruidDataSource   : abandon connection, owner thread: http-nio-8080-exec-4, connected at : 1795421213105, open stackTrace
${OPEN}ownerThread current state is WAITING, current stackTrace
	at java.base@17.0.15/jdk.internal.misc.Unsafe.park(Native Method)
	at java.base@17.0.15/java.util.concurrent.locks.LockSupport.park(LockSupport.java:341)
	at java.base@17.0.15/java.lang.Thread.run(Thread.java:840)
`,
    reads: {
      kind: 'leak-reported',
      connection: null,
      thread: 'http-nio-8080-exec-4',
      reclaimed: true,
      stack: Array.from({ length: 5 }, () => ({})),
    },
    rule: 'abandoned',
  },
  'the owner is still at work in the method that took it': {
    log: `2026-11-23T08:06:56.104Z ERROR 4711 --- [troy-1617550160] com.alibaba.druid.pool.DruidDataSource   : abandon connection, owner thread: http-nio-8080-exec-4, connected at : 1795421213105, open stackTrace
${OPEN}ownerThread current state is RUNNABLE, current stackTrace
	at java.base@17.0.15/java.io.FileOutputStream.writeBytes(Native Method)
	at app//shop.stock.StockDao.reserve(StockDao.java:17)
	at java.base@17.0.15/java.lang.Thread.run(Thread.java:840)
`,
    reads: { kind: 'leak-reported', reclaimed: true, stillIn: 2 },
    rule: 'abandoned',
  },
  'the owner is at work elsewhere': {
    log: `2026-11-23T08:06:56.104Z ERROR 4711 --- [troy-1617550160] com.alibaba.druid.pool.DruidDataSource   : abandon connection, owner thread: http-nio-8080-exec-4, connected at : 1795421213105, open stackTrace
${OPEN}ownerThread current state is RUNNABLE, current stackTrace
	at app//shop.stock.StockDao.count(StockDao.java:23)
	at java.base@17.0.15/java.lang.Thread.run(Thread.java:840)
`,
    reads: { kind: 'leak-reported', reclaimed: true, stillIn: 1 },
    rule: 'abandoned',
  },
  'the wording before 2015': {
    log: `Jun 02, 2014 5:33:35 PM com.alibaba.druid.pool.DruidDataSource error\nSEVERE: abandon connection, open stackTrace\n${OPEN}`,
    reads: { kind: 'leak-reported', connection: null, reclaimed: true },
    rule: 'abandoned',
  },
  'a head that a terminal wrapped': {
    log: `2016-10-21 02:01:41.595 [Druid-ConnectionPool-Destroy-1161261634] ERROR com.alibaba.druid.pool.DruidDataSource - abandon connection, owner thread: pool-1-thread-1, connected at : 1
476986401506, open stackTrace
    at com.alibaba.druid.pool.DruidDataSource.getConnection(DruidDataSource.java:103)
    at org.springframework.jdbc.core.JdbcTemplate.execute(JdbcTemplate.java:391)
    at shop.stock.StockDao.reserve(StockDao.java:33)
`,
    reads: { kind: 'leak-reported', connection: null, thread: 'pool-1-thread-1', stack: Array.from({ length: 3 }, () => ({})) },
    rule: 'abandoned',
  },
  'figures without blanks between them': {
    log: 'GetConnectionTimeoutException: wait millis 60000, active 0,maxActive 20, create 0',
    reads: [
      { kind: 'acquire-timeout', waitedMs: 60000, max: 20 },
      { kind: 'pool-snapshot', inUse: 0, max: 20 },
    ],
    rule: 'exhausted',
  },
  'a caller gave up': {
    log: `2026-11-23T08:10:03.193Z ERROR 4711 --- [nio-8080-exec-1] shop.web.Lab                             : GET /stock 500
com.alibaba.druid.pool.GetConnectionTimeoutException: wait millis 500, active 3, maxActive 3, creating 0
	at com.alibaba.druid.pool.DruidDataSource.getConnectionInternal(DruidDataSource.java:1896)
	at shop.stock.StockDao.count(StockDao.java:23)
`,
    reads: [
      { kind: 'acquire-timeout', waitedMs: 500, max: 3, witness: 'exception' },
      { kind: 'pool-snapshot', inUse: 3, max: 3, occasion: 'exhaustion' },
    ],
    rule: 'exhausted',
  },
  'too many wait already': {
    log: 'java.sql.SQLException: maxWaitThreadCount 20, current wait Thread count 20',
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'refused',
  },
  'a pool began': {
    log: '2026-11-23T08:06:52.119Z  INFO 4711 --- [           main] com.alibaba.druid.pool.DruidDataSource   : {dataSource-1,stock} inited',
    reads: { kind: 'pool-lifecycle', pool: 'dataSource-1', phase: 'started' },
    rule: 'lifecycle',
  },
  'and ended': {
    log: '2026-11-23T08:06:58.187Z  INFO 4711 --- [           main] com.alibaba.druid.pool.DruidDataSource   : {dataSource-1} closed',
    reads: { kind: 'pool-lifecycle', pool: 'dataSource-1', phase: 'closed' },
    rule: 'lifecycle',
  },
  'somebody else waits': {
    log: '2026-11-23T08:06:58.187Z  WARN 4711 --- [main] shop.Lock : wait millis 500 for lock, active',
    reads: [],
    decoy: true,
  },
  'a gauge of one of two data sources': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : druid replica: activeCount=3, poolingCount=5, maxActive=20, waitThreadCount=0',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, pool: 'replica' },
    rule: 'gauge',
  },
  'a gauge of one’s own': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : druid: activeCount=3, poolingCount=5, maxActive=20, waitThreadCount=0',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, max: 20, pending: 0, occasion: 'periodic' },
    rule: 'gauge',
  },
};
