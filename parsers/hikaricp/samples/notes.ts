import type { Sample } from 'leak-stream/plugin';

/** Other lines of the pool. */
export const notes: Readonly<Record<string, Sample>> = {
  'a connection, in columns without marks': {
    log: '2026-12-09T13:00:43.249Z INFO  exec-4 HikariPool orders - Added connection org.postgresql.jdbc.PgConnection@5e343f8a',
    reads: { kind: 'connection-created', connection: 'org.postgresql.jdbc.PgConnection@5e343f8a', pool: 'orders' },
    rule: 'connection-created',
  },
  'a connection, in the two lines of java.util.logging': {
    log: `Dec 03, 2026 11:00:07 AM com.zaxxer.hikari.pool.HikariPool$PoolEntryCreator call
FINE: collect - Added connection org.postgresql.jdbc.PgConnection@c3d0ec0`,
    reads: { kind: 'connection-created', connection: 'org.postgresql.jdbc.PgConnection@c3d0ec0', pool: 'collect' },
    rule: 'connection-created',
  },
  'the clock leapt': {
    log: '2021-03-01 04:00:00.123  WARN 1 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Thread starvation or clock leap detected (housekeeper delta=1m17s226ms).',
    reads: { kind: 'pool-note', code: 'clock-leap', pool: 'HikariPool-1' },
    rule: 'note',
  },
  'leak detection is off': {
    log: '2021-03-01 04:00:00.123  WARN 1 --- [           main] com.zaxxer.hikari.HikariConfig           : HikariPool-1 - leakDetectionThreshold is less than 2000ms or more than maxLifetime, disabling it.',
    reads: { kind: 'pool-note', code: 'leak-detection-disabled', pool: 'HikariPool-1' },
    rule: 'note',
  },
  'any other line of the pool': {
    log: '2026-11-23 02:03:04.217 DEBUG 29381 --- [l-1 housekeeper] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Fill pool skipped, pool has sufficient level or currently being filled.',
    reads: { kind: 'pool-note', code: 'visible', pool: 'HikariPool-1' },
    rule: 'note',
  },
};
