import type { Plugin } from 'leak-stream/plugin';

const AT = '2026-11-23T08:06:46.790Z  INFO 4711 --- [      agroal-11] io.agroal.pool                           : ';
const TRACE = '2026-11-23T08:06:52.785Z TRACE 4711 --- [nio-8080-exec-1] io.agroal.pool                           : ';
const STARTER = "2026-11-23T08:06:46.790Z DEBUG 4711 --- [nio-8080-exec-1] io.agroal.api.AgroalDataSource.'stock'   : ";
const C = 'org.postgresql.jdbc.PgConnection@66964bb0';
const METRICS = `2026-11-23 08:06:52,785 INFO  [shop.Census] (executor-thread-1) 40 items; pool metrics: 
===
Connections: 8 created | 0 invalid | 0 reap | 0 flush | 0 destroyed
Pool: 3 available | 5 active | 8 max | 99 acquired | 94 returned
Created duration: 033.623ms average | 134ms max | 168ms total
Acquire duration: 002.111ms average | 142ms max | 208ms total
Threads awaiting: 0
===`;
const Q = "Datasource 'stock': ";

/** As printed by 2.4 through a listener that words its lines as Quarkus does, and in the words of the Spring Boot starter's. */
export const samples: Plugin['samples'] = {
  'a leak': {
    log: `${AT}${Q}Connection leak of ${C}`,
    reads: { kind: 'leak-reported', connection: C, pool: 'stock', stack: [] },
    rule: 'leak',
  },
  'a leak, of the default data source, Quarkus with its usual layout': {
    log: `2026-11-23 08:06:46,790 INFO  [io.agr.pool] (agroal-11) Datasource '<default>': Connection leak of ${C}`,
    reads: { kind: 'leak-reported', connection: C, pool: '<default>' },
    rule: 'leak',
  },
  'a leak, from the starter': {
    log: `2026-11-23T08:06:46.790Z  INFO 4711 --- [      agroal-11] io.agroal.api.AgroalDataSource.'stock'   : Connection ${C} leak! Acquired by http-nio-8080-exec-3`,
    reads: { kind: 'leak-reported', connection: C, thread: 'http-nio-8080-exec-3' },
    rule: 'leak-by-thread',
  },
  'the enhanced report': {
    log: `${AT}${Q}Leaked connection ${C} acquired at: [shop.stock.StockDao.reserve(StockDao.java:9), shop.web.Lab.lambda$main$2(Lab.java:62), java.base/java.util.concurrent.FutureTask.run(FutureTask.java:264), java.base/java.lang.Thread.run(Thread.java:840)]`,
    reads: {
      kind: 'leak-reported',
      connection: C,
      pool: 'stock',
      stack: [
        { function: 'reserve', module: 'shop.stock.StockDao', file: 'StockDao.java', line: 9 },
        {},
        {},
        { function: 'run', line: 840 },
      ],
    },
    rule: 'acquired-at',
  },
  'what the enhanced report says besides': {
    log: `${AT}${Q}Leaked connection ${C} is not enlisted. To return it to the pool use the flush(LEAK) operation.`,
    reads: { kind: 'pool-note', code: 'visible', pool: 'stock' },
    rule: 'note',
  },
  'a checkout': { log: `${TRACE}${Q}Acquire connection ${C}`, reads: { kind: 'checkout', connection: C, pool: 'stock' }, rule: 'traffic' },
  'a return': {
    log: `${TRACE}${Q}Returning connection ${C}`,
    reads: { kind: 'checkin', connection: C, reason: 'returned', pool: 'stock' },
    rule: 'traffic',
  },
  'a checkout, from the starter': {
    log: `${STARTER}Connection acquired ${C}`,
    reads: { kind: 'checkout', connection: C },
    rule: 'traffic',
  },
  'a new connection': { log: `${TRACE}${Q}Created connection ${C}`, reads: { kind: 'connection-created', connection: C }, rule: 'traffic' },
  'the end of one': { log: `${STARTER}Connection destroy ${C}`, reads: { kind: 'connection-closed', connection: C }, rule: 'traffic' },
  'a caller gave up while a connection was being opened, 1.16 to 3.0': {
    log: `Exception in thread "main" java.sql.SQLException: Acquisition timeout while waiting for new connection
	at io.agroal.pool.ConnectionPool.handlerFromSharedCache(ConnectionPool.java:362)
	at io.agroal.pool.DataSource.getConnection(DataSource.java:86)
	at shop.stock.StockDao.count(StockDao.java:23)
Caused by: java.util.concurrent.TimeoutException
	at io.agroal.pool.ConnectionPool.handlerFromSharedCache(ConnectionPool.java:339)
	... 2 more
`,
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'exhausted',
  },
  'a caller gave up while all connections were out': {
    log: 'java.sql.SQLException: Sorry, acquisition timeout!\n\tat io.agroal.pool.ConnectionPool.handlerFromSharedCache(ConnectionPool.java:423)',
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'exhausted',
  },
  'its metrics, as a program prints them': {
    log: METRICS,
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 3, open: 8, counters: { acquired: 99, returned: 94 }, occasion: 'periodic' },
    rule: 'metrics',
  },
  'its metrics in one record, a pool that callers wait for': {
    log: JSON.stringify({ timestamp: '2026-11-23T08:06:52.785Z', level: 'INFO', loggerName: 'shop.Ops', message: METRICS.replace('3 available', '0 available').replace('awaiting: 0', 'awaiting: 7') }), // prettier-ignore
    reads: { kind: 'pool-snapshot', inUse: 5, idle: 0, open: 5, pending: 7, occasion: 'periodic' },
    rule: 'metrics',
  },
  'the words of an application': {
    log: '2026-11-23T08:06:46.790Z  INFO 4711 --- [main] shop.Ops : Connection leak of org.apache.http.HttpConnection@1a',
    reads: [],
    decoy: true,
  },
  'a message broker': {
    log: '2026-11-23T08:06:46.790Z DEBUG 4711 --- [main] shop.Amqp : Created connection amqp://mq:5672',
    reads: [],
    decoy: true,
  },
  'figures of another pool in a like form': {
    log: '2026-11-23T08:06:46.790Z  INFO 4711 --- [main] shop.Motor : Pool: 3 cars available | 5 active | 8 max',
    reads: [],
    decoy: true,
  },
};
