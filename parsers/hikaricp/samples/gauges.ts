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
};
