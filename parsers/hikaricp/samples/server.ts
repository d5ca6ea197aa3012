import type { Sample } from 'leak-stream/plugin';

/** What the database refuses and ends. */
export const server: Readonly<Record<string, Sample>> = {
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
  'the server does not answer': {
    log: '2026-11-23 02:03:02.474 ERROR 1 --- [main] shop.Db : start failed\norg.postgresql.util.PSQLException: Connection to db:5432 refused. Check that the hostname and port are correct and that the postmaster is accepting TCP/IP connections.\n\tat org.postgresql.core.v3.ConnectionFactoryImpl.openConnectionImpl(ConnectionFactoryImpl.java:352)\n',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'nor does MySQL': {
    log: '2026-11-23 02:03:02.474 ERROR 1 --- [main] shop.Db : start failed\ncom.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'why the pool had none': {
    log: '2026-11-23 02:03:02.474 ERROR 1 --- [exec-4] shop.Orders : failed\njava.sql.SQLTransientConnectionException: orders - Connection is not available, request timed out after 30000ms.\n\tat shop.Orders.get(Orders.java:7)\nCaused by: org.postgresql.util.PSQLException: The connection attempt failed.\n\tat org.postgresql.Driver.connect(Driver.java:9)',
    reads: [
      { kind: 'acquire-timeout', pool: 'orders', waitedMs: 30000 },
      { kind: 'server-termination', reason: 'unreachable' },
    ],
    rule: 'acquire-timeout',
  },
  'the server ended a session that idled in its transaction': {
    log: '2026-11-23 02:03:02.474  WARN 29381 --- [nio-8080-exec-4] c.z.h.p.ProxyConnection : orders - Connection org.postgresql.jdbc.PgConnection@1f7e8a01 marked as broken because of SQLSTATE(25P03), ErrorCode(0)\n\norg.postgresql.util.PSQLException: FATAL: terminating connection due to idle-in-transaction timeout\n\tat org.postgresql.core.v3.QueryExecutorImpl.receiveErrorResponse(QueryExecutorImpl.java:2733)\n',
    reads: [
      { kind: 'pool-note', code: 'connection-broken', connection: 'org.postgresql.jdbc.PgConnection@1f7e8a01', pool: 'orders' },
      { kind: 'connection-closed', connection: 'org.postgresql.jdbc.PgConnection@1f7e8a01', reason: 'connection is broken', pool: 'orders' },
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
