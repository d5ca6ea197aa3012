import type { Sample } from 'leak-stream/plugin';

/** Log lines as printed by PgBouncer 1.18; the limit of one user is from the source of 1.25.2 (src/client.c). */
export const samples: Readonly<Record<string, Sample>> = {
  'a client waited in vain': {
    log: '2026-11-23 01:44:36.647 UTC [14409] WARNING C-0x559daec8ab90: shop/app@127.0.0.1:58296 pooler error: query_wait_timeout',
    rule: 'query-wait-timeout',
    reads: [
      { kind: 'acquire-timeout', pool: 'shop/app' },
      { kind: 'server-termination', reason: 'query-wait-timeout', database: 'shop', user: 'app' },
    ],
  },
  'a client too many': {
    log: '2026-11-23 01:44:40.102 UTC [14409] WARNING C-0x559daec8ab90: (nodb)/(nouser)@127.0.0.1:58310 pooler error: no more connections allowed (max_client_conn)',
    rule: 'refused',
    reads: { kind: 'server-termination', reason: 'too-many-clients' },
  },
  'a client too many of one user': {
    log: '2026-11-23 01:44:40.102 UTC [14409] WARNING C-0x559daec8ab90: shop/app@127.0.0.1:58310 pooler error: client connections exceeded (max_user_client_connections)',
    rule: 'refused',
    reads: { kind: 'server-termination', reason: 'too-many-clients', database: 'shop', user: 'app' },
  },
  'a client that said nothing': {
    log: '2026-11-29 23:57:50.031 UTC [26734] WARNING C-0x55a570551730: shop/app@127.0.0.1:36388 pooler error: client_idle_timeout',
    rule: 'idle-client',
    reads: { kind: 'server-termination', reason: 'idle-session-timeout', database: 'shop', user: 'app' },
  },
  'a statement that took too long': {
    log: '2026-11-29 23:57:52.030 UTC [26734] WARNING C-0x55a570551990: shop/app@127.0.0.1:36396 pooler error: query timeout',
    rule: 'cut-off',
    reads: { kind: 'server-termination', reason: 'other', database: 'shop', user: 'app' },
  },
  'a transaction left open': {
    log: '2026-11-23 01:45:02.311 UTC [14409] LOG C-0x559daec8ab90: shop/app@127.0.0.1:58296 closing because: idle transaction timeout (age=8s)',
    rule: 'idle-transaction',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', database: 'shop', user: 'app' },
  },
  statistics: {
    log: '2026-11-23 01:45:36.650 UTC [14409] LOG stats: 784 xacts/s, 785 queries/s, in 403910 B/s, out 1893441 B/s, xact 6107 us, query 6103 us, wait 110 us',
    rule: 'stats',
    reads: { kind: 'pool-note', code: 'visible' },
  },
  'SHOW POOLS': {
    log: `-- 2026-11-23 01:45:40 UTC
 database  |   user    | cl_active | cl_waiting | cl_active_cancel_req | cl_waiting_cancel_req | sv_active | sv_active_cancel | sv_being_canceled | sv_idle | sv_used | sv_tested | sv_login | maxwait | maxwait_us |  pool_mode  
-----------+-----------+-----------+------------+----------------------+-----------------------+-----------+------------------+-------------------+---------+---------+-----------+----------+---------+------------+-------------
 pgbouncer | pgbouncer |         1 |          0 |                    0 |                     0 |         0 |                0 |                 0 |       0 |       0 |         0 |        0 |       0 |          0 | statement
 shop      | app       |        20 |          7 |                    0 |                     0 |        20 |                0 |                 0 |       1 |       2 |         0 |        0 |      12 |     408211 | transaction
(2 rows)`,
    rule: 'show-pools',
    reads: { kind: 'pool-snapshot', pool: 'shop/app', inUse: 20, idle: 1, open: 23, pending: 7, at: '2026-11-23 01:45:40 UTC' },
  },
  // The last column stands in src/admin.c; it is NULL where the database has one host.
  'SHOW POOLS of a newer version': {
    log: `-- 2026-11-23 01:45:40 UTC
 database | user | cl_active | cl_waiting | sv_active | sv_idle | sv_used | maxwait |  pool_mode  | load_balance_hosts 
----------+------+-----------+------------+-----------+---------+---------+---------+-------------+--------------------
 shop     | app  |        20 |          7 |        20 |       0 |       0 |      12 | transaction |                    
(1 row)`,
    rule: 'show-pools',
    reads: { kind: 'pool-snapshot', pool: 'shop/app', inUse: 20, idle: 0, pending: 7 },
  },
  'SHOW POOLS in expanded form': {
    log: `-[ RECORD 1 ]---------+------------
database              | shop
user                  | app
cl_active             | 8
cl_waiting            | 2
sv_active             | 4
sv_idle               | 0
sv_used               | 0
maxwait               | 0
pool_mode             | transaction`,
    rule: 'show-pools',
    reads: { kind: 'pool-snapshot', pool: 'shop/app', inUse: 4, idle: 0, open: 4, pending: 2 },
  },
  'SHOW POOLS with the limits of SHOW DATABASES below': {
    log: `-- 2026-11-23 01:45:40 UTC
 database | user | cl_active | cl_waiting | sv_active | sv_idle | sv_used | maxwait |  pool_mode
----------+------+-----------+------------+-----------+---------+---------+---------+-------------
 shop     | app  |        20 |          7 |        20 |       0 |       0 |      12 | transaction
(1 row)

 name | host | port | database | force_user | pool_size | min_pool_size | reserve_pool | pool_mode | max_connections
------+------+------+----------+------------+-----------+---------------+--------------+-----------+-----------------
 shop | db   | 5432 | shop     |            |        20 |             0 |            5 |           |               0
(1 row)`,
    rule: 'show-pools',
    reads: { kind: 'pool-snapshot', pool: 'shop/app', inUse: 20, max: 25, pending: 7 },
  },
  'another listing in expanded form': { log: '-[ RECORD 1 ]-+-----\ntype | C\nuser | app', reads: [], decoy: true },
  'SHOW POOLS as CSV': {
    log: `database,user,cl_active,cl_waiting,sv_active,sv_idle,sv_used,sv_tested,sv_login,maxwait,pool_mode
shop,app,3,0,2,5,0,0,0,0,transaction`,
    rule: 'show-pools',
    reads: { kind: 'pool-snapshot', pool: 'shop/app', inUse: 2, idle: 5, open: 7, pending: 0 },
  },
  'the second line about the same client': {
    log: '2026-11-23 01:44:36.647 UTC [14409] LOG C-0x559daec8ab90: shop/app@127.0.0.1:58296 closing because: query_wait_timeout (age=3s)',
    reads: [],
    decoy: true,
  },
  "the same timeout at the server's end": {
    log: '2026-11-23 01:45:02.311 UTC [14409] LOG S-0x559daed01230: shop/app@127.0.0.1:5432 closing because: idle transaction timeout (age=8s)',
    reads: [],
    decoy: true,
  },
};
