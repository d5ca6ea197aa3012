import type { Plugin } from 'leak-stream/plugin';

const counters = { maxIdleClosed: 7, maxIdleTimeClosed: 0, maxLifetimeClosed: 2 };
/** What most of them tell. */
export const full = { kind: 'pool-snapshot', max: 10, open: 10, inUse: 9, idle: 1, waitCount: 42, waitDurationMs: 62503.85 };

/** The ways in which programs print a DBStats or a pgxpool.Stat as text. */
export const shapes: Plugin['samples'] = {
  'by hand': {
    log: '2026/11/23 01:52:09 open=10 inUse=9 idle=1 waitCount=42 waitDuration=1m2.50385s',
    reads: { kind: 'pool-snapshot', open: 10, inUse: 9, idle: 1, waitCount: 42, waitDurationMs: 62503.85 },
  },
  'connections in two words, and the limit behind a stroke': {
    log: '2026-11-23T01:52:09.164Z DEBUG [pool-monitor] active connections: 9/10, idle: 1, waiting: 0',
    reads: { kind: 'pool-snapshot', inUse: 9, idle: 1, max: 10, pending: 0 },
  },
  '%+v of the struct': {
    log: '2026/11/23 01:52:09 {MaxOpenConnections:10 OpenConnections:10 InUse:9 Idle:1 WaitCount:42 WaitDuration:1m2.50385s MaxIdleClosed:7 MaxIdleTimeClosed:0 MaxLifetimeClosed:2}',
    reads: { ...full, counters },
  },
  '%+v behind a name': {
    log: '2026/11/23 01:52:09 orders: db stats {MaxOpenConnections:10 OpenConnections:10 InUse:9 Idle:1 WaitCount:42 WaitDuration:1m2.50385s MaxIdleClosed:7 MaxIdleTimeClosed:0 MaxLifetimeClosed:2}',
    reads: { ...full, counters, pool: 'orders' },
  },
  '%#v: nanoseconds': {
    log: '2026/11/23 01:52:09 sql.DBStats{MaxOpenConnections:10, OpenConnections:10, InUse:9, Idle:1, WaitCount:42, WaitDuration:62503850000, MaxIdleClosed:7, MaxIdleTimeClosed:0, MaxLifetimeClosed:2}',
    reads: { ...full, counters },
  },
  '%v: figures alone': { log: '2026/11/23 01:52:09 db stats {10 10 9 1 42 1m2.50385s 7 0 2}', reads: { ...full, counters }, rule: 'dbstats-positional' },
  '%v of a pointer, before Go 1.15': {
    log: '2026/11/23 01:52:09 pool stats: &{10 10 9 1 42 1m2.50385s 7 2}',
    reads: { ...full, counters: { maxIdleClosed: 7, maxLifetimeClosed: 2 } },
    rule: 'dbstats-positional',
  },
  'the struct as a quoted value': {
    log: 'time="2026-11-23T01:52:09Z" level=info msg="db pool" stats="{10 10 9 1 42 1m2.50385s 7 0 2}"',
    reads: { ...full, counters },
    rule: 'dbstats-positional',
  },
  'encoding/json: nanoseconds': {
    log: '{"MaxOpenConnections":10,"OpenConnections":10,"InUse":9,"Idle":1,"WaitCount":42,"WaitDuration":62503850000,"MaxIdleClosed":7,"MaxIdleTimeClosed":0,"MaxLifetimeClosed":2}',
    reads: { ...full, counters },
  },
  'JSON at the end of a text line': {
    log: '2026/11/23 01:52:09.048127 sampler.go:32: db.Stats= {"MaxOpenConnections":10,"OpenConnections":10,"InUse":9,"Idle":1,"WaitCount":42,"WaitDuration":62503850000,"MaxIdleClosed":7,"MaxIdleTimeClosed":0,"MaxLifetimeClosed":2}',
    reads: { ...full, counters },
  },
  'in brackets, the time in parentheses': {
    log: '2026/03/02 00:02:24 [dbstats] MaxOpen=50 Open=3 InUse=1 Idle=2 Wait=4 (1.5s)',
    reads: { kind: 'pool-snapshot', max: 50, open: 3, inUse: 1, idle: 2, waitCount: 4, waitDurationMs: 1500 },
  },
  'a prefix that names the pool': { log: '[orders] 2026/11/23 01:52:09 inUse=9 idle=1', reads: { kind: 'pool-snapshot', inUse: 9, idle: 1, pool: 'orders' } },
  'words before their figures, and the limit': {
    log: '2026/11/23 01:52:09 [db] conns in use 3/10, idle 4',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 4, max: 10 },
    rule: 'dbstats',
  },
  'words before their figures, others for them': {
    log: '2026/11/23 01:52:09 db conns: total 7 busy 3 idle 4',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 4, open: 7 },
    rule: 'dbstats',
  },
  'changes, not totals': {
    log: '2026/11/23 01:52:09 pool: 3/10 in use, 4 idle, +12 waits (+3s)',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 4, max: 10, waitCountDelta: 12, waitDurationDeltaMs: 3000 },
  },
  'words with blanks': {
    log: '2026/11/23 01:52:09 database: max open: 10, open connections: 10, in use: 9, idle: 1, wait count: 42',
    reads: { kind: 'pool-snapshot', max: 10, open: 10, inUse: 9, idle: 1, waitCount: 42 },
  },
  'waits in an object of their own': {
    log: '{"ts":"2026-11-23T01:52:09Z","level":"INFO","m":"sql pool","pool":{"cap":12,"busy":3,"free":2},"wait":{"n":4,"total":"1.5s"},"closed":{"idle":7}}',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 2, max: 12, waitCount: 4, waitDurationMs: 1500 },
  },
  'a sentence of pgxpool': {
    log: '{"sev":"INFO","event":"9 of 64 connections acquired, 2 idle, 1 under construction; 205 acquires so far, 3 of them had to wait"}',
    reads: { kind: 'pool-snapshot', inUse: 9, idle: 2, max: 64, waitCount: 3 },
  },
  'two pools in one line': {
    log: '2026/11/23 01:52:09 primary={InUse:3 Idle:1 OpenConnections:4} replica={InUse:1 Idle:0 OpenConnections:1}',
    reads: [
      { kind: 'pool-snapshot', pool: 'primary', inUse: 3, open: 4 },
      { kind: 'pool-snapshot', pool: 'replica', inUse: 1, open: 1 },
    ],
  },
  'klog: a pool in a key': {
    log: 'I1123 01:52:09.164908   19273 main.go:118] db stats pool=write in_use=9 open=10 wait_ms=62503.85',
    reads: { kind: 'pool-snapshot', pool: 'write', inUse: 9, open: 10, waitDurationMs: 62503.85 },
  },
  'a unit that nobody tells': { log: '2026/11/23 01:52:09 db in_use=9 idle=1 wait_duration=62503', reads: { kind: 'pool-snapshot', inUse: 9, idle: 1 } },
  'pgxpool.Stat as a map': {
    log: '2026/11/23 01:52:09 map[acquireCount:110079 acquireDuration:7.877843226s acquiredConns:32 canceledAcquireCount:265 constructingConns:0 emptyAcquireCount:40 idleConns:0 maxConns:32 totalConns:32]',
    reads: { kind: 'pool-snapshot', inUse: 32, idle: 0, max: 32, open: 32, waitCount: 40, counters: { acquireCount: 110079, canceledAcquireCount: 265 } },
    rule: 'pgxpool',
  },
  'pgxpool.Stat as fields': {
    log: '{"time":"2026-11-23T01:52:09Z","level":"INFO","msg":"pgx pool","acquired_conns":9,"idle_conns":1,"total_conns":10,"max_conns":10,"empty_acquire_wait_time":2500000000}',
    reads: { kind: 'pool-snapshot', inUse: 9, idle: 1, open: 10, max: 10, waitDurationMs: 2500 },
    rule: 'pgxpool',
  },
  'the limit at the start': {
    log: '2026/11/23 01:30:31 api listening addr=127.0.0.1:27600 max_open_conns=20',
    reads: { kind: 'pool-configuration', max: 20 },
    rule: 'configuration',
  },
  'words of any pool': {
    log: '2026/11/23 08:07:12.173018 quarry: conns total=5 busy=1 free=4 limit=16 queued=0',
    reads: { kind: 'pool-snapshot', open: 5, inUse: 1, idle: 4, max: 16, pending: 0 },
  },
  'a limit among figures and words': {
    log: '2026/11/23 08:09:43 quarry: sql pool: 1 open, 0 in use, 1 idle, limit 16, 0 waits so far',
    reads: { kind: 'pool-snapshot', open: 1, inUse: 0, idle: 1, max: 16, waitCount: 0 },
  },
  'a share of those open, and the limit in a value': {
    log: 'time="2026-11-23T01:52:09.591+01:00" level=info msg="db 3/4 in use" taken=3 free=1 max=6 wait=40.334746ms',
    reads: { kind: 'pool-snapshot', inUse: 3, open: 4, max: 6 },
  },
  'a share of the limit, which a value names too': {
    log: 'time="2026-11-23T01:52:09.591+01:00" level=info msg="db 6/6 in use" belegt=6 frei=0 max=6 wartende=4',
    reads: { kind: 'pool-snapshot', inUse: 6, max: 6 },
  },
  'a share of the limit that may be open': {
    log: '2026/11/23 01:52:09 db pool: 7 busy / 0 free, 7 of 12 open, 0 waiting',
    reads: { kind: 'pool-snapshot', inUse: 7, idle: 0, open: 7, max: 12, pending: 0 },
  },
  'a name': {
    log: '2026/11/23 08:07:09 dbstats name=archive max=25 open=2 inuse=1 idle=1 waits=0 waited=0s',
    reads: { kind: 'pool-snapshot', pool: 'archive', max: 25, open: 2, inUse: 1 },
  },
  'a name in parentheses': {
    log: '2026/11/23 08:07:09 dbstats(archive) open=2 inuse=1 idle=1',
    reads: { kind: 'pool-snapshot', pool: 'archive', open: 2, inUse: 1 },
  },
  'a name before the word pool': {
    log: '2026/11/23 08:07:09 archive pool: 3/10 in use, 7 idle',
    reads: { kind: 'pool-snapshot', pool: 'archive', inUse: 3, open: 10 },
  },
  'a name in the message': {
    log: 'time=2026-11-23T08:07:07.721Z level=INFO msg="archive pool" open=2 in_use=1 idle=1',
    reads: { kind: 'pool-snapshot', pool: 'archive', open: 2, inUse: 1 },
  },
  'a connection string, its secrets left out': {
    log: 'time=2026-11-23T08:07:07.721Z level=INFO msg="db pool" dsn="postgres://app:s3cret@db-1:5432/orders?sslmode=disable" open=2 in_use=1 idle=1',
    reads: { kind: 'pool-snapshot', pool: 'db-1/orders', open: 2, inUse: 1 },
  },
  'a phrase of other words (recorded)': {
    log: '2026/11/23 10:37:38 INFO sql: 6 open (5 busy, 1 idle) of 24, 0 waits',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 1, open: 6, max: 24, waitCount: 0 },
  },
  'a phrase in steps': {
    log: '2026/11/23 10:37:38 db conns: 5 active / 2 idle / 7 total (max 10)',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 2, open: 7, max: 10 },
  },
  'used out of a limit': {
    log: '2026/11/23 10:37:38 postgres pool: 5/20 used, 3 free',
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 3, max: 20 },
  },
  'totals are counters (recorded)': {
    log: '2026/11/23 10:38:45 INFO dbpool open=8 used=8 free=0 max=8 waiters_total=64 waited_ms=12',
    reads: { kind: 'pool-snapshot', inUse: 8, idle: 0, open: 8, max: 8, waitCount: 64, waitDurationMs: 12 },
  },
  'indented, pasted with a comma too many': {
    log: `{
    "Idle": 0,
    "InUse": 15,
    "MaxOpenConnections": 15,
    "OpenConnections": 15,
    "WaitCount": 141,
    "WaitDuration": "2m39.604s",`,
    reads: { kind: 'pool-snapshot', inUse: 15, idle: 0, open: 15, max: 15, waitCount: 141, waitDurationMs: 159_604 },
    rule: 'dbstats-indented',
  },
  'broken into lines that a page has unindented': {
    log: `{
"max_open_connections": 12,
"open_connections": 7,
"in_use": 4,
"idle": 3,
"wait_count": 0,
"wait_duration": "0s",
"max_idle_closed": 2,`,
    reads: { kind: 'pool-snapshot', inUse: 4, idle: 3, open: 7, max: 12, waitCount: 0, waitDurationMs: 0, counters: { maxIdleClosed: 2 } },
    rule: 'dbstats-indented',
  },
};
