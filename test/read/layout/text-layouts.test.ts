import { describe, expect, it } from 'vitest';
import { LayoutReader } from '../../../src/read/layout/index.ts';
import { bare, told } from './lines.ts';

const AT = '2026-11-23T01:52:09.123Z';
const read = (text: string): unknown => told(new LayoutReader({ near: Date.UTC(2026, 10, 23, 12) }).read(bare(text)));

/** [what prints it, the line, what must be read]; `layout` is compared only where the row names it. */
const CASES: readonly (readonly [string, string, Record<string, unknown>])[] = [
  ['Spring Boot 2 (recorded)', '2026-11-23 01:52:09.123  INFO 25492 --- [           main] com.zaxxer.hikari.HikariDataSource       : HikariPool-1 - Starting...',
    { layout: 'spring-boot', at: AT, severity: 'info', pid: '25492', thread: 'main', logger: 'com.zaxxer.hikari.HikariDataSource', message: 'HikariPool-1 - Starting...' }],
  ['Spring Boot 3 (recorded)', '2026-11-23T01:52:09.123Z DEBUG 1 --- [orders] [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Pool stats (total=1/10, idle=1/10, active=0, waiting=0)',
    { layout: 'spring-boot', at: AT, severity: 'debug', pid: '1', service: 'orders', thread: 'l-1 housekeeper', logger: 'com.zaxxer.hikari.pool.HikariPool', message: 'HikariPool-1 - Pool stats (total=1/10, idle=1/10, active=0, waiting=0)' }],
  ['Spring Boot 3 with a trace', '2026-11-23T03:52:09.123+02:00  WARN 36 --- [shop] [nio-8080-exec-1] [4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7] o.s.w.X : slow',
    { layout: 'spring-boot', at: AT, severity: 'warn', pid: '36', service: 'shop', thread: 'nio-8080-exec-1', request: '4bf92f3577b34da6a3ce929d0e0e4736', logger: 'o.s.w.X', message: 'slow' }],
  ['Spring Boot 3 with an empty trace', '2026-11-23T03:52:09.123+02:00  WARN 36 --- [shop] [nio-8080-exec-1] [                                                 ] o.s.w.X : slow',
    { layout: 'spring-boot', at: AT, severity: 'warn', pid: '36', service: 'shop', thread: 'nio-8080-exec-1', logger: 'o.s.w.X', message: 'slow' }],
  ['Sleuth on Spring Boot 2', '2026-11-23 01:52:09.123  INFO [shop,5af7183fb1d4cf5f,6b2c1a9d8e7f0011] 7 --- [nio-8080-exec-4] c.e.OrderController : placed',
    { layout: 'spring-boot', at: AT, severity: 'info', pid: '7', service: 'shop', request: '5af7183fb1d4cf5f', thread: 'nio-8080-exec-4', logger: 'c.e.OrderController', message: 'placed' }],
  ['logback basic', '01:52:09.123 [HikariPool-1 housekeeper] DEBUG com.zaxxer.hikari.pool.HikariPool - HikariPool-1 - Pool stats (total=5, active=5, idle=0, waiting=3)',
    { at: AT, severity: 'debug', thread: 'HikariPool-1 housekeeper', logger: 'com.zaxxer.hikari.pool.HikariPool', message: 'HikariPool-1 - Pool stats (total=5, active=5, idle=0, waiting=3)' }],
  ['log4j2, class alone', '2026-11-23 01:52:09,123 WARN  [HikariPool-1:housekeeper] ProxyLeakTask - Connection leak detection triggered for a, stack trace follows',
    { at: AT, severity: 'warn', thread: 'HikariPool-1:housekeeper', logger: 'ProxyLeakTask', message: 'Connection leak detection triggered for a, stack trace follows' }],
  ['log4j with file and line', '18:32:03,335  WARN ProxyLeakTask:run:87 - Connection leak detection triggered for com.mysql.jdbc.JDBC4Connection@190832b8, stack trace follows',
    { at: '2026-11-23T18:32:03.335Z', severity: 'warn', logger: 'ProxyLeakTask', message: 'Connection leak detection triggered for com.mysql.jdbc.JDBC4Connection@190832b8, stack trace follows' }],
  ['level and thread around the logger', '2026-11-23 01:52:09.123 INFO main com.zaxxer.hikari.HikariDataSource - HikariPool-1 - Starting...',
    { at: AT, severity: 'info', thread: 'main', logger: 'com.zaxxer.hikari.HikariDataSource', message: 'HikariPool-1 - Starting...' }],
  ['no logger: the pool keeps its name', '2026-11-23 01:52:09.123 [main] INFO HikariPool-1 - Starting...', { at: AT, severity: 'info', thread: 'main', message: 'HikariPool-1 - Starting...' }],
  ['logger without a separator', '2026-11-23 01:52:09.123 DEBUG com.zaxxer.hikari.pool.HikariPool HikariPool-1 - Pool stats (total=5, active=5, idle=0, waiting=3)',
    { at: AT, severity: 'debug', logger: 'com.zaxxer.hikari.pool.HikariPool', message: 'HikariPool-1 - Pool stats (total=5, active=5, idle=0, waiting=3)' }],
  ['Quarkus and JBoss', '2026-11-23 01:52:09,123 INFO  [io.agroal.pool] (executor-thread-1) Datasource \'<default>\': leak',
    { at: AT, severity: 'info', logger: 'io.agroal.pool', thread: 'executor-thread-1', message: "Datasource '<default>': leak" }],
  ['Quarkus in production', '2026-11-23 01:52:09,123 myhost orders[1] INFO  [io.agroal.pool] (main) started', { at: AT, severity: 'info', pid: '1', logger: 'io.agroal.pool', thread: 'main', message: 'started' }],
  ['Tomcat JULI', '23-Nov-2026 01:52:09.123 SEVERE [http-nio-8080-exec-3] org.apache.tomcat.jdbc.pool.ConnectionPool.abandon Connection has been abandoned PooledConnection[x]',
    { at: AT, severity: 'error', thread: 'http-nio-8080-exec-3', logger: 'org.apache.tomcat.jdbc.pool.ConnectionPool.abandon', message: 'Connection has been abandoned PooledConnection[x]' }],
  ['slf4j-simple (pasted)', '[HikariPool-1 housekeeper] WARN com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak detection triggered for c@1, stack trace follows',
    { severity: 'warn', thread: 'HikariPool-1 housekeeper', logger: 'com.zaxxer.hikari.pool.ProxyLeakTask', message: 'Connection leak detection triggered for c@1, stack trace follows' }],
  ['slf4j-simple inside of another layout', '[01:52:09 WARN]: [orders housekeeper] INFO com.zaxxer.hikari.pool.ProxyLeakTask - Previously reported', { at: '2026-11-23T01:52:09.000Z', severity: 'info', thread: 'orders housekeeper', logger: 'com.zaxxer.hikari.pool.ProxyLeakTask', message: 'Previously reported' }],
  ['the same with the milliseconds since the start', '[01:52:09] [Server] WARN 38774310 [orders housekeeper] WARN com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak', { at: '2026-11-23T01:52:09.000Z', severity: 'warn', thread: 'orders housekeeper', logger: 'com.zaxxer.hikari.pool.ProxyLeakTask', message: 'Connection leak' }],
  ['Go’s log.SetPrefix without a colon', 'quarryd 2026/11/23 01:52:09.123456 blast 301: committed after 1m57s', { logger: 'quarryd', message: 'blast 301: committed after 1m57s', at: '2026-11-23T01:52:09.123Z' }],
  ['an access line: its time is the record’s', '10.0.0.7 - alice [23/Nov/2026:03:52:09 +0200] "GET /orders/7 HTTP/1.1" 200 512 "-" "curl/8.5"',
    { at: '2026-11-23T01:52:09.000Z', message: '10.0.0.7 - alice [23/Nov/2026:03:52:09 +0200] "GET /orders/7 HTTP/1.1" 200 512 "-" "curl/8.5"' }],
  ['Werkzeug behind logging.basicConfig', 'INFO:werkzeug:127.0.0.1 - - [23/Nov/2026 01:52:09] "GET /orders/7 HTTP/1.1" 200 -',
    { at: '2026-11-23T01:52:09.000Z', severity: 'info', logger: 'werkzeug', message: '127.0.0.1 - - [23/Nov/2026 01:52:09] "GET /orders/7 HTTP/1.1" 200 -' }],
  ['the time of the logger before that of the request', '2026-11-23 01:52:09.123 INFO shop.access - 127.0.0.1 - - [23/Nov/2026 01:52:08] "GET /orders/7 HTTP/1.1" 200 -',
    { at: AT, severity: 'info', logger: 'shop.access', message: '127.0.0.1 - - [23/Nov/2026 01:52:08] "GET /orders/7 HTTP/1.1" 200 -' }],
  ['sbt before logback', '[info] 01:52:09.123 [WARN ] ProxyLeakTask - Connection leak', { at: AT, severity: 'warn', logger: 'ProxyLeakTask', message: 'Connection leak' }],
  ['empty groups (pasted)', ' [keeper-master housekeeper] [] [] [] WARN com.zaxxer.hikari.pool.ProxyLeakTask - Connection leak',
    { severity: 'warn', thread: 'keeper-master housekeeper', logger: 'com.zaxxer.hikari.pool.ProxyLeakTask', message: 'Connection leak' }],
  ['Play 1 (pasted)', '2026-11-23 01:52:09 WARN  ~ Connection leak detection triggered', { at: '2026-11-23T01:52:09.000Z', severity: 'warn', message: 'Connection leak detection triggered' }],
  ['level first, then the time (pasted)', '[warn] 01:52:09.123 ProxyLeakTask  - Connection leak', { at: AT, severity: 'warn', logger: 'ProxyLeakTask', message: 'Connection leak' }],
  ['log4j with tabs (pasted)', '2026-11-23T02:52:09,123+0100\tERROR\tcom.example.SqlUtil\tpool-4-thread-1\tCould not retrieve connection: HikariPool-1 - Connection is not available',
    { at: AT, severity: 'error', logger: 'com.example.SqlUtil', thread: 'pool-4-thread-1', message: 'Could not retrieve connection: HikariPool-1 - Connection is not available' }],
  ['SQLAlchemy\'s echo handler', '2026-11-23 01:52:09,123 DEBUG sqlalchemy.pool.impl.QueuePool Connection <c at 0x7f> checked out from pool',
    { at: AT, severity: 'debug', logger: 'sqlalchemy.pool.impl.QueuePool', message: 'Connection <c at 0x7f> checked out from pool' }],
  ['logging.basicConfig', 'DEBUG:sqlalchemy.pool.impl.QueuePool:Connection <c at 0x7f; dsn: \'a=b\', closed: 0> being returned to pool',
    { severity: 'debug', logger: 'sqlalchemy.pool.impl.QueuePool', message: "Connection <c at 0x7f; dsn: 'a=b', closed: 0> being returned to pool" }],
  ['root of basicConfig', 'WARNING:root:something', { severity: 'warn', logger: 'root', message: 'something' }],
  ['thread, then the level', '2026-11-23 01:52:09,123 MainThread DEBUG sqlalchemy.pool.impl.NullPool Created new connection <c>',
    { at: AT, severity: 'debug', thread: 'MainThread', logger: 'sqlalchemy.pool.impl.NullPool', message: 'Created new connection <c>' }],
  ['thread and request (recorded)', '2026-11-23 01:52:09,123 INFO [worker-0] [rid=03e9-00245] shop.access: 10.1.1.88 "GET /orders?customer=25 HTTP/1.1" 200 44ms',
    { at: AT, severity: 'info', thread: 'worker-0', request: '03e9-00245', logger: 'shop.access', message: '10.1.1.88 "GET /orders?customer=25 HTTP/1.1" 200 44ms' }],
  ['pid:thread (recorded)', '2026-11-23 01:52:09,123 [22282:worker-7] DEBUG   sqlalchemy.pool.impl.QueuePool - Connection <c> rollback-on-return',
    { at: AT, severity: 'debug', pid: '22282', thread: 'worker-7', logger: 'sqlalchemy.pool.impl.QueuePool', message: 'Connection <c> rollback-on-return' }],
  ['id behind the logger (recorded)', '2026-11-23T01:52:09.123Z DEBUG sqlalchemy.pool.impl.QueuePool [03ed-00024] Connection <c> checked out from pool',
    { at: AT, severity: 'debug', request: '03ed-00024', logger: 'sqlalchemy.pool.impl.QueuePool', message: 'Connection <c> checked out from pool' }],
  ['columns (recorded)', '2026-11-23 01:52:09,123 | DEBUG    | worker-8   | sqlalchemy.pool.impl.QueuePool | Connection <c [IDLE] (h=1) at 0x7f> checked out from pool',
    { at: AT, severity: 'debug', thread: 'worker-8', logger: 'sqlalchemy.pool.impl.QueuePool', message: 'Connection <c [IDLE] (h=1) at 0x7f> checked out from pool' }],
  ['loguru', '2026-11-23 01:52:09.123 | WARNING  | shop.db:checkout:42 - Connection <c> checked out from pool', { at: AT, severity: 'warn', logger: 'shop.db', message: 'Connection <c> checked out from pool' }],
  ['columns, right-justified (pasted)', ' 2026-11-23T01:52:09Z |   ERROR |                 grpc._cython.cygrpc |                  run: 390 | Unexpected [InterfaceError] raised',
    { at: '2026-11-23T01:52:09.000Z', severity: 'error', logger: 'grpc._cython.cygrpc', message: 'Unexpected [InterfaceError] raised' }],
  ['gunicorn (recorded)', '[2026-11-23 01:52:09 +0000] [17361] [DEBUG] sqlalchemy.pool.impl.QueuePool: Connection <c> checked out from pool',
    { at: '2026-11-23T01:52:09.000Z', severity: 'debug', pid: '17361', logger: 'sqlalchemy.pool.impl.QueuePool', message: 'Connection <c> checked out from pool' }],
  ['gunicorn without a logger', '[2026-11-23 01:52:09 +0000] [17361] [INFO] Booting worker with pid: 17361', { at: '2026-11-23T01:52:09.000Z', severity: 'info', pid: '17361', message: 'Booting worker with pid: 17361' }],
  ['uvicorn (recorded)', 'INFO:     10.2.0.9:44748 - "POST /subscribe/31 HTTP/1.1" 503 Service Unavailable', { severity: 'info', message: '10.2.0.9:44748 - "POST /subscribe/31 HTTP/1.1" 503 Service Unavailable' }],
  ['Celery (pasted)', '[2026-11-23 01:52:09,123: ERROR/ForkPoolWorker-17] Task tasks.scan[5a3f] raised unexpected: TimeoutError(\'QueuePool limit of size 50\')',
    { layout: 'celery', at: AT, severity: 'error', pid: 'ForkPoolWorker-17', message: "Task tasks.scan[5a3f] raised unexpected: TimeoutError('QueuePool limit of size 50')" }],
  ['Flask', '[2026-11-23 01:52:09,123] ERROR in base: Exception during reset or similar', { at: AT, severity: 'error', logger: 'base', message: 'Exception during reset or similar' }],
  ['Minecraft (pasted)', '[01:52:09] [Server thread/WARN]: java.lang.Exception: Apparent connection leak detected',
    { at: '2026-11-23T01:52:09.000Z', severity: 'warn', thread: 'Server thread', message: 'java.lang.Exception: Apparent connection leak detected' }],
  ['Minecraft, a frame of a stack', '[01:52:09] [shop housekeeper/WARN]: \tat shop.Orders.open(Orders.java:62)',
    { at: '2026-11-23T01:52:09.000Z', severity: 'warn', thread: 'shop housekeeper', message: 'at shop.Orders.open(Orders.java:62)' }],
  ['Minecraft, a word with a slash that is no level', '[01:52:09] [worker/SHOP]: Apparent connection leak detected',
    { at: '2026-11-23T01:52:09.000Z', message: '[worker/SHOP]: Apparent connection leak detected' }],
  ['WSO2 (pasted)', 'TID: [-1234] [] [2026-11-23 01:52:09,123] ERROR {shop.store.SessionDataStore} -  no connection {shop.store.SessionDataStore}',
    { at: AT, severity: 'error', logger: 'shop.store.SessionDataStore', message: 'no connection {shop.store.SessionDataStore}' }],
  ['program, host, level, time (pasted)', 'plugin_runner [91e5ffe91251] ERROR 2026-11-23 01:52:09,123 OperationalError: couldn\'t get a connection after 30.00 sec',
    { at: AT, severity: 'error', logger: 'plugin_runner', message: "OperationalError: couldn't get a connection after 30.00 sec" }],
  ['the offset behind a comma (pasted)', '[2026-11-23 07:22:09,123, +05:30] [] [HikariPool-1 housekeeper] DEBUG com.zaxxer.hikari.pool.HikariPool - x',
    { at: AT, severity: 'debug', thread: 'HikariPool-1 housekeeper', logger: 'com.zaxxer.hikari.pool.HikariPool', message: 'x' }],
  ['Pyramid (recorded)', '2026-11-23 01:52:09,123 WARNI [shop.api.invoices][worker-5] invoice rejected: vat id', { at: AT, severity: 'warn', logger: 'shop.api.invoices', thread: 'worker-5', message: 'invoice rejected: vat id' }],
  ['pool logger in brackets (recorded)', '2026-11-23 01:52:09,123 DEBUG [sqlalchemy.pool.impl.QueuePool][worker-0] Created new connection <c>',
    { at: AT, severity: 'debug', logger: 'sqlalchemy.pool.impl.QueuePool', thread: 'worker-0', message: 'Created new connection <c>' }],
  ['Django verbose', 'INFO 2026-11-23 01:52:09,123 views 4711 140245873 order placed', { at: AT, severity: 'info', logger: 'views', pid: '4711', thread: '140245873', message: 'order placed' }],
  ['Django simple', 'DEBUG psycopg.pool:808 connection given by \'pool-1\'', { severity: 'debug', logger: 'psycopg.pool', message: "connection given by 'pool-1'" }],
  ['name:line (pasted)', 'INFO api:149 starting: Worker pid=24', { severity: 'info', logger: 'api', message: 'starting: Worker pid=24' }],
  ['thread behind the logger (pasted)', '2026-11-23 01:52:09,123 INFO psycopg3.pool.pool Thread-2 : connection requested from \'pool-1\'',
    { at: AT, severity: 'info', logger: 'psycopg3.pool.pool', thread: 'Thread-2', message: "connection requested from 'pool-1'" }],
  ['structlog console', '2026-11-23T01:52:09.123456Z [error    ] pool exhausted                 [shop.db] pool=main waiting=3',
    { layout: 'structlog-console', at: AT, severity: 'error', logger: 'shop.db', message: 'pool exhausted', fields: { pool: 'main', waiting: '3' } }],
  ['Tornado', '[I 2026-11-23 01:52:09,123 web:2246] 200 GET /orders/7 (127.0.0.1) 1.2ms', { at: AT, severity: 'info', logger: 'web', message: '200 GET /orders/7 (127.0.0.1) 1.2ms' }],
  ['Go log', '2026/11/23 01:52:09 open=10 inUse=9 idle=1 waitCount=42 waitDuration=1m2.50385s', { at: '2026-11-23T01:52:09.000Z', message: 'open=10 inUse=9 idle=1 waitCount=42 waitDuration=1m2.50385s' }],
  ['Go log with a file (recorded)', '2026/11/23 01:52:09.123000 server.go:86: GET /healthz 200 3.4ms rid=9acb0442', { layout: 'go-log', at: AT, message: 'GET /healthz 200 3.4ms rid=9acb0442' }],
  ['Go log with a file and a level (recorded)', '2026/11/23 01:52:09.123000 inventory.go:15: ERROR inventory: unknown sku SKU-181', { layout: 'go-log', at: AT, severity: 'error', message: 'inventory: unknown sku SKU-181' }],
  ['Go log, group of its own (recorded)', '2026/11/23 01:52:09 [dbstats] MaxOpen=50 Open=1 InUse=0 Idle=1 Wait=0 (0s)', { at: '2026-11-23T01:52:09.000Z', message: '[dbstats] MaxOpen=50 Open=1 InUse=0 Idle=1 Wait=0 (0s)' }],
  ['Go log with a prefix', '[orders] 2026/11/23 01:52:09 inUse=9', { at: '2026-11-23T01:52:09.000Z', logger: 'orders', message: 'inUse=9' }],
  ['Go log with a word before', 'orders: 2026/11/23 01:52:09 inUse=9', { at: '2026-11-23T01:52:09.000Z', logger: 'orders', message: 'inUse=9' }],
  ['NestJS', '[Nest] 4711  - 11/23/2026, 1:52:09 AM   ERROR [PoolService] exhausted', { at: '2026-11-23T01:52:09.000Z', severity: 'error', logger: 'Nest', pid: '4711', message: '[PoolService] exhausted' }],
  ['Go level in the message (recorded)', '2026/11/23 01:52:09 ERROR invoice: render order 736: sql: Scan error', { at: '2026-11-23T01:52:09.000Z', severity: 'error', message: 'invoice: render order 736: sql: Scan error' }],
  ['zap console', '2026-11-23T01:52:09.123Z\tINFO\tshapes/main.go:76\tdb pool\t{"open": 10, "in_use": 9}', { at: AT, severity: 'info', message: 'db pool', fields: { open: 10, in_use: 9 } }],
  ['zap console, named, no caller', '2026-11-23T02:52:09.123+0100\tWARN\tdb.pool\texhausted\t{"in_use": 9}', { at: AT, severity: 'warn', logger: 'db.pool', message: 'exhausted', fields: { in_use: 9 } }],
  ['zap console, named by one word', '2026-11-23T01:52:09.123Z\tERROR\tcampaigns\tnot sent\t{"campaign": 17}', { at: AT, severity: 'error', logger: 'campaigns', message: 'not sent', fields: { campaign: 17 } }],
  ['zap console, named by one word, a caller', '2026-11-23T01:52:09.123Z\tERROR\tcampaigns\tsrc/main.go:76\tnot sent', { at: AT, severity: 'error', logger: 'campaigns', message: 'not sent' }],
  ['tabs, a thread of one word before a logger', '2026-11-23T01:52:09.123Z\tERROR\tpoller\tcom.acme.Shop\tnot sent', { at: AT, severity: 'error', thread: 'poller', logger: 'com.acme.Shop', message: 'not sent' }],
  ['gunicorn’s access log in brackets of one’s own', '[[23/Nov/2026:01:52:09 +0000]] [<4711>] "GET /orders/7 HTTP/1.1" 200 3ms', { at: '2026-11-23T01:52:09.000Z', pid: '4711', message: '"GET /orders/7 HTTP/1.1" 200 3ms' }],
  ['a logger of one word and its thread', '[2026-11-23 01:52:09 +0000] [4711] [WARNING] clinic (ThreadPoolExecutor-0_6): refused', { at: '2026-11-23T01:52:09.000Z', pid: '4711', severity: 'warn', logger: 'clinic', thread: 'ThreadPoolExecutor-0_6', message: 'refused' }],
  ['a message with a remark', '2026-11-23 01:52:09,123 WARNING refused (twice): no stock', { at: AT, severity: 'warn', message: 'refused (twice): no stock' }],
  ['zerolog console', '1:52AM INF db pool in_use=9 wait_duration=62503.85', { layout: 'zerolog-console', at: '2026-11-23T01:52:00.000Z', severity: 'info', message: 'db pool in_use=9 wait_duration=62503.85', fields: { in_use: '9', wait_duration: '62503.85' } }],
  ['logrus on a terminal', 'INFO[0000] db pool                                       idle=1 inUse=9', { layout: 'logrus-terminal', severity: 'info', message: 'db pool', fields: { idle: '1', inUse: '9' } }],
  ['klog', 'I1123 01:52:09.123000   19273 main.go:118] db stats {MaxOpenConnections:10}', { layout: 'klog', at: AT, severity: 'info', pid: '19273', message: 'db stats {MaxOpenConnections:10}' }],
  ['PostgreSQL %m [%p] (recorded)', '2026-11-23 01:52:09.123 UTC [14103] FATAL:  terminating connection due to idle-in-transaction timeout',
    { layout: 'postgres', at: AT, severity: 'fatal', pid: '14103', message: 'FATAL:  terminating connection due to idle-in-transaction timeout' }],
  ['PostgreSQL with users (recorded)', '2026-11-23 01:52:09 UTC [9220]: user=app,db=shop,app=x,client=127.0.0.1 LOG:  disconnection: session time: 0:00:05.170',
    { layout: 'postgres', at: '2026-11-23T01:52:09.000Z', severity: 'info', pid: '9220', message: 'user=app,db=shop,app=x,client=127.0.0.1 LOG:  disconnection: session time: 0:00:05.170' }],
  ['PostgreSQL at RDS (recorded)', '2026-11-23 01:52:09 UTC:127.0.0.1(39618):app@shop:[10061]:FATAL:  sorry, too many clients already',
    { layout: 'postgres', at: '2026-11-23T01:52:09.000Z', severity: 'fatal', pid: '10061', message: ':127.0.0.1(39618):app@shop:[10061]:FATAL:  sorry, too many clients already' }],
  ['time alone', '2026-11-23T01:52:09.123Z Exception during reset or similar', { at: AT, message: 'Exception during reset or similar' }],
  ['an error\'s name begins the message', '2026-11-23 01:52:09,123 ERROR sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached', { at: AT, severity: 'error', message: 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached' }],
  ['a short error\'s name begins the message', '2026-11-23 01:52:09,123 ERROR TimeoutError: QueuePool limit', { at: AT, severity: 'error', message: 'TimeoutError: QueuePool limit' }],
  ['a group begins the message', '2026-11-23 01:52:09,123 ERROR [POST /orders] boom', { at: AT, severity: 'error', message: '[POST /orders] boom' }],
  ['a dash inside the message', '2026-11-23 01:52:09,123 INFO order 7 - placed', { at: AT, severity: 'info', message: 'order 7 - placed' }],
  ['a counter is no zone', '2026/11/23 01:52:09 +12 waits (+3s), 3/10 in use', { at: '2026-11-23T01:52:09.000Z', message: '+12 waits (+3s), 3/10 in use' }],
  ['gin (recorded)', '[GIN] 2026/11/23 - 01:52:09 | 500 | 984.59µs | 10.42.3.178 | POST     "/v1/berths"',
    { layout: 'gin', at: '2026-11-23T01:52:09.000Z', message: '| 500 | 984.59µs | 10.42.3.178 | POST     "/v1/berths"' }],
  ['gin behind Go log (recorded)', '2026/11/23 01:52:09 [Recovery] 2026/11/23 - 01:52:09 panic recovered:', { layout: 'gin', at: '2026-11-23T01:52:09.000Z', message: 'panic recovered:' }],
  ['uWSGI', '[pid: 12|app: 0|req: 3/7] 10.0.0.7 () {40 vars in 500 bytes} [Mon Nov 23 01:52:09 2026] GET /v1/berths => generated 12 bytes in 3 msecs (HTTP/1.1 200)', { layout: 'uwsgi', at: '2026-11-23T01:52:09.000Z', message: 'GET /v1/berths => generated 12 bytes in 3 msecs (HTTP/1.1 200)' }],
  ['gin debug', '[GIN-debug] [WARNING] Running in "debug" mode.', { layout: 'gin', severity: 'warn', message: 'Running in "debug" mode.' }],
  ['chi (recorded)', '2026/11/23 01:52:09 [vm/IOOfOK7Nig-000017] "GET http://h/x HTTP/1.1" from 10.42.0.6:43942 - 200 0B in 6.5ms',
    { at: '2026-11-23T01:52:09.000Z', request: 'vm/IOOfOK7Nig-000017', message: '"GET http://h/x HTTP/1.1" from 10.42.0.6:43942 - 200 0B in 6.5ms' }],
  ['loguru in columns', '2026-11-23 01:52:09.123 | DEBUG    | base:_checkout:1270 | Connection <c> checked out from pool',
    { layout: 'columns', at: AT, severity: 'debug', logger: 'base', message: 'Connection <c> checked out from pool' }],
  ['structlog console with an id', '2026-11-23 01:52:09 [info     ] order placed                   customer=7 request_id=abc',
    { layout: 'structlog-console', at: '2026-11-23T01:52:09.000Z', severity: 'info', request: 'abc', message: 'order placed', fields: { customer: '7', request_id: 'abc' } }],
  ['log4j2 with file and line in brackets (recorded)', '2026-11-23 01:52:09,123 DEBUG [main] c.z.h.HikariConfig [HikariConfig.java:1098] maxLifetime.....................1800000',
    { at: AT, severity: 'debug', thread: 'main', logger: 'c.z.h.HikariConfig', message: 'maxLifetime.....................1800000' }],
  ['log4j2 with file and line and no logger', '2026-11-23 01:52:09,123 INFO [HikariPool.java:421] HikariPool-1 - Starting...', { at: AT, severity: 'info', message: 'HikariPool-1 - Starting...' }],
  ['log4j2 with a place as in a stack', '2026-11-23 01:52:09,123 DEBUG com.zaxxer.hikari.HikariConfig.validate(HikariConfig.java:1098) - orders - x',
    { at: AT, severity: 'debug', logger: 'com.zaxxer.hikari.HikariConfig.validate', message: 'orders - x' }],
  ['a pool and no logger', '2026-11-23 01:52:09,123 INFO OrdersPool - Starting...', { at: AT, severity: 'info', message: 'OrdersPool - Starting...' }],
  ['a class and a pool', '2026-11-23 01:52:09,123 INFO HikariDataSource - OrdersPool - Starting...', { at: AT, severity: 'info', logger: 'HikariDataSource', message: 'OrdersPool - Starting...' }],
  ['a level behind columns between dashes', '2026-11-23 01:52:09,123 - worker-1 - shop.orders - INFO - WARN - low', { at: AT, severity: 'info', thread: 'worker-1', logger: 'shop.orders', message: 'WARN - low' }],
  ['Python, dashes', 'INFO - shop - order placed', { severity: 'info', logger: 'shop', message: 'order placed' }],
  ['JSON behind a layout (recorded)', '2026-11-23T01:52:09.123Z INFO leak_stream.checkout [03ed-00500] {"event": "pool.checkin", "seq": 445}',
    { at: AT, severity: 'info', logger: 'leak_stream.checkout', request: '03ed-00500', message: '{"event": "pool.checkin", "seq": 445}', fields: { event: 'pool.checkin', seq: 445 } }],
]; // prettier-ignore

describe('text layouts', () => {
  it.each(CASES)('%s', (_, line, expected) => {
    const { layout, ...rest } = (read(line) ?? {}) as Record<string, unknown>;
    expect('layout' in expected ? { layout, ...rest } : rest).toEqual(expected);
  });

  it.each([
    ['\tat com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:99)'],
    ['java.lang.Exception: Apparent connection leak detected'],
    ['Caused by: java.sql.SQLException: x'],
    ['Traceback (most recent call last):'],
    ['  File "/srv/app/x.py", line 24, in create_invoice'],
    ['    raise exc.TimeoutError('],
    ['sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached'],
    ['goroutine 7 [select, 3 minutes]:'],
    ['database/sql.(*DB).conn(0xc000096c30, {0x7af0f0, 0xc000098000}, 0x1)'],
    ['\t/usr/lib/go-1.19/src/database/sql/sql.go:2187 +0x31'],
    ['created by database/sql.(*DB).beginDC'],
    [' 14102 | idle in transaction | shop | 00:01:09.123 | SELECT 1'],
    ['Information about the pool'],
    ['}'],
    [''],
  ])('leaves a continuation alone: %s', (line) => {
    expect(read(line)).toBeUndefined();
  });

  it.each([
    ['2026-11-23 01:52:09,123 INFO shop: order placed', '2026-11-23 01:52:09,123 INFO shop.api: order placed'],
    ['2026-11-23 01:52:09,123 INFO shop - order placed', '2026-11-23 01:52:09,123 INFO shop.api - order placed'],
    [
      '2026-11-23 01:52:09,123 INFO ThreadPoolExecutor-0_0 shop: order placed',
      '2026-11-23 01:52:09,123 INFO MainThread shop.api: order placed',
    ],
  ])('takes a single word for a logger once names have stood there: %s', (line, example) => {
    const reader = new LayoutReader();
    expect(told(reader.read(bare(line)))).not.toHaveProperty('logger');
    reader.read(bare(example));
    const thread = line.includes('Thread') ? { thread: 'ThreadPoolExecutor-0_0' } : {};
    expect(told(reader.read(bare(line)))).toMatchObject({ logger: 'shop', message: 'order placed', ...thread });
  });

  it('joins the two lines of java.util.logging', () => {
    const reader = new LayoutReader();
    const first = reader.read(bare('May 20, 2023 5:33:35 PM com.alibaba.druid.pool.DruidDataSource error'));
    const second = reader.read(bare('SEVERE: abandon connection, owner thread: Thread-2'));
    expect(told(first)).toMatchObject({ layout: 'java-util-logging', message: '', at: '2023-05-20T17:33:35.000Z' });
    expect(told(second)).toEqual({
      layout: 'java-util-logging', severity: 'error', logger: 'com.alibaba.druid.pool.DruidDataSource', at: '2023-05-20T17:33:35.000Z',
      message: 'abandon connection, owner thread: Thread-2',
    }); // prettier-ignore
  });
});
