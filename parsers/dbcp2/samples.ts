import type { Plugin } from 'leak-stream/plugin';

const BORROW = `	at org.apache.commons.pool2.impl.DefaultPooledObject.allocate(DefaultPooledObject.java:78)
	at org.apache.commons.pool2.impl.GenericObjectPool.borrowObject(GenericObjectPool.java:322)
	at org.apache.commons.dbcp2.PoolingDataSource.getConnection(PoolingDataSource.java:139)
	at org.apache.commons.dbcp2.BasicDataSource.getConnection(BasicDataSource.java:714)
	at shop.stock.StockDao.reserve(StockDao.java:9)
	at java.base/java.lang.Thread.run(Thread.java:840)
`;

/** As printed by DBCP 2.12.0 and 1.4, and by the Redis client that uses the same pool. */
export const samples: Plugin['samples'] = {
  'a connection was taken back, pool 2.12': {
    log: `Pooled object created 2026-11-23 08:02:06 +0000 by the following code has not been returned to the pool:
org.apache.commons.pool2.impl.ThrowableCallStack$Snapshot
	at org.apache.commons.pool2.impl.ThrowableCallStack.fillInStackTrace(ThrowableCallStack.java:66)
${BORROW}The last code to use this object was:
org.apache.commons.pool2.impl.ThrowableCallStack$Snapshot
	at org.apache.commons.pool2.impl.ThrowableCallStack.fillInStackTrace(ThrowableCallStack.java:66)
	at org.apache.commons.dbcp2.PoolableConnection.setLastUsed(PoolableConnection.java:398)
	at shop.stock.StockDao.reserve(StockDao.java:11)
`,
    reads: { kind: 'leak-reported', connection: null, reclaimed: true, stack: Array.from({ length: 7 }, () => ({})) },
    rule: 'abandoned',
  },
  'pool 2.0 to 2.4, as an exception': {
    log: `org.apache.commons.pool2.impl.DefaultPooledObject$AbandonedObjectCreatedException: Pooled object created 2015-11-23 08:02:06 +0000 by the following code has not been returned to the pool:\n${BORROW}`,
    reads: { kind: 'leak-reported', connection: null, reclaimed: true },
    rule: 'abandoned',
  },
  'DBCP 1.4': {
    log: `org.apache.commons.dbcp.AbandonedTrace$AbandonedObjectException: DBCP object created 2026-11-23 08:10:02 by the following code was never closed:
	at org.apache.commons.dbcp.AbandonedTrace.setStackTrace(AbandonedTrace.java:139)
	at org.apache.commons.dbcp.AbandonedObjectPool.borrowObject(AbandonedObjectPool.java:81)
	at org.apache.commons.dbcp.PoolingDataSource.getConnection(PoolingDataSource.java:106)
	at shop.stock.StockDao.reserve(StockDao.java:9)
`,
    reads: { kind: 'leak-reported', connection: null, reclaimed: true },
    rule: 'abandoned',
  },
  'a statement of the same connection, DBCP 1.4': {
    log: `org.apache.commons.dbcp.AbandonedTrace$AbandonedObjectException: DBCP object created 2026-11-23 08:10:02 by the following code was never closed:
	at org.apache.commons.dbcp.AbandonedTrace.init(AbandonedTrace.java:90)
	at org.apache.commons.dbcp.AbandonedTrace.<init>(AbandonedTrace.java:73)
	at org.apache.commons.dbcp.DelegatingStatement.<init>(DelegatingStatement.java:61)
	at shop.stock.StockDao.reserve(StockDao.java:10)
`,
    reads: { kind: 'pool-note', code: 'visible' },
    rule: 'abandoned',
  },
  'the end of a stack whose beginning is not there': {
    log: `	at java.lang.Thread.run(Thread.java:748) [?:1.8.0_191]
Caused by: java.util.NoSuchElementException: Timeout waiting for idle object
	at org.apache.commons.pool2.impl.GenericObjectPool.borrowObject(GenericObjectPool.java:449) ~[shop-assembly-0.1.jar:0.1]
	at org.apache.commons.dbcp2.PoolingDataSource.getConnection(PoolingDataSource.java:134) ~[shop-assembly-0.1.jar:0.1]
	... 23 more
`,
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'exhausted',
  },
  'the pool is empty': {
    log: `2026-11-23T08:02:08.261Z ERROR 4711 --- [nio-8080-exec-1] shop.web.Lab                             : GET /stock 500
java.sql.SQLException: Cannot get a connection, pool error Timeout waiting for idle object, borrowMaxWaitDuration=PT1S
	at org.apache.commons.dbcp2.PoolingDataSource.getConnection(PoolingDataSource.java:145)
	at shop.stock.StockDao.count(StockDao.java:23)
Caused by: java.util.NoSuchElementException: Timeout waiting for idle object, borrowMaxWaitDuration=PT1S
	at org.apache.commons.pool2.impl.GenericObjectPool.borrowObject(GenericObjectPool.java:316)
	... 1 common frames omitted
`,
    reads: { kind: 'acquire-timeout', waitedMs: 1000, witness: 'exception' },
    rule: 'exhausted',
  },
  'the pool is empty, before 2.11': {
    log: 'org.apache.commons.dbcp.SQLNestedException: Cannot get a connection, pool error Timeout waiting for idle object',
    reads: { kind: 'acquire-timeout' },
    rule: 'exhausted',
  },
  'another library over the same pool': {
    log: `redis.clients.jedis.exceptions.JedisException: Could not get a resource from the pool
Caused by: java.util.NoSuchElementException: Timeout waiting for idle object
	at org.apache.commons.pool2.impl.GenericObjectPool.borrowObject(GenericObjectPool.java:449)
`,
    reads: [],
    decoy: true,
  },
  'something else that was lent': {
    log: `Pooled object created 2026-11-23 08:02:06 +0000 by the following code has not been returned to the pool:
org.apache.commons.pool2.impl.ThrowableCallStack$Snapshot
	at org.apache.commons.pool2.impl.GenericObjectPool.borrowObject(GenericObjectPool.java:322)
	at redis.clients.jedis.JedisPool.getResource(JedisPool.java:370)
`,
    reads: [],
    decoy: true,
  },
  'a gauge of one’s own': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : DBCP pool: numActive=3, numIdle=5, maxTotal=20',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 5, max: 20, occasion: 'periodic' },
    rule: 'gauge',
  },
  'a gauge of Redis’ pool, which is the same library’s': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : JedisPool connections: numActive=3, numIdle=5',
    reads: [],
    decoy: true,
  },
  'a gauge of Tomcat JDBC, which has methods of the same names': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.db.PoolGauge : Tomcat JDBC pool numActive=3 numIdle=5 maxActive=20 waitCount=0',
    reads: [],
    decoy: true,
  },
  'a gauge of objects that are no connections': {
    log: '2026-11-23 02:03:04.217  INFO 1 --- [scheduling-1] shop.metrics.PoolGauge : templates numActive=3, numIdle=5',
    reads: [],
    decoy: true,
  },
};
