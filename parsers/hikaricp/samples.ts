import type { Sample } from 'leak-stream/plugin';

const TRACE = `java.lang.Exception: Apparent connection leak detected
	at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100) ~[HikariCP-4.0.3.jar:na]
	at org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection(DataSourceUtils.java:159) ~[spring-jdbc-5.3.20.jar:5.3.20]
	at shop.stock.StockDao.reserve(StockDao.java:41) ~[classes/:na]
	at java.base/java.lang.Thread.run(Thread.java:840) ~[na:na]`;

/** One record or more of each message, in the wordings of several versions and in several layouts. */
export const samples: Readonly<Record<string, Sample>> = {
  'a leak warning of 2.7.2 and later, Spring Boot 2': {
    log: `2026-11-23 02:03:02.474  WARN 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask     : Connection leak detection triggered for org.postgresql.jdbc.PgConnection@402e37bc on thread http-nio-8080-exec-1, stack trace follows\n\n${TRACE}\n`,
    reads: { kind: 'leak-reported', connection: 'org.postgresql.jdbc.PgConnection@402e37bc', thread: 'http-nio-8080-exec-1' },
    rule: 'leak-reported',
  },
  'an H2 connection, whose name holds blanks and colons': {
    log: `2023-05-04 10:00:01.123 [orders housekeeper] WARN  com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak detection triggered for conn2: url=jdbc:h2:mem:orders user=SA on thread Grizzly(3), stack trace follows\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'conn2: url=jdbc:h2:mem:orders user=SA', thread: 'Grizzly(3)', pool: 'orders' },
    rule: 'leak-reported',
  },
  'a virtual thread without a name': {
    log: `2025-05-04 10:00:01.123 [orders:housekeeper] WARN  com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak detection triggered for org.mariadb.jdbc.Connection@3d01c6e8 on thread , stack trace follows\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'org.mariadb.jdbc.Connection@3d01c6e8', pool: 'orders' },
    rule: 'leak-reported',
  },
  'a leak warning of 2.4.4 to 2.7.1': {
    log: `16-05-2019 13:25:46.494 [HikariPool-1 housekeeper] WARN  com.zaxxer.hikari.pool.ProxyLeakTask.run - Connection leak detection triggered for com.mysql.jdbc.JDBC4Connection@7c3ebeef, stack trace follows\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'com.mysql.jdbc.JDBC4Connection@7c3ebeef', pool: 'HikariPool-1' },
    rule: 'leak-reported',
  },
  'a leak warning of 2.3.4 to 2.4.3': {
    log: `2015-10-06 09:21:36.762 [Hikari housekeeper (pool HikariPool-0)] WARN  com.zaxxer.hikari.pool.LeakTask - Connection leak detection triggered for connection org.postgresql.jdbc4.Jdbc4Connection@1f6b7c, stack trace follows\n${TRACE}`,
    reads: { kind: 'leak-reported', connection: 'org.postgresql.jdbc4.Jdbc4Connection@1f6b7c', pool: 'HikariPool-0' },
    rule: 'leak-reported',
  },
  'a leak warning of 2.2.0 to 2.3.3, without a connection': {
    log: `2015-01-06 09:21:36.762 [Hikari Housekeeping Timer (pool HikariPool-0)] WARN  com.zaxxer.hikari.util.LeakTask - Connection leak detection triggered, stack trace follows
java.lang.Exception: null
	at org.hibernate.ejb.connection.InjectedDataSourceConnectionProvider.getConnection(InjectedDataSourceConnectionProvider.java:70) ~[hibernate-entitymanager-4.2.8.Final.jar:4.2.8.Final]
	at com.example.jobs.QueueDao.next(QueueDao.java:44) ~[classes/:na]`,
    reads: { kind: 'leak-reported', connection: null, pool: 'HikariPool-0' },
    rule: 'leak-reported',
  },
  'a leak warning whose trace was cut off': {
    log: '2026-11-23 02:03:02.474  WARN 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask     : Connection leak detection triggered for org.postgresql.jdbc.PgConnection@402e37bc on thread http-nio-8080-exec-1, stack trace follows',
    reads: { kind: 'leak-reported', connection: 'org.postgresql.jdbc.PgConnection@402e37bc', stack: [] },
    rule: 'leak-reported',
  },
  'a trace whose header is missing': { log: TRACE, reads: { kind: 'leak-reported', connection: null }, rule: 'leak-trace-alone' },
  'the connection came back after all': {
    log: '2026-11-23 02:03:05.120  INFO 29381 --- [   scheduling-1] com.zaxxer.hikari.pool.ProxyLeakTask     : Previously reported leaked connection org.postgresql.jdbc.PgConnection@6b4a4e18 on thread scheduling-1 was returned to the pool (unleaked)',
    reads: { kind: 'checkin', reason: 'unleaked', connection: 'org.postgresql.jdbc.PgConnection@6b4a4e18', thread: 'scheduling-1' },
    rule: 'unleaked',
  },
  'the connection came back, 2.4.8 to 2.7.1': {
    log: '12:01:44.120 [pool-2-thread-7] INFO  c.z.hikari.pool.ProxyLeakTask - Previously reported leaked connection conn3: url=jdbc:h2:mem:legacy user=SA was returned to the pool (unleaked)',
    reads: { kind: 'checkin', reason: 'unleaked', connection: 'conn3: url=jdbc:h2:mem:legacy user=SA' },
    rule: 'unleaked',
  },
  'an acquire timeout, wrapped by Spring': {
    log: `2026-11-23 02:06:49.721 ERROR 17245 --- [io-8080-exec-11] shop.web.Dispatcher                      : Servlet.service() for [GET /orders] threw exception

org.springframework.jdbc.CannotGetJdbcConnectionException: Could not get JDBC Connection; nested exception is java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 2002ms (total=8, active=8, idle=0, waiting=14)
	at org.springframework.jdbc.datasource.DataSourceUtils.getConnection(DataSourceUtils.java:80) ~[spring-jdbc.jar:4.3.30.RELEASE]
	at shop.orders.OrderService.countOpen(OrderService.java:32) ~[classes/:na]
Caused by: java.sql.SQLTransientConnectionException: HikariPool-1 - Connection is not available, request timed out after 2002ms (total=8, active=8, idle=0, waiting=14)
	at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:706) ~[HikariCP-6.0.0.jar:na]
	at org.springframework.jdbc.datasource.DataSourceUtils.getConnection(DataSourceUtils.java:77) ~[spring-jdbc.jar:4.3.30.RELEASE]
	... 1 common frames omitted
`,
    reads: [
      { kind: 'acquire-timeout', pool: 'HikariPool-1', waitedMs: 2002, witness: 'exception' },
      { kind: 'pool-snapshot', pool: 'HikariPool-1', open: 8, inUse: 8, idle: 0, pending: 14, occasion: 'exhaustion' },
    ],
    rule: 'acquire-timeout',
  },
  'an acquire timeout of 2.4.1 to 5.0.1': {
    log: '2017-01-13 20:54:19,616 ERROR [pool-4-thread-1] shop.Db - Could not retrieve connection: HikariPool-1 - Connection is not available, request timed out after 30000ms.',
    reads: { kind: 'acquire-timeout', pool: 'HikariPool-1', waitedMs: 30000 },
    rule: 'acquire-timeout',
  },
  'an acquire timeout whose numbers went to the next line': {
    log: `2024-03-01 11:22:33.444 ERROR 1 --- [nio-8080-exec-2] o.h.engine.jdbc.spi.SqlExceptionHelper   : primary - Connection is not available, request timed out after 30000ms
 (total=10, active=10, idle=0, waiting=3)`,
    reads: [
      { kind: 'acquire-timeout', pool: 'primary', waitedMs: 30000 },
      { kind: 'pool-snapshot', pool: 'primary', open: 10, inUse: 10, pending: 3 },
    ],
    rule: 'acquire-timeout',
  },
  'an acquire timeout of 2.2.0 to 2.4.0': {
    log: '2015-02-11 10:10:10,001 ERROR [main] shop.Db - java.sql.SQLTimeoutException: Timeout after 30000ms of waiting for a connection.',
    reads: { kind: 'acquire-timeout', waitedMs: 30000 },
    rule: 'acquire-timeout-before-2.4.1',
  },
  'an acquire timeout before 2.2.0': {
    log: '2014-08-11 10:10:10,001 ERROR [main] shop.Db - java.sql.SQLException: Timeout of 5000ms encountered waiting for connection.',
    reads: { kind: 'acquire-timeout', waitedMs: 5000 },
    rule: 'acquire-timeout-before-2.4.1',
  },
  'a gauge of one’s own, in words': {
    log: '2026-11-23 02:03:04.217  INFO [orders,] PoolGauge - pool orders: 3 active, 7 idle, 10 total, 1 threads waiting',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, idle: 7, open: 10, pending: 1, occasion: 'periodic' },
    rule: 'gauge',
  },
  'a gauge of one’s own, in pairs': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : HikariPool-1 activeConnections=3, idleConnections=7, totalConnections=10, threadsAwaitingConnection=0',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 3, idle: 7, open: 10, pending: 0 },
    rule: 'gauge',
  },
  'the same four figures of a thread pool': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Workers : thread pool mail: 3 active, 7 idle, 10 total, 2 waiting threads',
    reads: [],
    decoy: true,
  },
  'stats of 6.0 and later': {
    log: '2026-11-23 02:03:04.217 DEBUG 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Pool stats (total=9/10, idle=7/10, active=2, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', open: 9, max: 10, idle: 7, inUse: 2, pending: 0, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats after a cleanup, 2.4.4 to 5.1.0': {
    log: '13:37:46.114 DEBUG 35763 --- [HikariPool-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - After cleanup  stats (total=15, active=11, idle=4, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', open: 15, inUse: 11, idle: 4, pending: 0, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats before a cleanup, which the ones after it repeat': {
    log: '13:37:46.114 DEBUG 35763 --- [HikariPool-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Before cleanup stats (total=15, active=11, idle=4, waiting=0)',
    reads: { kind: 'pool-note', code: 'visible', pool: 'HikariPool-1' },
    rule: 'stats',
  },
  'stats of 2.4.0 to 2.4.3': {
    log: '2015-10-06 09:21:36,762 [Hikari housekeeper (pool web)] DEBUG com.zaxxer.hikari.pool.HikariPool - After cleanup\tpool web stats (total=10, active=3, idle=7, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'web', open: 10, inUse: 3, idle: 7, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats of 1.3.9 to 2.3.13': {
    log: '2014-10-06 09:21:36,762 [Hikari Housekeeping Timer (pool HikariPool-0)] DEBUG com.zaxxer.hikari.pool.HikariPool - Before cleanup pool stats HikariPool-0 (total=10, inUse=3, avail=7, waiting=n/a)',
    reads: { kind: 'pool-note', code: 'visible', pool: 'HikariPool-0' },
    rule: 'stats',
  },
  'stats of 1.3.9 to 2.3.13 after a cleanup': {
    log: '2014-10-06 09:21:36,762 [Hikari Housekeeping Timer (pool HikariPool-0)] DEBUG com.zaxxer.hikari.pool.HikariPool - After cleanup pool stats HikariPool-0 (total=10, inUse=3, avail=7, waiting=n/a)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-0', open: 10, inUse: 3, idle: 7, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats at an acquire timeout': {
    log: '2026-11-23 02:06:48.456 DEBUG 17245 --- [nio-8080-exec-9] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Timeout failure stats (total=8/8, idle=0/8, active=8, waiting=9)',
    reads: [
      { kind: 'acquire-timeout', pool: 'HikariPool-1', witness: 'counter' },
      { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 8, max: 8, pending: 9, occasion: 'exhaustion' },
    ],
    rule: 'stats',
  },
  'stats when no connection could be added': {
    log: '2026-11-23 02:06:48.276 DEBUG 17245 --- [onnection adder] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Connection not added, stats (total=8/8, idle=0/8, active=8, waiting=8)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 8, occasion: 'change' },
    rule: 'stats',
  },
  'stats while the pool closes': {
    log: '2026-11-23 02:04:34.100 DEBUG 6057 --- [       Thread-0] com.zaxxer.hikari.pool.HikariPool        : orders-main - After shutdown stats (total=0/15, idle=0/8, active=0, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'orders-main', inUse: 0, occasion: 'shutdown' },
    rule: 'stats',
  },
  'a pool starts': {
    log: '2026-11-23 02:02:34.970  INFO 6057 --- [           main] com.zaxxer.hikari.HikariDataSource       : orders-main - Starting...',
    reads: { kind: 'pool-lifecycle', phase: 'started', pool: 'orders-main' },
    rule: 'lifecycle',
  },
  'a pool starts, old wording': {
    log: '2015-01-06 09:21:06.762 [main] INFO  com.zaxxer.hikari.HikariDataSource - HikariCP pool HikariPool-0 is starting.',
    reads: { kind: 'pool-lifecycle', phase: 'started', pool: 'HikariPool-0' },
    rule: 'lifecycle',
  },
  'a pool is closed': {
    log: '2026-11-23 02:04:34.110  INFO 6057 --- [       Thread-0] com.zaxxer.hikari.HikariDataSource       : orders-main - Shutdown completed.',
    reads: { kind: 'pool-lifecycle', phase: 'closed', pool: 'orders-main' },
    rule: 'lifecycle',
  },
  'the head of a configuration': {
    log: '2026-11-23 02:02:34.941 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : orders-main - configuration:',
    reads: { kind: 'pool-configuration', pool: 'orders-main' },
    rule: 'configuration-of',
  },
  'a limit of the configuration': {
    log: '2026-11-23 02:02:34.967 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : maximumPoolSize.................15',
    reads: { kind: 'pool-configuration', max: 15 },
    rule: 'configuration',
  },
  'the threshold of the configuration': {
    log: '2026-11-23 02:02:34.967 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : leakDetectionThreshold..........2000',
    reads: { kind: 'pool-configuration', leakDetectionThresholdMs: 2000 },
    rule: 'configuration',
  },
  'a secret of the configuration is not kept': {
    log: '2026-11-23 02:02:34.967 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : dataSourceProperties............{password=<masked>}',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'configuration',
  },
  'a connection is added': {
    log: '13:37:46.137 DEBUG 35763 --- [HikariPool-1 connection adder] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Added connection conn7: url=jdbc:h2:mem:shop user=SA',
    reads: { kind: 'connection-created', connection: 'conn7: url=jdbc:h2:mem:shop user=SA', pool: 'HikariPool-1' },
    rule: 'connection-created',
  },
  'a connection is closed': {
    log: '2026-11-23 02:04:34.101 DEBUG 6057 --- [nnection closer] com.zaxxer.hikari.pool.PoolBase          : orders-main - Closing connection org.postgresql.jdbc.PgConnection@5add0aa2: (connection has passed maxLifetime)',
    reads: {
      kind: 'connection-closed',
      connection: 'org.postgresql.jdbc.PgConnection@5add0aa2',
      reason: 'connection has passed maxLifetime',
      pool: 'orders-main',
    },
    rule: 'connection-closed',
  },
  'the clock leapt': {
    log: '2021-03-01 04:00:00.123  WARN 1 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta=1m17s226ms).',
    reads: { kind: 'pool-note', code: 'clock-leap', pool: 'HikariPool-1' },
    rule: 'note',
  },
  'leak detection is off': {
    log: '2021-03-01 04:00:00.123  WARN 1 --- [           main] com.zaxxer.hikari.HikariConfig           : HikariPool-1 - leakDetectionThreshold is less than 2000ms or more than maxLifetime, disabling it.',
    reads: { kind: 'pool-note', code: 'leak-detection-disabled', pool: 'HikariPool-1' },
    rule: 'note',
  },
  'any other line of the pool': {
    log: '2026-11-23 02:03:04.217 DEBUG 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Fill pool skipped, pool has sufficient level or currently being filled.',
    reads: { kind: 'pool-note', code: 'visible', pool: 'HikariPool-1' },
    rule: 'note',
  },
  'an alert rule that quotes the message': {
    log: `2026-11-23 02:03:04.217  INFO 1 --- [           main] shop.ops.Alerts                          : loaded rule sum(count_over_time({app="shop"} |= "Connection leak detection triggered" [5m])) > 0`,
    reads: [],
    decoy: true,
  },
  'source code that quotes the message': {
    log: '2026-11-23 02:03:04.217 DEBUG 1 --- [           main] shop.docs.Indexer                        : indexed: LOGGER.warn("Connection leak detection triggered for {} on thread {}, stack trace follows", a, b);',
    reads: [],
    decoy: true,
  },
  'a leak of something else': {
    log: '2026-11-23 02:03:04.217 ERROR 1 --- [           main] io.netty.util.ResourceLeakDetector       : LEAK: ByteBuf.release() was not called before it is garbage-collected (see the page about HikariPool and others).',
    reads: [],
    decoy: true,
  },
  'a documentation comment about the timeout': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [           main] shop.docs.Indexer                        : heading "Connection is not available, request timed out after": what it means',
    reads: [],
    decoy: true,
  },
  'no slot left in the database': {
    log: '2026-11-23 02:03:02.474 ERROR 29381 --- [onnection adder] c.z.h.p.HikariPool : orders - Cannot acquire connection from data source\n\norg.postgresql.util.PSQLException: FATAL: sorry, too many clients already\n\tat org.postgresql.core.v3.ConnectionFactoryImpl.doAuthentication(ConnectionFactoryImpl.java:693)\n',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'no slot left in the database, MySQL': {
    log: '2026-11-23 02:03:02.474 ERROR 1 --- [main] shop.Db : start failed\njava.sql.SQLNonTransientConnectionException: Data source rejected establishment of connection,  message from server: "Too many connections"',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '08004' },
    rule: 'too-many-clients',
  },
  'the server ended a session that idled in its transaction': {
    log: '2026-11-23 02:03:02.474  WARN 29381 --- [nio-8080-exec-4] c.z.h.p.ProxyConnection : orders - Connection org.postgresql.jdbc.PgConnection@1f7e8a01 marked as broken because of SQLSTATE(25P03), ErrorCode(0)\n\norg.postgresql.util.PSQLException: FATAL: terminating connection due to idle-in-transaction timeout\n\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)\n',
    reads: [
      { kind: 'pool-note', code: 'connection-broken', connection: 'org.postgresql.jdbc.PgConnection@1f7e8a01', pool: 'orders' },
      { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    ],
    rule: 'note',
  },
  'the same as a program tells it': {
    log: '2026-11-23 02:03:02.474 ERROR 29381 --- [nio-8080-exec-4] shop.orders.Orders : place failed\norg.postgresql.util.PSQLException: FATAL: terminating connection due to idle-in-transaction timeout\n\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)\n',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    rule: 'session-ended',
  },
};
