import type { Sample } from 'leak-stream/plugin';

/** Gauges that applications print from the four figures of `HikariPoolMXBean`. */
export const gauges: Readonly<Record<string, Sample>> = {
  'a gauge of one’s own, in words': {
    log: '2026-11-23 02:03:04.217  INFO [orders,] PoolGauge - pool orders: 3 active, 7 idle, 10 total, 1 threads waiting',
    reads: { kind: 'pool-snapshot', pool: 'orders', inUse: 3, idle: 7, open: 10, pending: 1, occasion: 'periodic' },
    rule: 'gauge',
  },
  'a gauge of one’s own, in pairs': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : HikariPool-1 activeConnections=3, idleConnections=7, totalConnections=10, threadsAwaitingConnection=0',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 3, idle: 7, open: 10, pending: 0 },
    rule: 'gauge',
  },
  'the same four figures of a thread pool': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Workers : thread pool mail: 3 active, 7 idle, 10 total, 2 waiting threads',
    reads: [],
    decoy: true,
  },
  'a gauge of one’s own, pairs between blanks': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.metrics.PoolGauge : HikariPool-1 busy=3 idle=7 total=10 waiting=0',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 3, idle: 7, open: 10, pending: 0 },
    rule: 'gauge',
  },
  'a gauge of one’s own, in JSON': {
    log: '{"@timestamp":"2026-11-23T02:03:04.217Z","message":"hikaricp.connections","active":3,"idle":5,"pending":0,"max":20,"pool":"orders"}',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, pending: 0, max: 20, pool: 'orders' },
    rule: 'gauge',
  },
  'a gauge of one’s own, in JSON with the meters’ names': {
    log: '{"@timestamp":"2026-11-23T02:03:04.217Z","hikaricp.connections.active":3,"hikaricp.connections.idle":5,"hikaricp.connections.pending":0,"hikaricp.connections.max":20}',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, pending: 0, max: 20 },
    rule: 'gauge',
  },
  'a gauge of one’s own, words before their figures': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Db : HikariPool-1 - active 9, idle 1, total 10, waiting 3',
    reads: { kind: 'pool-snapshot', pool: 'HikariPool-1', inUse: 9, idle: 1, open: 10, pending: 3 },
    rule: 'gauge',
  },
  workers: {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Jobs : pool workers: 3 active, 7 idle, 10 total, 2 threads waiting',
    reads: [],
    decoy: true,
  },
  'a monitor of threads': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.ThreadPoolMonitor : pool mail: active=3, idle=7, total=10, waiting threads=0',
    reads: [],
    decoy: true,
  },
  'people who wait': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Calls : call center: 3 busy, 7 free, 10 total, 2 threads waiting in the inbox',
    reads: [],
    decoy: true,
  },
  'a pool of mail sessions': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Mail : smtp pool: 3 busy, 7 free, 10 total, 1 waiting threads',
    reads: [],
    decoy: true,
  },
  'another pool of connections': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [main] shop.Db : dbcp pool active=3 idle=7 total=10 threads waiting=0',
    reads: [],
    decoy: true,
  },
};
