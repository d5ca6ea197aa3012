import type { Sample } from 'leak-stream/plugin';

const VENV = '/srv/venv/lib/python3.11/site-packages';
const failed = (...lines: string[]): string =>
  ['2026-12-01 15:30:58,139 ERROR shop [Thread-232] Exception on /tools/383 [GET]', 'Traceback (most recent call last):', ...lines].join('\n');
const APP = ['  File "/srv/shop/app.py", line 28, in tool', '    c = get()'];
const reads = (text: string): Sample['reads'] => ({
  kind: 'acquire-timeout', witness: 'exception', waitedMs: 0, text, stack: [{}, { function: 'tool', line: 28 }],
}); // prettier-ignore
const decoy = (log: string): Sample => ({ log, reads: [], decoy: true });
const LIMIT = 'Error: No connections available.';

/** Callers of pools that never wait, recorded and cut: psycopg2 2.9, DBUtils 3.2, mysql-connector-python 26.10, mysql 2.18 and mysql2 3 for Node; and errors that look alike. */
export const noWaits: Readonly<Record<string, Sample>> = {
  'psycopg2': {
    log: failed(...APP, `  File "${VENV}/psycopg2/pool.py", line 92, in _getconn`, '    raise PoolError("connection pool exhausted")', 'psycopg2.pool.PoolError: connection pool exhausted'),
    reads: reads('psycopg2.pool.PoolError: connection pool exhausted'),
    rule: 'no-wait',
  },
  'psycopg2, in one line': {
    log: '2026-12-01 15:30:58,139 ERROR shop: POST /loans: psycopg2.pool.PoolError: connection pool exhausted',
    reads: { kind: 'acquire-timeout', witness: 'exception', waitedMs: 0 },
    rule: 'no-wait',
  },
  'DBUtils': {
    log: failed(...APP, `  File "${VENV}/dbutils/pooled_db.py", line 437, in _wait_lock`, '    raise TooManyConnectionsError', 'dbutils.pooled_db.TooManyConnectionsError'),
    reads: reads('dbutils.pooled_db.TooManyConnectionsError'),
    rule: 'no-wait',
  },
  'mysql-connector': {
    log: failed(...APP, `  File "${VENV}/mysql/connector/pooling.py", line 656, in get_connection`, '    raise PoolError("Failed getting connection; pool exhausted") from err', 'mysql.connector.errors.PoolError: Failed getting connection; pool exhausted'),
    reads: reads('mysql.connector.errors.PoolError: Failed getting connection; pool exhausted'),
    rule: 'no-wait',
  },
  'mysql of Node': {
    log: `2026-12-01T15:31:49.283Z ERROR GET /harvest ${LIMIT}\n    at /srv/node_modules/mysql/lib/Pool.js:71:17\n    at process.processTicksAndRejections (node:internal/process/task_queues:77:11)`,
    reads: { kind: 'acquire-timeout', witness: 'exception', waitedMs: 0 },
    rule: 'no-wait',
  },
  'mysql2 of Node, whose queue is full': {
    log: '2026-12-01T15:30:57.122Z ERROR GET /trees/1431 Error: Queue limit reached.\n    at _getConnection (/srv/node_modules/mysql2/lib/base/pool.js:116:19)\n    at Pool.getConnection (/srv/node_modules/mysql2/lib/base/pool.js:122:5)\n    at tree (/srv/orchard/trees.js:12:19)',
    reads: { kind: 'acquire-timeout', witness: 'exception', waitedMs: 0 },
    rule: 'no-wait',
  },
  'a queue of something else': decoy('2026-12-01T15:30:57.122Z ERROR send: Error: Queue limit reached.\n    at push (/srv/node_modules/mailer/queue.js:12:19)'),
  'a pool that was closed': decoy('2026-12-01 15:30:58,139 ERROR shop: psycopg2.pool.PoolError: connection pool is closed'),
  'one that tells it at its ease': decoy('2026-12-01 15:30:58,139 INFO shop: retrying by hand: psycopg2.pool.PoolError: connection pool exhausted'),
}; // prettier-ignore
