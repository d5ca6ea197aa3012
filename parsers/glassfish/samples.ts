import type { Plugin } from 'leak-stream/plugin';

const at = (level: string, logger: string): string =>
  `[2026-11-23T08:06:46.790+0000] [Payara 6.2025.10] [${level}] [] [${logger}] [tid: _ThreadID=120 _ThreadName=http-thread-pool::http-listener(1)] [timeMillis: 1795421206790] [levelValue: 900] `;
const POOL_LOGGER = 'javax.enterprise.resource.resourceadapter.com.sun.enterprise.resource.pool';
const CONNECTORS = 'javax.enterprise.resource.resourceadapter.com.sun.enterprise.connectors';
const FRAMES = `com.sun.enterprise.resource.pool.ConnectionPool.setResourceStateToBusy(ConnectionPool.java:330)
com.sun.enterprise.connectors.ConnectionManagerImpl.allocateConnection(ConnectionManagerImpl.java:166)
com.sun.gjc.spi.base.AbstractDataSource.getConnection(AbstractDataSource.java:113)
shop.stock.Stock.reserve(Stock.java:48)
jdk.internal.reflect.GeneratedMethodAccessor86.invoke(Unknown Source)
java.base/java.lang.Thread.run(Thread.java:840)
`;
const LEAK = `A potential connection leak detected for connection pool shop. The stack trace of the thread is provided below : \n${FRAMES}`;
const SPENT = 'In-use connections equal max-pool-size and expired max-wait-time. Cannot allocate more connections.';
const STACK = [{ module: 'com.sun.enterprise.resource.pool.ConnectionPool' }, {}, {}, { function: 'reserve', module: 'shop.stock.Stock', file: 'Stock.java', line: 48 }, {}, { function: 'run' }]; // prettier-ignore

/** As printed by Payara Micro 6.2025.10, and in the layouts of GlassFish 3 to 7. */
export const samples: Plugin['samples'] = {
  'a leak, Payara': {
    log: `${at('WARNING', POOL_LOGGER)}[[\n  ${LEAK}\nMonitoring Statistics :\n\n Monitoring Statistics for \nshop]]`,
    reads: { kind: 'leak-reported', connection: null, pool: 'shop', stack: STACK, returnsLogged: false },
    rule: 'leak',
  },
  'a leak, GlassFish 3 in the Uniform format': {
    log: `[#|2026-11-23T08:06:46.790+0000|WARNING|glassfish3.1.2|${POOL_LOGGER}|_ThreadID=34;_ThreadName=Thread-2;|${LEAK}|#]`,
    reads: { kind: 'leak-reported', pool: 'shop', stack: STACK },
    rule: 'leak',
  },
  'a leak, GlassFish 7 on a console': {
    log: `WARNING: ${LEAK.replace('below :', 'below:')}`,
    reads: { kind: 'leak-reported', pool: 'shop', stack: STACK },
    rule: 'leak',
  },
  'a pool of an application': {
    log: `WARNING: A potential connection leak detected for connection pool { PoolInfo : (jndiName=java:app/jdbc/shop), (applicationName=shop) }. The stack trace of the thread is provided below : \n${FRAMES}`,
    reads: { kind: 'leak-reported', pool: 'java:app/jdbc/shop' },
    rule: 'leak',
  },
  'the pool destroys what it reported': {
    log: `${at('INFO', POOL_LOGGER)}Reclaiming the leaked connection of pool [ shop ] and destroying it so as to avoid both the application that leaked the connection and any other request that can potentially acquire the same connection from the pool end up using the connection at the same time`,
    reads: { kind: 'leak-reported', connection: null, pool: 'shop', stack: [], reclaimed: true },
    rule: 'reclaim',
  },
  'the pool is empty, as it says itself': {
    log: `${at('WARNING', CONNECTORS)}RAR5117 : Failed to obtain/create connection from connection pool [ shop ]. Reason : com.sun.appserv.connectors.internal.api.PoolingException: ${SPENT}`,
    reads: { kind: 'acquire-timeout', pool: 'shop', witness: 'exception' },
    rule: 'exhausted',
  },
  'the same, as its data source says it': {
    log: `${at('WARNING', 'javax.enterprise.resource.resourceadapter.com.sun.gjc.spi')}RAR5114 : Error allocating connection : [Error in allocating a connection. Cause: ${SPENT}]`,
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'exhausted',
  },
  'the same, as the application logs it': {
    log: `${at('SEVERE', 'shop.stock.Stock')}[[\n  no stock
java.sql.SQLException: Error in allocating a connection. Cause: ${SPENT}
	at com.sun.gjc.spi.base.AbstractDataSource.getConnection(AbstractDataSource.java:119)
	at shop.stock.Stock.count(Stock.java:32)
Caused by: com.sun.appserv.connectors.internal.api.PoolingException: ${SPENT}
	at com.sun.enterprise.resource.pool.ConnectionPool.getResource(ConnectionPool.java:415)
	... 1 more
]]`,
    reads: { kind: 'acquire-timeout', stack: [{}, { function: 'count' }] },
    rule: 'exhausted',
  },
  'a pool of messages is empty': {
    log: `javax.jms.JMSException: Error in allocating a connection. Cause: ${SPENT}
	at com.sun.messaging.jms.ra.ConnectionFactoryAdapter.createConnection(ConnectionFactoryAdapter.java:144)
	at shop.mail.Outbox.send(Outbox.java:9)`,
    reads: [],
    decoy: true,
  },
  'a connection that could not be opened': {
    log: `${at('WARNING', CONNECTORS)}RAR5117 : Failed to obtain/create connection from connection pool [ shop ]. Reason : com.sun.appserv.connectors.internal.api.PoolingException: Connection could not be allocated because: Connection refused.`,
    reads: [],
    decoy: true,
  },
  'a leak of statements': {
    log: `${at('WARNING', 'javax.enterprise.resource.sqltrace')}A potential statement leak detected for connection pool shop. The stack trace of the thread is provided below : \n${FRAMES}`,
    reads: [],
    decoy: true,
  },
};
