import type { Plugin } from 'leak-stream/plugin';

const FRAMES = `	at com.mchange.v2.resourcepool.BasicResourcePool.checkoutResource(BasicResourcePool.java:588)
	at com.mchange.v2.c3p0.impl.C3P0PooledConnectionPool.checkoutPooledConnection(C3P0PooledConnectionPool.java:685)
	at com.mchange.v2.c3p0.impl.AbstractPoolBackedDataSource.getConnection(AbstractPoolBackedDataSource.java:140)
	at shop.stock.StockDao.reserve(StockDao.java:9)
	at java.base/java.lang.Thread.run(Thread.java:840)
`;
const OVERDUE = 'A checked-out resource is overdue, and will be destroyed: com.mchange.v2.c3p0.impl.NewPooledConnection@25f8eaa2';
const LOGGING = 'Logging the stack trace by which the overdue resource was checked-out.';

/** As printed by 0.9.5.5 and 0.10.1 over SLF4J, and by 0.9.1.2. */
export const samples: Plugin['samples'] = {
  'a connection was destroyed, its trace in the next record': {
    log: `2026-11-23T08:02:22.465Z  INFO 4711 --- [-AdminTaskTimer] c.m.v2.resourcepool.BasicResourcePool    : ${OVERDUE}
2026-11-23T08:02:22.465Z  INFO 4711 --- [-AdminTaskTimer] c.m.v2.resourcepool.BasicResourcePool    : ${LOGGING}
java.lang.Exception: DEBUG STACK TRACE: Overdue resource check-out stack trace.
${FRAMES}`,
    reads: {
      kind: 'leak-reported',
      connection: 'com.mchange.v2.c3p0.impl.NewPooledConnection@25f8eaa2',
      reclaimed: true,
      stack: Array.from({ length: 5 }, () => ({})),
    },
    rule: 'overdue',
  },
  'a connection was destroyed, and traces are off': {
    log: `2026-11-23T08:02:22.465Z  INFO 4711 --- [-AdminTaskTimer] c.m.v2.resourcepool.BasicResourcePool    : ${OVERDUE}`,
    reads: { kind: 'leak-reported', connection: 'com.mchange.v2.c3p0.impl.NewPooledConnection@25f8eaa2', reclaimed: true, stack: [] },
    rule: 'overdue',
  },
  'the trace alone: its alarm stands further above': {
    log: `2026-11-23T08:02:22.465Z  INFO 4711 --- [-AdminTaskTimer] c.m.v2.resourcepool.BasicResourcePool    : ${LOGGING}
java.lang.Exception: DEBUG STACK TRACE: Overdue resource check-out stack trace.
${FRAMES}`,
    reads: { kind: 'leak-reported', connection: null, reclaimed: true, stack: Array.from({ length: 5 }, () => ({})) },
    rule: 'overdue-trace',
  },
  'the same without a layout, so all lines are one record': {
    log: `${OVERDUE}\n${LOGGING}\njava.lang.Exception: DEBUG ONLY: Overdue resource check-out stack trace.\n${FRAMES}`,
    reads: { kind: 'leak-reported', connection: 'com.mchange.v2.c3p0.impl.NewPooledConnection@25f8eaa2', reclaimed: true },
    rule: 'overdue',
  },
  'a caller gave up': {
    log: `2026-11-23T08:02:30.879Z ERROR 4711 --- [nio-8080-exec-1] shop.web.Lab                             : GET /stock 500
java.sql.SQLException: An attempt by a client to checkout a Connection has timed out.
	at com.mchange.v2.sql.SqlUtils.toSQLException(SqlUtils.java:95)
	at shop.stock.StockDao.count(StockDao.java:23)
Caused by: com.mchange.v2.resourcepool.TimeoutException: A client timed out while waiting to acquire a resource from com.mchange.v2.resourcepool.BasicResourcePool@15f47664 -- timeout at awaitAvailable()
	at com.mchange.v2.resourcepool.BasicResourcePool.awaitAvailable(BasicResourcePool.java:1505)
	... 1 common frames omitted
`,
    reads: { kind: 'acquire-timeout', pool: 'BasicResourcePool@15f47664', witness: 'exception' },
    rule: 'exhausted',
  },
  'the state after a checkout': {
    log: '2026-11-23T08:07:00.778Z TRACE 4711 --- [           main] c.m.v2.resourcepool.BasicResourcePool    : trace com.mchange.v2.resourcepool.BasicResourcePool@5a56cdac [managed: 3, unused: 2, excluded: 0] (e.g. com.mchange.v2.c3p0.impl.NewPooledConnection@488cf5b0)',
    reads: { kind: 'pool-snapshot', pool: 'BasicResourcePool@5a56cdac', open: 3, idle: 2, inUse: 1, occasion: 'change' },
    rule: 'stats',
  },
  'the configuration': {
    log: '2026-11-23T08:06:59.942Z  INFO 4711 --- [           main] c.m.v.c.i.AbstractPoolBackedDataSource   : Initializing c3p0 pool... com.mchange.v2.c3p0.ComboPooledDataSource [ acquireIncrement -> 3, autoCommitOnClose -> false, checkoutTimeout -> 1000, dataSourceName -> stock, debugUnreturnedConnectionStackTraces -> true, maxIdleTime -> 0, maxPoolSize -> 3, minPoolSize -> 1, unreturnedConnectionTimeout -> 3, userOverrides -> {}, usesTraditionalReflectiveProxies -> false ]',
    reads: [
      { kind: 'pool-lifecycle', phase: 'started' },
      { kind: 'pool-configuration', max: 3, connectionTimeoutMs: 1000, leakDetectionThresholdMs: 3000 },
    ],
    rule: 'configuration',
  },
  'an idle connection that grew too old': {
    log: '2026-11-23T08:07:04.975Z DEBUG 4711 --- [-AdminTaskTimer] c.m.v2.resourcepool.BasicResourcePool    : Removing expired resource: com.mchange.v2.c3p0.impl.NewPooledConnection@488cf5b0 [com.mchange.v2.resourcepool.BasicResourcePool@5a56cdac]',
    reads: [],
    decoy: true,
  },
  'the same failure, told once more on its way up': {
    log: '2026-11-23T08:02:30.853Z DEBUG 4711 --- [nio-8080-exec-1] com.mchange.v2.sql.SqlUtils              : Converting Throwable to SQLException...\ncom.mchange.v2.resourcepool.TimeoutException: A client timed out while waiting to acquire a resource from com.mchange.v2.resourcepool.BasicResourcePool@15f47664 -- timeout at awaitAvailable()\n\tat com.mchange.v2.resourcepool.BasicResourcePool.awaitAvailable(BasicResourcePool.java:1505)',
    reads: [],
    decoy: true,
  },
  'a gauge of one’s own': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : c3p0 numConnections: 8, numBusyConnections: 3, numIdleConnections: 5, maxPoolSize: 20',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, open: 8, max: 20, occasion: 'periodic' },
    rule: 'gauge',
  },
};
