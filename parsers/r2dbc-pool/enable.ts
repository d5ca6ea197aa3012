import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes r2dbc-pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'pool.getMetrics() in a log line, every 2 s',
    cost: 'One line per sample. The shorter the interval, the fewer steps of the number in use it takes to name a route.',
  },
  {
    setting: 'spring.r2dbc.pool.max-acquire-time=30s',
    cost: 'Callers of an exhausted pool fail after 30 s; the default is to wait for ever, and the log shows nothing.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream as the samples.',
    cost: 'A line per request. Without it a step of the number in use cannot be tied to anybody: reactive stacks do not name the caller.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'application.properties of Spring Boot',
    comment: '#',
    code: `spring.r2dbc.pool.max-size=10
spring.r2dbc.pool.max-acquire-time=30s
`,
  },
  {
    where: 'where the pool is made',
    comment: '//',
    code: `Flux.interval(Duration.ofSeconds(2)).subscribe(n -> pool.getMetrics().ifPresent(m -> log.info(
    "pool acquiredSize={} idleSize={} allocatedSize={} pendingAcquireSize={} maxAllocatedSize={}",
    m.acquiredSize(), m.idleSize(), m.allocatedSize(), m.pendingAcquireSize(), m.getMaxAllocatedSize())));
`,
  },
];
