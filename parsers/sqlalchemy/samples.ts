import type { Sample } from 'leak-stream/plugin';

const PSYCOPG2 =
  "<connection object at 0x7f3408280900; dsn: 'host=127.0.0.1 dbname=shop user=app_user port=54871 application_name=shop-api', closed: 0>";
const ODD_DSN =
  "<connection object at 0x7f771859b600; dsn: 'host=127.0.0.1 dbname=shop user=app_user port=54871 options='-c idle_in_transaction_session_timeout=60000 -c search_path=a,b' application_name='it\\'s > \"odd\"'', closed: 0>";
const PSYCOPG = '<psycopg.Connection [IDLE] (host=127.0.0.1 port=54871 user=app_user database=shop) at 0x7fa6513747d0>';
const ASYNCPG = '<AdaptedConnection <asyncpg.connection.Connection object at 0x7fa8c71e42e0>>';
const AIOSQLITE = '<AdaptedConnection <Connection(Thread-1, started daemon 140515716331200)>>';
const MYSQLCLIENT = "<_mysql.connection open to '127.0.0.1' at 0x1462af10>";
const GC = `The garbage collector is trying to clean up non-checked-in connection ${ASYNCPG}, which will be terminated.  Please ensure that SQLAlchemy pooled connections are returned to the pool explicitly, either by calling \`\`close()\`\` or by using appropriate context managers to manage their lifecycle.`;

/** Recorded lines of SQLAlchemy 1.1 to 2.1 with several drivers and layouts. */
export const samples: Readonly<Record<string, Sample>> = {
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
    reads: { kind: 'pool-note', code: 'visible', connection: '0x7f3408280900' },
    rule: 'reset',
  },
  'a reset that had been done': {
    log: `2026-11-23 02:04:40,844 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Connection ${PSYCOPG2} reset, transaction already reset`,
    reads: { kind: 'pool-note', code: 'visible' },
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
  'a disconnection, the whole pool': {
    log: '2026-11-23 02:04:42,505 MainThread INFO sqlalchemy.pool.impl.QueuePool Disconnection detected on checkout, invalidating all pooled connections prior to current timestamp (reason: InvalidatePoolError())',
    reads: { kind: 'pool-note', code: 'disconnection-detected' },
    rule: 'disconnection-detected',
  },
  'a disconnection, one connection': {
    log: `2019-04-02 12:00:01,100 INFO sqlalchemy.pool.impl.QueuePool Disconnection detected on checkout, invalidating individual connection ${MYSQLCLIENT} (reason: DisconnectionError())`,
    reads: { kind: 'pool-note', code: 'disconnection-detected', connection: '0x1462af10' },
    rule: 'disconnection-detected',
  },
  'no connection at all': {
    log: '2026-11-23 02:04:42,600 MainThread INFO sqlalchemy.pool.impl.QueuePool Reconnection attempts exhausted on checkout',
    reads: { kind: 'pool-note', code: 'reconnection-exhausted' },
    rule: 'reconnection-exhausted',
  },
  'a connection that could not be made': {
    log: '2026-11-23 02:04:42,600 MainThread DEBUG sqlalchemy.pool.impl.QueuePool Error on connect(): connection to server at "127.0.0.1", port 5432 failed: Connection refused',
    reads: { kind: 'pool-note', code: 'connect-failed' },
    rule: 'connect-failed',
  },
  'a return that failed': {
    log: `[2020-12-22 18:49:41,310: ERROR/ForkPoolWorker-2] Exception during reset or similar
Traceback (most recent call last):
  File "/home/airflow/.local/lib/python3.8/site-packages/sqlalchemy/pool/base.py", line 693, in _finalize_fairy
    fairy._reset(pool)
psycopg2.DatabaseError: error with status PGRES_TUPLES_OK and no message from the libpq`,
    reads: { kind: 'pool-note', code: 'reset-failed' },
    rule: 'reset-failed',
  },
  'a close that failed': {
    log: `2026-11-23 02:04:42,600 MainThread ERROR sqlalchemy.pool.impl.QueuePool Exception terminating connection ${ASYNCPG}`,
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'remark',
  },
  'a close that was cancelled': {
    log: `2026-11-23 02:04:42,600 MainThread ERROR sqlalchemy.pool.impl.QueuePool Cancellation during terminate of connection ${ASYNCPG}`,
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'remark',
  },
  'a cursor that could not be closed': {
    log: '2026-11-23 02:04:42,600 MainThread ERROR sqlalchemy.pool.impl.QueuePool Error closing cursor',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'remark',
  },
  'a return too many': {
    log: `/srv/venv/lib/python3.11/site-packages/sqlalchemy/pool/base.py:700: SAWarning: Double checkin attempted on <sqlalchemy.pool.base._ConnectionRecord object at 0x7f3408280900>
  util.warn("Double checkin attempted on %s" % self)`,
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'remark',
  },
  'an invalidation too late': {
    log: "/srv/shop/billing.py:12: SAWarning: Can't invalidate an already-closed connection.",
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'remark',
  },
  'a reset agent gone, 1.3': {
    log: '/srv/shop/billing.py:12: SAWarning: Reset agent is not active.  This should not occur unless there was already a connectivity error in progress.',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'remark',
  },
  'a pool replaced, with one connection still out': {
    log: '2026-11-23 02:04:40,022 MainThread INFO sqlalchemy.pool.impl.QueuePool Pool disposed. Pool size: 5  Connections in pool: 0 Current Overflow: -5 Current Checked out connections: 0',
    reads: { kind: 'pool-lifecycle', phase: 'disposed' },
    rule: 'disposed',
  },
  'its successor': {
    log: '2026-11-23 02:04:40,022 MainThread INFO sqlalchemy.pool.impl.QueuePool Pool recreating',
    reads: { kind: 'pool-note', code: 'recreating' },
    rule: 'recreating',
  },
  'a status that the application prints': {
    log: '2026-11-23 02:04:40,022 INFO app.health: Pool size: 5  Connections in pool: 1 Current Overflow: -3 Current Checked out connections: 1',
    reads: { kind: 'pool-snapshot', inUse: 1, idle: 1, open: 2 },
    rule: 'status',
  },
  'a status in the words of its methods': {
    log: 'ts=2026-11-23T02:04:40.022Z level=info logger=shop.health msg="db: size=5 checkedin=2 overflow=-1 checkedout=3"',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 2, open: 5 },
    rule: 'own-status',
  },
  'a status in JSON': {
    log: '{"timestamp": "2026-11-23T02:04:40.022Z", "level": "info", "event": "pool", "pool_size": 5, "max_overflow": 10, "checked_out": 7, "overflow": 2}',
    reads: { kind: 'pool-snapshot', inUse: 7, max: 15 },
    rule: 'own-status',
  },
  'a status with capitals': {
    log: '2026-11-23 02:04:40,022 INFO shop.health: Engine pool: Checked in: 1, Checked out: 4',
    reads: { kind: 'pool-snapshot', inUse: 4, idle: 1 },
    rule: 'own-status',
  },
  guests: {
    log: '2026-11-23 02:04:40,022 INFO hotel.desk: Checked in: 12, Checked out: 4',
    reads: [],
    decoy: true,
  },
  'what a library lent': {
    log: '2026-11-23 02:04:40,022 INFO branch.desk: books checked out: 4, of them 2 late, size=2',
    reads: [],
    decoy: true,
  },
  'a timeout, its traceback below': {
    log: `2024-10-17 13:41:50,120 ERROR [worker-3] app.api: request failed
Traceback (most recent call last):
  File "/opt/backend/collab/sessions/auth.py", line 58, in authenticate
    user = db.execute(stmt).scalar_one_or_none()
  File "/opt/.venv/lib/python3.11/site-packages/sqlalchemy/pool/impl.py", line 168, in _do_get
    raise exc.TimeoutError(
sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00 (Background on this error at: https://sqlalche.me/e/20/3o7r)`,
    reads: { kind: 'acquire-timeout', max: 15, waitedMs: 30_000, witness: 'exception' },
    rule: 'acquire-timeout',
  },
  'a timeout, Celery': {
    log: "[2023-01-11 08:14:22,507: ERROR/ForkPoolWorker-17] Task tasks.vulnerability_scan[5a3f] raised unexpected: TimeoutError('QueuePool limit of size 50 overflow 5 reached, connection timed out, timeout 60.00')",
    reads: { kind: 'acquire-timeout', max: 55, waitedMs: 60_000 },
    rule: 'acquire-timeout',
  },
  'a timeout, 1.3': {
    log: '2019-04-02 12:00:01,100 ERROR app: QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30 (Background on this error at: http://sqlalche.me/e/3o7r)',
    reads: { kind: 'acquire-timeout', max: 15, waitedMs: 30_000 },
    rule: 'acquire-timeout',
  },
  'a timeout, wrapped': {
    log: 'sqlalchemy.exc.TimeoutError: QueuePool limit of size 5 overflow 5 reached,\nconnection timed out, timeout 30.00',
    reads: { kind: 'acquire-timeout', max: 10, waitedMs: 30_000 },
    rule: 'acquire-timeout',
  },
  'a timeout in a field': {
    log: '{"timestamp": "2026-11-23T01:55:44.485Z", "level": "error", "event": "request failed", "reason": "QueuePool limit of size 5 overflow 10 reached, connection timed out, timeout 30.00"}',
    reads: { kind: 'acquire-timeout', max: 15, waitedMs: 30_000 },
    rule: 'acquire-timeout-in-a-field',
  },
  'a listener, JSON after a prefix': {
    log: '2026-11-23T02:03:40.264Z INFO leak_stream.checkout [03ed-00001] {"event": "pool.checkout", "pool": "orders", "conn": "0x7f85f063a0c0", "seq": 1, "pid": 31365, "thread": "worker-0", "ts": 1795399420.265, "stack": ["/usr/lib/python3.11/threading.py:995 in _bootstrap", "/srv/app/shop/server.py:61 in serve", "/srv/app/shop/api/invoices.py:21 in create_invoice"]}',
    reads: { kind: 'checkout', connection: '0x7f85f063a0c0', origin: 'listener', sequence: '31365:1', thread: 'worker-0' },
    rule: 'listener',
  },
  'the same, returned': {
    log: '2026-11-23T02:03:40.269Z INFO leak_stream.checkout [03ed-00001] {"event": "pool.checkin", "pool": "orders", "conn": "0x7f85f063a0c0", "seq": 1, "pid": 31365, "thread": "worker-0", "ts": 1795399420.27, "held_ms": 5.1}',
    reads: { kind: 'checkin', connection: '0x7f85f063a0c0', reason: 'returned', heldMs: 5.1, sequence: '31365:1' },
    rule: 'listener',
  },
  'a listener with a traceback': {
    log: `2026-11-23 01:55:44,401 [22282:worker-0] INFO    leak_stream.checkout - pool.checkout conn=0x7f2dbc9620c0 seq=1 pid=22282 thread=worker-0
  File "/srv/app/shop/api/invoices.py", line 21, in create_invoice
    order = order_repo.fetch_order(session, req["order_id"])
  File "/srv/app/shop/repo/order_repo.py", line 9, in fetch_order
    row = session.execute(text("SELECT id FROM orders WHERE id = :id"), {"id": order_id}).first()`,
    reads: { kind: 'checkout', connection: '0x7f2dbc9620c0', origin: 'listener', sequence: '22282:1', thread: 'worker-0' },
    rule: 'listener',
  },
  'the same, detached': {
    log: '2026-11-23 01:55:44,402 [22282:worker-0] INFO    leak_stream.checkout - pool.detach conn=0x7f2dbc9620c0 seq=1 pid=22282 thread=worker-0 held_ms=62.9',
    reads: { kind: 'checkin', connection: '0x7f2dbc9620c0', reason: 'detached', heldMs: 62.9 },
    rule: 'listener',
  },
  'the same, invalidated': {
    log: '2026-11-23 01:55:44,402 [22282:worker-0] INFO    leak_stream.checkout - pool.invalidate conn=0x7f2dbc9620c0 seq=1 pid=22282 thread=worker-0 held_ms=62.9',
    reads: { kind: 'checkin', connection: '0x7f2dbc9620c0', reason: 'invalidated' },
    rule: 'listener',
  },
  'a listener in one line': {
    log: 'ts=2026-11-23T01:55:44.401Z level=debug logger=app.pool msg="checkout conn=0x7f2dbc9620c0 stack=/srv/shop/main.py:11:<module>>/srv/shop/billing.py:40:charge"',
    reads: { kind: 'checkout', connection: '0x7f2dbc9620c0', origin: 'listener' },
    rule: 'compact-listener',
  },
  'a shop at its till': {
    log: '2026-11-23 02:04:50,977 INFO shop.cart checkout completed, connection leak of the espresso machine reported to facilities',
    reads: [],
    decoy: true,
  },
  'another library’s pool': {
    log: '2026-11-23 02:04:50,977 DEBUG peewee.pool Created new connection 140515716331200.',
    reads: [],
    decoy: true,
  },
  'a sentence about the limit': {
    log: '2026-11-23 02:04:50,977 INFO app.docs see "QueuePool limit of size <x> overflow <y> reached" in the error index',
    reads: [],
    decoy: true,
  },
};
