import type { Sample } from 'leak-stream/plugin';

/** Printed by psql 15 against a server whose sessions were left as the names of their states say. */
export const samples: Readonly<Record<string, Sample>> = {
  'a row as keys and values, of a program’s own watcher': {
    log: `2026-11-28T12:01:10,188 I dbwatch  - pid=10969 state="idle in transaction" wait=Client/ClientRead xact=00:00:37 since=00:00:37 query="select v from t where id = $1 and k <> 'void' for key share"`,
    rule: 'pairs',
    reads: {
      kind: 'server-session', pid: 10969, state: 'idle in transaction', idleForMs: 37_000, transactionForMs: 37_000, waitEvent: 'Client/ClientRead',
      query: "select v from t where id = $1 and k <> 'void' for key share",
    }, // prettier-ignore
  },
  'the same without quotes': {
    log: '2026-11-28 12:01:10,188 INFO dbwatch: backend pid: 10969, state: idle in transaction (aborted), idle_for: 00:00:37',
    rule: 'pairs',
    reads: { kind: 'server-session', pid: 10969, state: 'idle in transaction (aborted)', idleForMs: 37_000 },
  },
  'a worker of a server': { log: '2026-11-28 12:01:10,188 INFO fpm: pid=10969 state=idle since=37', reads: [], decoy: true },
  'a service': { log: '2026-11-28 12:01:10,188 INFO systemd: unit=shop pid=10969 state=active sub=running', reads: [], decoy: true },
  'aligned, with the time of the capture above': {
    log: `-- 2026-11-23 01:38:46.590159 UTC
  pid  |        state        | application_name |    idle_for     |                 last_query                  
-------+---------------------+------------------+-----------------+---------------------------------------------
 10132 | idle in transaction | billing-api      | 00:00:06.176275 | select id, total from invoices where id = $1
(1 row)`,
    rule: 'table',
    reads: {
      kind: 'server-session', pid: 10132, state: 'idle in transaction', applicationName: 'billing-api', idleForMs: 6176.275,
      query: 'select id, total from invoices where id = $1', capture: '2026-11-23T01:38:46.590159Z', at: '2026-11-23T01:38:46.590159Z',
    }, // prettier-ignore
  },
  'no session in this state: said, because it is no proof of health': {
    log: ` pid | state | application_name | idle_for | last_query 
-----+-------+------------------+----------+------------
(0 rows)`,
    rule: 'table',
    reads: { kind: 'pool-note', code: 'empty-capture' },
  },
  'csv: the query with a comma is quoted': {
    log: `pid,state,application_name,idle_for,last_query
31957,idle in transaction (aborted),billing-api,00:01:58.412228,"INSERT INTO customers (id, name) VALUES (28, 'merged')"
31792,idle in transaction,"jobs|nightly, eu",1 day 00:01:58,BEGIN`,
    rule: 'table',
    reads: [
      {
        pid: 31957,
        state: 'idle in transaction (aborted)',
        idleForMs: 118_412.228,
        query: "INSERT INTO customers (id, name) VALUES (28, 'merged')",
      },
      { pid: 31792, applicationName: 'jobs|nightly, eu', idleForMs: 86_518_000, query: 'BEGIN' },
    ],
  },
  'every backend: the server\'s own are left out, ages come from the columns of times': {
    log: `-- captured at 2026-11-23 01:57:50.273+00
 pid  | usename |  backend_type  |         xact_start         |        state_change        | wait_event       |        state        |     query     
------+---------+----------------+----------------------------+----------------------------+------------------+---------------------+---------------
 8639 |         | checkpointer   |                            |                            | CheckpointerMain |                     | 
 8721 | app     | client backend | 2026-11-23 01:50:50.273+00 | 2026-11-23 01:57:45.273+00 | ClientRead       | idle in transaction | select note  +
      |         |                |                            |                            |                  |                     |   from t`,
    rule: 'table',
    reads: [{ pid: 8721, user: 'app', idleForMs: 5000, transactionForMs: 420_000, waitEvent: 'ClientRead', query: 'select note\n  from t' }],
  }, // prettier-ignore
  'expanded, pasted without its heading': {
    log: `pid              | 9769
usesysid         | 17788
client_port      | 36804
xact_start       | 2022-03-15 14:57:55.658817+01
state_change     | 2022-03-15 16:14:42.192581+01
wait_event       | ClientRead
state            | idle in transaction
backend_xid      | 2018359`,
    reads: { kind: 'server-session', pid: 9769, state: 'idle in transaction', waitEvent: 'ClientRead' },
    rule: 'expanded',
  },
  'the record view of DBeaver, a bar behind each value': {
    log: `pid             |9769                                         |
leader_pid      |                                             |
usename         |shop                                         |
application_name|DBeaver 23.0 - Main <orders-production-main>  |
backend_start   |2026-11-23 11:50:43.598 +0000                |
xact_start      |2026-11-23 11:51:14.067 +0000                |
wait_event      |ClientRead                                   |
state           |idle in transaction                          |
backend_xid     |                                             |`,
    reads: { kind: 'server-session', pid: 9769, state: 'idle in transaction', user: 'shop', waitEvent: 'ClientRead', applicationName: 'DBeaver 23.0 - Main <orders-production-main>' },
    rule: 'expanded',
  }, // prettier-ignore
  'expanded: a record a row': {
    log: `-[ RECORD 1 ]----+---------------------------------------------
pid              | 8721
state            | idle
application_name | report "q4"
idle_for         | 00:00:03.366385
last_query       | select id, total from invoices where id = 7;`,
    rule: 'expanded',
    reads: {
      pid: 8721,
      state: 'idle',
      applicationName: 'report "q4"',
      idleForMs: 3366.385,
      query: 'select id, total from invoices where id = 7;',
    },
  },
  'a row as JSON': {
    log: '{"pid":8724,"state":"idle","application_name":"report \\"q4\\"","idle_for":"00:00:03.759481","last_query":"select total from invoices"}',
    rule: 'json',
    reads: { pid: 8724, state: 'idle', applicationName: 'report "q4"', idleForMs: 3759.481, query: 'select total from invoices' },
  },
  'rows alone (psql -t)': {
    log: ` 8721 | idle in transaction           | billing-api      | 00:00:03.283393 | select id, total from invoices where id = 7;
 8724 | idle                          | report "q4"      | 00:00:03.244921 | select total from invoices where id = 1;`,
    rule: 'rows',
    reads: [
      { pid: 8721, state: 'idle in transaction', applicationName: 'billing-api', idleForMs: 3283.393 },
      { pid: 8724, state: 'idle', query: 'select total from invoices where id = 1;' },
    ],
  },
  'processes as ps aux lists them, below date(1)': {
    log: `Mon Nov 30 00:33:36 UTC 2026
postgres 20913  0.0  0.0 236120 14900 ?        Ss   00:33   0:00 postgres: app shop [local] idle in transaction
postgres 20848  0.0  0.0 235720  8404 ?        Ss   00:33   0:00 postgres: logical replication launcher 
postgres 20914  0.0  0.0 236120 14288 ?        Ss   00:33   0:00 postgres: app shop 127.0.0.1(41574) idle in transaction (aborted)
postgres 20919  0.0  0.0 236120 14348 ?        Ss   00:33   0:00 postgres: 15/main: app shop 127.0.0.1(41596) SELECT waiting
root     20953  0.0  0.0  20920  2028 ?        S    00:33   0:00 grep postgres:`,
    rule: 'titles',
    reads: [
      { pid: 20913, state: 'idle in transaction', user: 'app', database: 'shop', at: '2026-11-30T00:33:36Z' },
      { pid: 20914, state: 'idle in transaction (aborted)', clientAddress: '127.0.0.1' },
      { pid: 20919, state: 'active', user: 'app', database: 'shop' },
    ],
  },
  'processes as pgrep -a lists them': {
    log: `20848 postgres: logical replication launcher 
20916 postgres: app shop 127.0.0.1(41578) idle in transaction
20918 postgres: app shop 127.0.0.1(41592) idle`,
    rule: 'titles',
    reads: [
      { pid: 20916, state: 'idle in transaction' },
      { pid: 20918, state: 'idle' },
    ],
  },
  'the query itself is no capture': {
    log: `shop=# SELECT pid, state, application_name, now() - state_change AS idle_for FROM pg_stat_activity WHERE state LIKE 'idle in%';`,
    reads: [],
    decoy: true,
  },
  'another listing with a pid and a state': { log: 'pid,state,cmd\n4711,running,/usr/bin/app\n4712,zombie,sh', reads: [], decoy: true },
};
