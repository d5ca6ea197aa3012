import type { Plugin } from 'leak-stream/plugin';

/** peewee 4.5.3 over psycopg2 and asyncpg, recorded; the messages of stale connections from its source. */
export const samples: Plugin['samples'] = {
  'a thread gave up': {
    log: `2026-11-29 21:54:38,988 ERROR [Thread-9 (order)] shop: GET /orders/6 500
Traceback (most recent call last):
  File "/srv/venv/lib/python3.11/site-packages/playhouse/pool.py", line 89, in connect
    return super(PooledDatabase, self).connect(reuse_if_open)
  File "/srv/venv/lib/python3.11/site-packages/playhouse/pool.py", line 120, in _connect
    raise MaxConnectionsExceeded('Exceeded maximum connections.')
playhouse.pool.MaxConnectionsExceeded: Exceeded maximum connections.

During handling of the above exception, another exception occurred:

Traceback (most recent call last):
  File "/srv/shop/shop.py", line 19, in order
    with db.connection_context():
playhouse.pool.MaxConnectionsExceeded: Max connections exceeded, timed out attempting to connect.`,
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'gave-up',
  },
  'a thread gave up, told in one line': {
    log: '2026-12-01 09:39:36,527 [23547] [Thread-185 (req)] ERROR api GET /export/768 500 Max connections exceeded, timed out attempting to connect.',
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'gave-up',
  },
  'a task gave up': {
    log: `2026-11-29 21:54:44,866 ERROR [MainThread] shop: GET /orders/4 500
Traceback (most recent call last):
  File "/srv/shop/shop.py", line 62, in order
    async with db:
peewee.OperationalError: Timed out acquiring connection from pool (acquire_timeout=1).`,
    reads: { kind: 'acquire-timeout', waitedMs: 1000, stack: [{ function: 'order', line: 62 }] },
    rule: 'gave-up',
  },
  'a new connection': {
    log: '2026-11-29 21:54:37,290 DEBUG [Thread-1 (order)] peewee.pool: Created new connection 139885526195776.',
    reads: { kind: 'connection-created', connection: '139885526195776' },
    rule: 'created',
  },
  'a stale one': {
    log: '2026-11-29 21:54:37,290 DEBUG [Thread-1 (order)] peewee.pool: Connection 139885526195776 was stale, closing.',
    reads: { kind: 'connection-closed', connection: '139885526195776' },
    rule: 'closed',
  },
  'one goes back': {
    log: '2026-11-29 21:54:37,292 DEBUG [Thread-1 (order)] peewee.pool: Returning 139885526195776 to pool.',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'traffic',
  },
  'a task’s goes out': {
    log: '2026-11-29 21:54:42,409 DEBUG [MainThread] peewee.pwasyncio: Acquired connection 140334803593552 from pool.',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'traffic',
  },
  'a statement': { log: "2026-11-29 21:54:42,409 DEBUG [MainThread] peewee: ('SELECT 1', [])", reads: [], decoy: true },
  'another server’s limit': {
    log: '2026-11-29 21:54:44,866 WARNING [MainThread] chat.ws: MaxConnectionsExceeded: tenant 7 has 100 sockets',
    reads: [],
    decoy: true,
  },
};
