import type { Sample } from 'leak-stream/plugin';

/** Lines that quote the messages or speak of something else. */
export const decoys: Readonly<Record<string, Sample>> = {
  'a pool of threads': {
    log: '2026-03-14 09:00:00.120 INFO thread pool stats (total=200, active=180, idle=20, waiting=0)',
    reads: [],
    decoy: true,
  },
  'an alert rule that quotes the message': {
    log: `2026-11-23 02:03:04.217  INFO 1 --- [           main] shop.ops.Alerts                          : loaded rule sum(count_over_time({app="shop"} |= "Connection leak detection triggered" [5m])) > 0`,
    reads: [],
    decoy: true,
  },
  'source code that quotes the message': {
    log: '2026-11-23 02:03:04.217 DEBUG 1 --- [           main] shop.docs.Indexer                        : indexed: LOGGER.warn("Connection leak detection triggered for {} on thread {}, stack trace follows", a, b);',
    reads: [],
    decoy: true,
  },
  'a leak of something else': {
    log: '2026-11-23 02:03:04.217 ERROR 1 --- [           main] io.netty.util.ResourceLeakDetector       : LEAK: ByteBuf.release() was not called before it is garbage-collected (see the page about HikariPool and others).',
    reads: [],
    decoy: true,
  },
  'a documentation comment about the timeout': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [           main] shop.docs.Indexer                        : heading "Connection is not available, request timed out after": what it means',
    reads: [],
    decoy: true,
  },
};
