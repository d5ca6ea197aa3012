import type { Sample } from 'leak-stream/plugin';

/** Callers that gave up. */
export const acquire: Readonly<Record<string, Sample>> = {
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
  'the same with its figures behind it': {
    log: '2015-02-11 10:10:10,001 ERROR [main] shop.Db - java.sql.SQLException: Timeout after 60001ms of waiting for a connection Timeout failure pool stats (total=10, inUse=10, avail=0, waiting=7)',
    reads: [
      { kind: 'acquire-timeout', waitedMs: 60001 },
      { kind: 'pool-snapshot', open: 10, inUse: 10, idle: 0, pending: 7, occasion: 'exhaustion' },
    ],
    rule: 'acquire-timeout-before-2.4.1',
  },
  'an error that MyBatis tells in several lines': {
    log: `2024-03-01 11:22:33.444 ERROR 17 --- [nio-8080-exec-2] shop.ErrorAdvice : nested exception is org.apache.ibatis.exceptions.PersistenceException: 
### Error updating database.  Cause: java.sql.SQLTransientConnectionException: orders - Connection is not available, request timed out after 5000ms.
### The error may exist in class path resource [mapper/Orders.xml]
### The error may involve shop.OrderMapper.insert
### The error occurred while executing an update
### Cause: java.sql.SQLTransientConnectionException: orders - Connection is not available, request timed out after 5000ms.`,
    reads: { kind: 'acquire-timeout', pool: 'orders', waitedMs: 5000 },
    rule: 'acquire-timeout',
  },
  'a heading that names the library and its version, and no pool': {
    log: 'HikariCP 5 - Connection is not available, request timed out after 300001ms.',
    reads: { kind: 'acquire-timeout', waitedMs: 300_001 },
    rule: 'acquire-timeout',
  },
  'an acquire timeout before 2.2.0': {
    log: '2014-08-11 10:10:10,001 ERROR [main] shop.Db - java.sql.SQLException: Timeout of 5000ms encountered waiting for connection.',
    reads: { kind: 'acquire-timeout', waitedMs: 5000 },
    rule: 'acquire-timeout-before-2.4.1',
  },
};
