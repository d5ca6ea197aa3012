import type { Sample } from 'leak-stream/plugin';

const at = (text: string): string => `2026-11-23 10:01:34,004 INFO shop.meters: ${text}`;

/** What Vert.x' metrics tell of the pools of its SQL clients. */
export const vertxMeters: Readonly<Record<string, Sample>> = {
  'Vert.x, several figures in a line': {
    log: at('vertx.pool.in.use{pool_type=sql} 4; vertx.pool.queue.pending{pool_type=sql} 2'),
    reads: { kind: 'pool-snapshot', inUse: 4, pending: 2 },
    rule: 'vertx-pool',
  },
  'Vert.x, as Micrometer logs it': {
    log: at('vertx.pool.in.use{pool_name=orders,pool_type=sql} value=4'),
    reads: { kind: 'pool-snapshot', inUse: 4, pool: 'orders' },
    rule: 'vertx-pool',
  },
  'Vert.x, as Prometheus has it': {
    log: 'vertx_pool_in_use{pool_name="orders",pool_type="datasource",} 4.0',
    reads: { kind: 'pool-snapshot', inUse: 4, pool: 'orders' },
    rule: 'vertx-pool',
  },
  'Vert.x, the limit by its ratio': {
    log: at('vertx.pool.in.use{pool_type=sql} 4 vertx.pool.ratio{pool_type=sql} 0.2222222222'),
    reads: { kind: 'pool-snapshot', inUse: 4, max: 18 },
    rule: 'vertx-pool',
  },
  'a caller of a reactive client that gave up': {
    log: '2026-11-23 10:01:34,004 WARNING shop.bikes: POST /bikes/7 failed\nio.vertx.core.impl.NoStackTraceThrowable: Timeout\n',
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'vertx-timeout',
  },
  'Vert.x, threads': { log: at('vertx.pool.in.use{pool_name=vert.x-worker-thread,pool_type=worker} value=4'), reads: [], decoy: true },
  'Vert.x, another error': {
    log: '2026-11-23 10:01:34,004 WARNING shop.bikes: failed\nio.vertx.core.impl.NoStackTraceThrowable: Timeout of the lock\n',
    reads: [],
    decoy: true,
  },
};
