import type { Sample } from 'leak-stream/plugin';

const TRACE = `java.lang.Exception: Apparent connection leak detected
	at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100) ~[HikariCP-4.0.3.jar:na]
	at org.springframework.jdbc.datasource.DataSourceUtils.fetchConnection(DataSourceUtils.java:159) ~[spring-jdbc-5.3.20.jar:5.3.20]
	at shop.stock.StockDao.reserve(StockDao.java:41) ~[classes/:na]
	at java.base/java.lang.Thread.run(Thread.java:840) ~[na:na]`;

/** Warnings of leak detection, and what came back after all, in the wordings of several versions and in several layouts. */
export const leaks: Readonly<Record<string, Sample>> = {
  'a leak warning of 2.7.2 and later, Spring Boot 2': {
    log: `2026-11-23 02:03:02.474  WARN 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.ProxyLeakTask     : Connection leak detection triggered for org.postgresql.jdbc.PgConnection@402e37bc on thread http-nio-8080-exec-1, stack trace follows\n\n${TRACE}\n`,
    reads: { kind: 'leak-reported', connection: 'org.postgresql.jdbc.PgConnection@402e37bc', thread: 'http-nio-8080-exec-1', poolEnd: 'l-1' },
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
};
