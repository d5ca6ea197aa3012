import type { Plugin } from 'leak-stream/plugin';

const decoy = (log: string): Plugin['samples'][string] => ({ log, reads: [], decoy: true });

/** Lines with the words of a sample that speak of something else. */
export const decoys: Plugin['samples'] = {
  'an address in use': decoy('2026/11/23 01:52:09 listen tcp :8080: bind: address already in use'),
  'a disk that is busy': decoy('2026/11/23 01:52:09 disk total 500 busy 3 idle 97'),
  'memory in use': decoy('runtime: memory allocated by OS: 34312716288 in use, 1048576 idle'),
  'the heap': decoy('2026/11/23 01:52:09 heap in_use=1234 idle=234 released=12'),
  'ports in use': decoy('{"level":"info","msg":"allocator","ports":{"in_use":9,"idle":3}}'),
  'a lone figure': decoy('2026/11/23 01:52:09 seats refreshed in_use=9'),
  'an alert': decoy('expr: go_sql_in_use_connections / go_sql_max_open_connections > 0.9'),
  'a comparison': decoy('2026/11/23 01:52:09 alert when db in_use >= 9 and idle == 0'),
  'the struct itself': decoy('\tInUse           int           // The number of connections currently in use.'),
  'connections of a server': decoy('2026/11/23 01:52:09 http conns total=12 active=4 idle=8'),
  'a pool of another language': decoy('2026-11-23 01:52:09,164 INFO [main] org.example.db.PoolWatch - pool total=10 active=4 idle=6'),
  'Agroal': decoy('Pool: 3 available | 5 active | 8 max | 99 acquired | 94 returned'),
  'HikariCP without its logger': decoy('2026-11-23 01:52:09,164 DEBUG OrdersPool - Pool stats (total=10, active=9, idle=1, waiting=0)'),
  'a table': decoy('CREATE TABLE connections (id bigint, in_use boolean DEFAULT false, idle int)'),
  'a statement': decoy('2026/11/23 01:52:09 [1.2ms] [rows:1] UPDATE "connections" SET in_use=1, idle=0 WHERE id=3'),
  'users of a database': decoy('2026/11/23 01:52:09 db admin: 3 active users, 2 idle sessions'),
  'places in a car park': decoy('{"m":"car park","park":{"cap":12,"busy":3,"free":9},"wait":{"n":4,"total":"1.5s"}}'),
  'locks that are acquired': decoy('2026/11/23 01:52:09 9 of 64 locks acquired, 3 of them had to wait'),
  'workers by words': decoy('2026/11/23 01:52:09 worker pool: 3 busy, 2 idle'),
  'memory by words': decoy('2026/11/23 01:52:09 memory total=16384 used=9000 free=7384'),
  'another pool': decoy('2026/11/23 01:52:09 worker pool in_use=9 idle=1'),
  'a client of another service': decoy('2026/11/23 01:52:09 sync: Get "https://rates.example.org/v1": context deadline exceeded (Client.Timeout exceeded while awaiting headers)'),
  'a statement that pgconn sent': decoy('2026/11/23 01:39:08 ERROR get connections of user 17: timeout: context deadline exceeded'),
  'a connection that was had too late': decoy('{"level":"error","error":"timeout: context already done: context deadline exceeded","method":"POST","uri":"/slots/455","status":503}'),
  'a client that left': decoy('2026/11/23 01:52:09 ERROR GET /api/orders: context canceled; pool stats skipped'),
  "the server's own line": decoy('2026-11-23 01:43:51.662 UTC [14103] user=app,db=shop,app=psql,client=127.0.0.1 FATAL:  sorry, too many clients already'),
  'HikariCP': decoy('2026-11-23 01:52:09.164 DEBUG 1 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool : HikariPool-1 - Pool stats (total=10, active=9, idle=1, waiting=0)'),
  'HikariCP before 2.4': decoy('2014-05-14 01:52:09.164 DEBUG HikariPool - Before cleanup pool stats HikariPool-0 (total=10, inUse=9, avail=1, waiting=0)'),
  'a struct of six figures': decoy('2026/11/23 01:52:09 queue stats {10 10 9 4 42 1m2.5s 7 0 2}'),
  'what happened to one connection, and how many are out': decoy('time=2026-11-23T01:39:08.5Z level=DEBUG msg="connection acquired" conn_id=17 in_use=3'),
  'one goroutine that only prints': decoy('goroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x1d'),
}; // prettier-ignore
