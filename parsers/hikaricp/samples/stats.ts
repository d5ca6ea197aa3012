import type { Sample } from 'leak-stream/plugin';

/** Statistics of the housekeeper, and around what changes the pool. */
export const stats: Readonly<Record<string, Sample>> = {
  'stats of 6.0 and later': {
    log: '2026-11-23 02:03:04.217 DEBUG 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Pool stats (total=9/10, idle=7/10, active=2, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', open: 9, max: 10, idle: 7, inUse: 2, pending: 0, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats after a cleanup, 2.4.4 to 5.1.0': {
    log: '13:37:46.114 DEBUG 35763 --- [HikariPool-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - After cleanup  stats (total=15, active=11, idle=4, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', open: 15, inUse: 11, idle: 4, pending: 0, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats before a cleanup, which the ones after it repeat': {
    log: '13:37:46.114 DEBUG 35763 --- [HikariPool-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Before cleanup stats (total=15, active=11, idle=4, waiting=0)',
    reads: { kind: 'pool-note', code: 'visible', pool: 'HikariPool-1' },
    rule: 'stats',
  },
  'stats of 2.4.0 to 2.4.3': {
    log: '2015-10-06 09:21:36,762 [Hikari housekeeper (pool web)] DEBUG com.zaxxer.hikari.pool.HikariPool - After cleanup\tpool web stats (total=10, active=3, idle=7, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'web', open: 10, inUse: 3, idle: 7, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats of 1.3.9 to 2.3.13': {
    log: '2014-10-06 09:21:36,762 [Hikari Housekeeping Timer (pool HikariPool-0)] DEBUG com.zaxxer.hikari.pool.HikariPool - Before cleanup pool stats HikariPool-0 (total=10, inUse=3, avail=7, waiting=n/a)',
    reads: { kind: 'pool-note', code: 'visible', pool: 'HikariPool-0' },
    rule: 'stats',
  },
  'stats of 1.3.9 to 2.3.13 after a cleanup': {
    log: '2014-10-06 09:21:36,762 [Hikari Housekeeping Timer (pool HikariPool-0)] DEBUG com.zaxxer.hikari.pool.HikariPool - After cleanup pool stats HikariPool-0 (total=10, inUse=3, avail=7, waiting=n/a)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-0', open: 10, inUse: 3, idle: 7, occasion: 'periodic' },
    rule: 'stats',
  },
  'stats whose line was cut off': {
    log: '2014-10-06 09:21:36,762 [Hikari Housekeeping Timer (pool HikariPool-0)] DEBUG com.zaxxer.hikari.pool.HikariPool - After fill pool stats HikariPool-0 (total=10, inUse=3, ava',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-0', open: 10, inUse: 3 },
    rule: 'stats',
  },
  'stats at an acquire timeout': {
    log: '2026-11-23 02:06:48.456 DEBUG 17245 --- [nio-8080-exec-9] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Timeout failure stats (total=8/8, idle=0/8, active=8, waiting=9)',
    reads: [
      { kind: 'acquire-timeout', pool: 'HikariPool-1', witness: 'counter' },
      { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 8, max: 8, pending: 9, occasion: 'exhaustion' },
    ],
    rule: 'stats',
  },
  'stats when no connection could be added': {
    log: '2026-11-23 02:06:48.276 DEBUG 17245 --- [onnection adder] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Connection not added, stats (total=8/8, idle=0/8, active=8, waiting=8)',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 8, occasion: 'change' },
    rule: 'stats',
  },
  'stats while the pool closes': {
    log: '2026-11-23 02:04:34.100 DEBUG 6057 --- [       Thread-0] com.zaxxer.hikari.pool.HikariPool        : orders-main - After shutdown stats (total=0/15, idle=0/8, active=0, waiting=0)',
    reads: { kind: 'pool-snapshot', pool: 'orders-main', inUse: 0, occasion: 'shutdown' },
    rule: 'stats',
  },
  'the pool’s figures above the exception, as pasted, without their end': {
    log: `Timeout failure stats (total=30, active=1, idle=29, waiting=163

Caused by: java.sql.SQLTransientConnectionException: Shop Connection Pool - Connection is not available, request timed out after 30000ms.
        at com.zaxxer.hikari.pool.HikariPool.createTimeoutException(HikariPool.java:697)
        at com.zaxxer.hikari.HikariDataSource.getConnection(HikariDataSource.java:100)`,
    reads: [
      { kind: 'acquire-timeout', pool: 'Shop Connection Pool', waitedMs: 30000 },
      { kind: 'pool-snapshot', pool: 'Shop Connection Pool', open: 30, inUse: 1, idle: 29, occasion: 'exhaustion' },
    ],
    rule: 'acquire-timeout',
  },
};
