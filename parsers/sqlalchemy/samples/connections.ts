import type { Sample } from 'leak-stream/plugin';
import { ASYNCPG, MYSQLCLIENT, PSYCOPG2 } from './printed.ts';

const ODD_DSN =
  "<connection object at 0x7f771859b600; dsn: 'host=127.0.0.1 dbname=shop user=app_user port=54871 options='-c idle_in_transaction_session_timeout=60000 -c search_path=a,b' application_name='it\\'s > \"odd\"'', closed: 0>";
const PSYCOPG = '<psycopg.Connection [IDLE] (host=127.0.0.1 port=54871 user=app_user database=shop) at 0x7fa6513747d0>';
const AIOSQLITE = '<AdaptedConnection <Connection(Thread-1, started daemon 140515716331200)>>';
const GC = `The garbage collector is trying to clean up non-checked-in connection ${ASYNCPG}, which will be terminated.  Please ensure that SQLAlchemy pooled connections are returned to the pool explicitly, either by calling \`\`close()\`\` or by using appropriate context managers to manage their lifecycle.`;

/** What the pool says of one connection; recorded lines of SQLAlchemy 1.1 to 2.1 with several drivers and layouts. */
export const connections: Readonly<Record<string, Sample>> = {
  'a new connection, psycopg2, thread and request id': {
    log: `2026-11-23 01:55:44,363 DEBUG [worker-0] [rid=03e9-00001] sqlalchemy.pool.impl.QueuePool: Created new connection ${PSYCOPG2}`,
    reads: { kind: 'connection-created', connection: '0x7f3408280900' },
    rule: 'connection-created',
  },
  'a checkout, default echo handler': {
    log: `2026-11-23 01:55:44,607 DEBUG sqlalchemy.pool.impl.QueuePool Connection ${PSYCOPG2} checked out from pool`,
    reads: { kind: 'checkout', connection: '0x7f3408280900', origin: 'pool' },
    rule: 'checkout',
  },
  'a checkout, quotes and > in the DSN': {
    log: `2026-11-23 02:04:50,977 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Connection ${ODD_DSN} checked out from pool`,
    reads: { kind: 'checkout', connection: '0x7f771859b600' },
    rule: 'checkout',
  },
  'a checkout, psycopg 3, columns': {
    log: `2026-11-23 01:55:45,088 | DEBUG    | worker-2   | sqlalchemy.pool.impl.QueuePool | Connection ${PSYCOPG} checked out from pool`,
    reads: { kind: 'checkout', connection: '0x7fa6513747d0' },
    rule: 'checkout',
  },
  'a checkout, JSON, a named pool': {
    log: `{"asctime": "2026-11-23 01:55:44,489", "levelname": "DEBUG", "name": "sqlalchemy.pool.impl.QueuePool.orders-rw", "threadName": "worker-0", "process": 22302, "message": "Connection <connection object at 0x7f6fade80f40; dsn: 'host=127.0.0.1 dbname=shop', closed: 0> checked out from pool"}`,
    reads: { kind: 'checkout', connection: '0x7f6fade80f40', pool: 'orders-rw' },
    rule: 'checkout',
  },
  'a checkout, a driver without address': {
    log: '2026-11-23 02:04:49,329 w-3 DEBUG sqlalchemy.pool.impl.QueuePool Connection <oracledb.Connection to scott@db/svc> checked out from pool',
    reads: { kind: 'checkout', connection: '<no address>' },
    rule: 'checkout',
  },
  'a return, gunicorn': {
    log: `[2026-11-23 01:55:44 +0000] [22441] [DEBUG] sqlalchemy.pool.impl.QueuePool: Connection ${PSYCOPG2} being returned to pool`,
    reads: { kind: 'checkin', connection: '0x7f3408280900', reason: 'returned' },
    rule: 'checkin',
  },
  'a return, 1.4.0 to 1.4.42': {
    log: `2021-09-21 09:54:19,677 DEBUG sqlalchemy.pool.impl.AsyncAdaptedQueuePool Connection ${AIOSQLITE} being returned to pool, transaction state was already reset by caller`,
    reads: { kind: 'checkin', connection: 'Thread-1 140515716331200', reason: 'returned' },
    rule: 'checkin',
  },
  'a reset on return': {
    log: `DEBUG:sqlalchemy.pool.impl.QueuePool:Connection ${PSYCOPG2} rollback-on-return`,
    reads: { kind: 'pool-note', code: 'rollback-on-return', connection: '0x7f3408280900' },
    rule: 'reset',
  },
  'a reset on return, as create_engine(pool_reset_on_return="commit") has it': {
    log: `DEBUG:sqlalchemy.pool.impl.QueuePool:Connection ${PSYCOPG2} commit-on-return`,
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'reset',
  },
  'a reset that had been done': {
    log: `2026-11-23 02:04:40,844 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Connection ${PSYCOPG2} reset, transaction already reset`,
    reads: { kind: 'pool-note', code: 'already-reset' },
    rule: 'reset',
  },
  'a close, 1.4': {
    log: '2021-06-07 17:09:52,376 DEBUG sqlalchemy.pool.impl.AsyncAdaptedQueuePool Closing connection <sqlalchemy.dialects.postgresql.asyncpg.AsyncAdapt_asyncpg_connection object at 0x10a4d1ac0>',
    reads: { kind: 'connection-closed', connection: '0x10a4d1ac0', reason: 'closed' },
    rule: 'closed',
  },
  'a hard close': {
    log: `2026-11-23 02:04:48,124 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Hard-closing connection ${MYSQLCLIENT}`,
    reads: { kind: 'connection-closed', connection: '0x1462af10', reason: 'terminated' },
    rule: 'hard-closed',
  },
  'an invalidation, its reason over several lines': {
    log: `2026-11-23 02:04:44,991 MainThread INFO sqlalchemy.pool.impl.QueuePool Invalidate connection <connection object at 0x7f1a25fe7600; dsn: 'host=127.0.0.1 dbname=shop user=app_user port=54871 application_name=kwo', closed: 2> (reason: OperationalError:server closed the connection unexpectedly
\tThis probably means the server terminated abnormally
\tbefore or while processing the request.
)`,
    reads: { kind: 'checkin', connection: '0x7f1a25fe7600', reason: 'invalidated' },
    rule: 'invalidated',
  },
  'an invalidation without a word of reason': {
    log: '2021-09-21 09:54:19,677 INFO sqlalchemy.pool.impl.AsyncAdaptedQueuePool Invalidate connection <AdaptedConnection <asyncpg.connection.Connection object at 0x7fd2a12dd900>> (reason: CancelledError:)',
    reads: { kind: 'checkin', connection: '0x7fd2a12dd900', reason: 'invalidated' },
    rule: 'invalidated',
  },
  'a soft invalidation': {
    log: `2026-11-23 02:04:45,819 MainThread INFO sqlalchemy.pool.impl.QueuePool Soft Invalidate connection ${PSYCOPG2}`,
    reads: { kind: 'pool-note', code: 'soft-invalidated', connection: '0x7f3408280900' },
    rule: 'soft-invalidated',
  },
  'a connection too old': {
    log: `2026-11-23 02:04:46,647 MainThread INFO sqlalchemy.pool.impl.QueuePool Connection ${PSYCOPG2} exceeded timeout; recycling`,
    reads: { kind: 'pool-note', code: 'recycling', connection: '0x7f3408280900' },
    rule: 'recycling',
  },
  'a ping': {
    log: `2026-11-23 01:55:45,088 | DEBUG    | worker-2   | sqlalchemy.pool.impl.QueuePool | Pool pre-ping on connection ${PSYCOPG}`,
    reads: { kind: 'pool-note', code: 'pre-ping', connection: '0x7fa6513747d0' },
    rule: 'pre-ping',
  },
  'a ping that failed': {
    log: `2026-11-23 02:04:42,505 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Pool pre-ping on connection <psycopg.Connection [BAD] at 0x7fa6513747d0> failed, will invalidate pool`,
    reads: { kind: 'pool-note', code: 'pre-ping-failed', connection: '0x7fa6513747d0' },
    rule: 'pre-ping-failed',
  },
  'a ping not needed': {
    log: `2026-11-23 02:04:42,509 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Connection ${PSYCOPG2} is fresh, skipping pre-ping`,
    reads: { kind: 'pool-note', code: 'fresh', connection: '0x7f3408280900' },
    rule: 'fresh',
  },
  'the garbage collector took a connection back': {
    log: `2026-11-23 01:55:53,799 ERROR sqlalchemy.pool.impl.AsyncAdaptedQueuePool ${GC}`,
    reads: { kind: 'checkin', connection: '0x7fa8c71e42e0', reason: 'reclaimed' },
    rule: 'reclaimed',
  },
  'the same as a warning': {
    log: `/usr/lib/python3.11/selectors.py:192: SAWarning: ${GC}
  raise KeyError("{!r} is not registered".format(fileobj)) from None`,
    reads: { kind: 'checkin', connection: '0x7fa8c71e42e0', reason: 'reclaimed' },
    rule: 'reclaimed',
  },
  'the same, 1.4': {
    log: '2022-03-01 10:00:00,000 ERROR sqlalchemy.pool.impl.AsyncAdaptedQueuePool The garbage collector is trying to clean up connection <AdaptedConnection <asyncpg.connection.Connection object at 0x7fd2a12dd900>>. This feature is unsupported on async dbapi, since no IO can be performed at this stage to reset the connection. Please close out all connections when they are no longer used, calling ``close()`` or using a context manager to manage their lifetime.',
    reads: { kind: 'checkin', connection: '0x7fd2a12dd900', reason: 'reclaimed' },
    rule: 'reclaimed',
  },
};
