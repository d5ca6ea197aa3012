import type { Sample } from 'leak-stream/plugin';

/** How a pool and its connections begin and end, and what it is set to. */
export const lifecycle: Readonly<Record<string, Sample>> = {
  'a pool starts': {
    log: '2026-11-23 02:02:34.970  INFO 6057 --- [           main] com.zaxxer.hikari.HikariDataSource       : orders-main - Starting...',
    reads: { kind: 'pool-lifecycle', phase: 'started', pool: 'orders-main' },
    rule: 'lifecycle',
  },
  'a pool starts, old wording': {
    log: '2015-01-06 09:21:06.762 [main] INFO  com.zaxxer.hikari.HikariDataSource - HikariCP pool HikariPool-0 is starting.',
    reads: { kind: 'pool-lifecycle', phase: 'started', pool: 'HikariPool-0' },
    rule: 'lifecycle',
  },
  'a pool is closed': {
    log: '2026-11-23 02:04:34.110  INFO 6057 --- [       Thread-0] com.zaxxer.hikari.HikariDataSource       : orders-main - Shutdown completed.',
    reads: { kind: 'pool-lifecycle', phase: 'closed', pool: 'orders-main' },
    rule: 'lifecycle',
  },
  'the head of a configuration': {
    log: '2026-11-23 02:02:34.941 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : orders-main - configuration:',
    reads: { kind: 'pool-configuration', pool: 'orders-main' },
    rule: 'configuration-of',
  },
  'a limit of the configuration': {
    log: '2026-11-23 02:02:34.967 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : maximumPoolSize.................15',
    reads: { kind: 'pool-configuration', max: 15 },
    rule: 'configuration',
  },
  'the threshold of the configuration': {
    log: '2026-11-23 02:02:34.967 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : leakDetectionThreshold..........2000',
    reads: { kind: 'pool-configuration', leakDetectionThresholdMs: 2000 },
    rule: 'configuration',
  },
  'a secret of the configuration is not kept': {
    log: '2026-11-23 02:02:34.967 DEBUG 6057 --- [           main] com.zaxxer.hikari.HikariConfig           : dataSourceProperties............{password=<masked>}',
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'configuration',
  },
  'a connection is added': {
    log: '13:37:46.137 DEBUG 35763 --- [HikariPool-1 connection adder] com.zaxxer.hikari.pool.HikariPool        : HikariPool-1 - Added connection conn7: url=jdbc:h2:mem:shop user=SA',
    reads: { kind: 'connection-created', connection: 'conn7: url=jdbc:h2:mem:shop user=SA', pool: 'HikariPool-1' },
    rule: 'connection-created',
  },
  'a connection is closed': {
    log: '2026-11-23 02:04:34.101 DEBUG 6057 --- [nnection closer] com.zaxxer.hikari.pool.PoolBase          : orders-main - Closing connection org.postgresql.jdbc.PgConnection@5add0aa2: (connection has passed maxLifetime)',
    reads: {
      kind: 'connection-closed',
      connection: 'org.postgresql.jdbc.PgConnection@5add0aa2',
      reason: 'connection has passed maxLifetime',
      pool: 'orders-main',
    },
    rule: 'connection-closed',
  },
};
