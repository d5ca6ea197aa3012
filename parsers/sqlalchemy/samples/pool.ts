import type { Sample } from 'leak-stream/plugin';
import { ASYNCPG, MYSQLCLIENT } from './printed.ts';

/** What the pool says of itself, and what it could not do. */
export const pool: Readonly<Record<string, Sample>> = {
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
