import type { Sample } from 'leak-stream/plugin';

const IDLE_CSV =
  '2026-11-23 01:43:51.662 UTC,"app","shop",14103,"127.0.0.1:45728",6b039a54.3717,3,"idle in transaction",2026-11-23 01:43:48 UTC,6/4,0,FATAL,25P03,"Verbindung wird abgebrochen wegen Zeitüberschreitung in inaktiver Transaktion",,,,,,,,,"billing, nightly","client backend",,0';

/** Printed by PostgreSQL 15 but for the translated and the wrapped ones. */
export const samples: Readonly<Record<string, Sample>> = {
  'a transaction left open, default prefix': {
    log: '2026-11-23 01:43:51.662 UTC [14103] FATAL:  terminating connection due to idle-in-transaction timeout',
    rule: 'stderr',
    reads: { kind: 'server-termination', reason: 'idle-in-transaction-timeout', pid: 14103 },
  },
  'the prefix that pgBadger asks for': {
    log: '2026-11-23 01:43:51 UTC [14103]: user=app,db=shop,app=billing, nightly,client=127.0.0.1 FATAL:  terminating connection due to idle-session timeout',
    rule: 'stderr',
    reads: { reason: 'idle-session-timeout', pid: 14103, user: 'app', database: 'shop', applicationName: 'billing, nightly' },
  },
  'Amazon RDS': {
    log: '2026-11-23 01:38:32 UTC:127.0.0.1(39660):app@shop:[10099]:FATAL:  terminating connection due to idle-in-transaction timeout',
    rule: 'stderr',
    reads: { reason: 'idle-in-transaction-timeout', pid: 10099, user: 'app', database: 'shop' },
  },
  'Azure: the pid is the second half of the session id': {
    log: '2026-11-23 01:38:32 UTC-6b039a54.3717-FATAL:  sorry, too many clients already',
    rule: 'stderr',
    reads: { reason: 'too-many-clients', pid: 14103 },
  },
  'no prefix at all': {
    log: 'FATAL:  remaining connection slots are reserved for roles with the SUPERUSER attribute',
    rule: 'stderr',
    reads: { reason: 'too-many-clients' },
  },
  'the client went away inside a transaction': {
    log: '2026-11-23 01:43:51.662 UTC [14103] app@shop LOG:  unexpected EOF on client connection with an open transaction',
    rule: 'stderr',
    reads: { reason: 'eof-in-transaction', pid: 14103, user: 'app', database: 'shop' },
  },
  'an ordinary end of a session': {
    log: '2026-11-23 01:36:41.615 UTC [9288] LOG:  disconnection: session time: 26:00:03.027 user=app database=shop host=127.0.0.1 port=54738',
    rule: 'stderr',
    reads: { reason: 'disconnection', pid: 9288, user: 'app', database: 'shop', sessionMs: 93_603_027 },
  },
  'csvlog, whatever the language': {
    log: IDLE_CSV,
    rule: 'csvlog',
    reads: {
      reason: 'idle-in-transaction-timeout', pid: 14103, user: 'app', database: 'shop', applicationName: 'billing, nightly', sqlState: '25P03',
    }, // prettier-ignore
  },
  jsonlog: {
    log: '{"timestamp":"2026-11-23 01:43:51.662 UTC","user":"app","dbname":"shop","pid":14103,"remote_host":"127.0.0.1","remote_port":57764,"session_id":"6b039a54.3717","line_num":3,"ps":"idle in transaction","session_start":"2026-11-23 01:43:48 UTC","vxid":"6/4","txid":0,"error_severity":"FATAL","state_code":"25P03","message":"terminating connection due to idle-in-transaction timeout","application_name":"billing","backend_type":"client backend","query_id":0}',
    rule: 'jsonlog',
    reads: {
      reason: 'idle-in-transaction-timeout',
      pid: 14103,
      user: 'app',
      database: 'shop',
      applicationName: 'billing',
      sqlState: '25P03',
    },
  },
  CloudNativePG: {
    log: '{"level":"info","ts":"2026-11-23T01:43:51.663Z","logger":"postgres","msg":"record","logging_pod":"db-1","record":{"log_time":"2026-11-23 01:43:51.662 UTC","user_name":"app","database_name":"shop","process_id":"14103","connection_from":"10.0.0.7:57764","session_id":"6b039a54.3717","session_line_num":"3","command_tag":"startup","error_severity":"FATAL","sql_state_code":"53300","message":"sorry, too many clients already","backend_type":"client backend","query_id":"0"}}',
    rule: 'jsonlog',
    reads: { reason: 'too-many-clients', pid: 14103, user: 'app', database: 'shop', sqlState: '53300' },
  },
  'translated, with the SQLSTATE in the prefix': {
    log: '2026-11-23 01:43:51.662 UTC [14103] app@shop 25P03 ВАЖНО:  закрытие подключения из-за тайм-аута простоя в транзакции',
    rule: 'translated',
    reads: { reason: 'idle-in-transaction-timeout', pid: 14103, user: 'app', database: 'shop', sqlState: '25P03' },
  },
  'a session that waits for a lock': {
    log: '2026-11-26 15:10:15.807 UTC [31318] app@shop LOG:  process 31318 still waiting for RowExclusiveLock on relation 16396 of database 5 after 1001.386 ms at character 8',
    rule: 'lock',
    reads: {
      kind: 'server-lock-wait',
      pid: 31318,
      lock: 'RowExclusiveLock',
      on: 'relation 16396 of database 5',
      waitedMs: 1001.386,
      acquired: false,
    },
  },
  'who holds the lock, and who waits': {
    log: '2026-11-26 15:10:21.855 UTC [3156] app@shop DETAIL:  Processes holding the lock: 31248, 3172. Wait queue: 31318, 31247, 3156.',
    rule: 'lock',
    reads: { kind: 'server-lock-wait', pid: 3156, holders: [31248, 3172], waiting: 3 },
  },
  'a session that has the lock at last': {
    log: '2026-11-26 15:11:47.235 UTC [3135] app@shop LOG:  process 3135 acquired ShareLock on transaction 771 after 86992.655 ms',
    rule: 'lock',
    reads: { pid: 3135, lock: 'ShareLock', on: 'transaction 771', waitedMs: 86992.655, acquired: true },
  },
  'a wait for a lock as JSON': {
    log: '{"timestamp":"2026-11-26 15:10:15.807 UTC","user":"app","dbname":"shop","pid":31318,"error_severity":"LOG","message":"process 31318 still waiting for ShareLock on transaction 771 after 1000.1 ms","detail":"Process holding the lock: 31248. Wait queue: 31318.","statement":"update items set n = 1 where id = 7","application_name":"web","backend_type":"client backend"}',
    rule: 'jsonlog',
    reads: {
      pid: 31318,
      lock: 'ShareLock',
      on: 'transaction 771',
      holders: [31248],
      waiting: 1,
      statement: 'update items set n = 1 where id = 7',
      applicationName: 'web',
    },
  },
  'a wait of another program': {
    log: '2026-11-26 15:10:15.807 worker LOG:  process 12 took the Lock on door 7 after 3 ms',
    reads: [],
    decoy: true,
  },
  'refused for another reason': {
    log: '2026-11-23 01:36:41.021 UTC [53300] FATAL:  the database system is starting up',
    reads: [],
    decoy: true,
  },
  'a background worker stopped by the shutdown': {
    log: '2026-11-23 01:43:51.662 UTC,,,11397,,6b039967.2c85,1,,2026-11-23 01:39:51 UTC,,0,FATAL,57P01,"terminating background worker ""logical replication launcher"" due to administrator command",,,,,,,,,"","logical replication launcher",,0',
    reads: [],
    decoy: true,
  },
  'the client repeats it in its own log': {
    log: '2026-11-23 01:43:51,662 ERROR app.db connect failed: connection to server at "db" (10.0.0.5), port 5432 failed: FATAL:  sorry, too many clients already',
    reads: [],
    decoy: true,
  },
};
