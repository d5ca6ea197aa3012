import type { Sample } from 'leak-stream/plugin';

/** Messages as Micrometer 1.14.5 prints them of HikariCP 6.3.0, in Spring Boot's layout and in java.util.logging's, in which they come where no other logger is there. */
export const meters: Readonly<Record<string, Sample>> = {
  'what is in use': {
    log: '2026-11-30 04:35:32.117  INFO 1 --- [trics-publisher] i.m.c.i.logging.LoggingMeterRegistry : hikaricp.connections.active{pool=orders} value=3',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, occasion: 'periodic' },
    rule: 'meter',
  },
  'the limit, beside a tag of the program': {
    log: '2026-11-30 04:35:32.117  INFO 1 --- [trics-publisher] i.m.c.i.logging.LoggingMeterRegistry : hikaricp.connections.max{application=shop,pool=orders} value=8',
    reads: { kind: 'pool-configuration', pool: 'orders', max: 8 },
    rule: 'meter',
  },
  'what is in use, in java.util.logging’s two lines': {
    log: 'Nov 30, 2026 4:35:36 AM io.micrometer.core.instrument.logging.LoggingMeterRegistry lambda$publish$3\nINFO: hikaricp.connections.active{pool=orders} value=3',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, occasion: 'periodic' },
    rule: 'meter',
  },
  'what is in use, as Prometheus has it': {
    log: '2026-11-23T02:03:04.217Z INFO hikaricp_connections_active{application="shop",pool="orders",} 3.0',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, occasion: 'periodic' },
    rule: 'exposed',
  },
  'the limit, as Prometheus has it': {
    log: '2026-11-23T02:03:04.217Z INFO hikaricp_connections_max{pool="orders"} 8',
    reads: { kind: 'pool-configuration', pool: 'orders', max: 8 },
    rule: 'exposed',
  },
  'what is in use, by HikariCP’s own collector': {
    log: '2026-11-23T02:03:04.217Z INFO hikaricp_active_connections{pool="orders",} 3.0',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, occasion: 'periodic' },
    rule: 'exposed',
  },
  'the limit, by HikariCP’s own collector': {
    log: '2026-11-23T02:03:04.217Z INFO hikaricp_max_connections{pool="orders",} 8.0',
    reads: { kind: 'pool-configuration', pool: 'orders', max: 8 },
    rule: 'exposed',
  },
  'what is in use, as Dropwizard’s reporter has it': {
    log: 'INFO  [2026-11-30 04:35:32,117] metrics: type=GAUGE, name=orders.pool.ActiveConnections, value=3',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, occasion: 'periodic' },
    rule: 'reported',
  },
  'the limit, as Dropwizard’s reporter has it': {
    log: 'INFO  [2026-11-30 04:35:32,117] metrics: type=GAUGE, name=orders.pool.MaxConnections, value=8',
    reads: { kind: 'pool-configuration', pool: 'orders', max: 8 },
    rule: 'reported',
  },
  'idle ones, as Dropwizard’s reporter has them': {
    log: 'INFO  [2026-11-30 04:35:32,117] metrics: type=GAUGE, name=orders.pool.IdleConnections, value=3',
    reads: [],
    decoy: true,
  },
  'callers that wait, as Prometheus has it': {
    log: '2026-11-23T02:03:04.217Z INFO hikaricp_connections_pending{pool="orders"} 8',
    reads: [],
    decoy: true,
  },
  'how long connections were used': {
    log: '2026-11-30 04:35:32.117  INFO 1 --- [trics-publisher] i.m.c.i.logging.LoggingMeterRegistry : hikaricp.connections.usage{pool=orders} throughput=1/s mean=0.0045s max=0.009s',
    reads: [],
    decoy: true,
  },
};
