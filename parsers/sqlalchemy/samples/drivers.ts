import type { Sample } from 'leak-stream/plugin';

/** What drivers tell of a full database, and of sessions that it ended. */
export const drivers: Readonly<Record<string, Sample>> = {
  'no slot left, psycopg2': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "10.0.0.7", port 5432 failed: FATAL:  sorry, too many clients already',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'no slot left, in the lines below': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: no database\nTraceback (most recent call last):\n  File "/srv/shop/db.py", line 7, in connect\n    return psycopg2.connect(DSN)\npsycopg2.OperationalError: connection to server at "10.0.0.7", port 5432 failed: FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'no slot left for a role, psycopg': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: psycopg.OperationalError: connection failed: FATAL:  too many connections for role "app"',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'no slot left, asyncpg': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: asyncpg.exceptions.TooManyConnectionsError: sorry, too many clients already',
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' },
    rule: 'too-many-clients',
  },
  'DBUtils’ pool, which is no server': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: no loan\nTraceback (most recent call last):\n  File "/srv/venv/dbutils/pooled_db.py", line 437, in _wait_lock\n    raise TooManyConnectionsError\ndbutils.pooled_db.TooManyConnectionsError',
    reads: [],
    decoy: true,
  },
  'no slot left, PyMySQL': {
    log: "2026-11-23 08:11:11,267 ERROR shop.db: (pymysql.err.OperationalError) (1040, 'Too many connections')",
    reads: { kind: 'server-termination', reason: 'too-many-clients', sqlState: '08004' },
    rule: 'too-many-clients',
  },
  'the server does not answer, psycopg2': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "127.0.0.1", port 5439 failed: Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?\n',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'the same, psycopg': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: (psycopg.OperationalError) connection failed: connection to server at "db" (10.0.0.5), port 5432 failed: timeout expired',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'the same, asyncpg': {
    log: "2026-11-23 08:11:11,267 ERROR shop.db: ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 5432)",
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'the same, PyMySQL': {
    log: `2026-11-23 08:11:11,267 ERROR shop.db: (pymysql.err.OperationalError) (2003, "Can't connect to MySQL server on '127.0.0.1' ([Errno 111] Connection refused)")`,
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'the same, psycopg2 over an older libpq': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: (psycopg2.OperationalError) could not connect to server: Connection refused\n\tIs the server running on host "db" (10.0.0.5) and accepting\n\tTCP/IP connections on port 5432?',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'its name is not known': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: (psycopg2.OperationalError) could not translate host name "nosuch.invalid" to address: Name or service not known',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'it starts': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: (psycopg2.OperationalError) connection to server at "10.0.0.7", port 5432 failed: FATAL:  the database system is starting up',
    reads: { kind: 'server-termination', reason: 'unreachable' },
    rule: 'unreachable',
  },
  'it answers, and wants another password': {
    log: '2026-11-23 08:11:11,267 ERROR shop.db: (psycopg2.OperationalError) connection to server at "10.0.0.7", port 5432 failed: FATAL:  password authentication failed for user "app"',
    reads: [],
    decoy: true,
  },
  'somebody else does not answer': {
    log: "2026-11-23 08:11:11,267 ERROR shop.cache: ConnectionRefusedError: [Errno 111] Connect call failed ('127.0.0.1', 6379)",
    reads: [],
    decoy: true,
  },
  "the server's own line": {
    log: '2026-11-23 01:43:51.662 UTC [14103] user=app,db=shop,app=psql,client=127.0.0.1 FATAL:  sorry, too many clients already',
    reads: [],
    decoy: true,
  },
  'the server ended a session that idled in its transaction, psycopg': {
    log: '2026-11-23 08:11:11,267 ERROR shop.orders: place failed\nTraceback (most recent call last):\n  File "/srv/shop/orders.py", line 12, in place\n    connection.execute("select 2")\npsycopg.errors.IdleInTransactionSessionTimeout: terminating connection due to idle-in-transaction timeout',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    rule: 'session-ended',
  },
  'the same under SQLAlchemy': {
    log: '2026-11-23 08:11:11,267 ERROR shop.orders: sqlalchemy.exc.InternalError: (psycopg.errors.IdleInTransactionSessionTimeout) terminating connection due to idle-in-transaction timeout',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' },
    rule: 'session-ended',
  },
};
