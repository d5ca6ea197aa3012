import type { Plugin } from 'leak-stream/plugin';

const LIST = `2026-12-01 13:35:13,274 WARN  (pool.DefaultHook:145) [perch-26] Pool falkenhof@15a34df2(3/0/3/w/n), couldn't obtain SQL connection within 1600.256 ms, full list of taken connections begins:

============
(1/3), Vibur proxy for: org.postgresql.jdbc.PgConnection@1c5f6a07, held for 64622 ms, last accessed before 64621 ms, taken by thread perch-13, current thread state TIMED_WAITING

Thread stack trace at the moment when getting the Connection:
  at net.falkenhof.Nest.borrow(Nest.java:28)
  at net.falkenhof.Exchange.hand(Exchange.java:19)
  at net.falkenhof.Falkenhof.lambda$route$0(Falkenhof.java:47)
  at java.base/java.lang.Thread.run(Thread.java:840)

Thread stack trace at the current moment:
  at app//org.vibur.dbcp.ViburDBCPDataSource.getConnection(ViburDBCPDataSource.java:434)
  at app//net.falkenhof.Nest.borrow(Nest.java:28)
  at app//net.falkenhof.Aviary.weigh(Aviary.java:17)
  at app//net.falkenhof.Falkenhof.lambda$route$0(Falkenhof.java:47)
  at java.base@17.0.15/java.lang.Thread.run(Thread.java:840)

============
(2/3), Vibur proxy for: org.postgresql.jdbc.PgConnection@18f0b1ae, held for 1400 ms, has not been accessed, taken by thread perch-25, current thread state RUNNABLE

Thread stack trace at the moment when getting the Connection:
  at net.falkenhof.Nest.borrow(Nest.java:28)
  at net.falkenhof.Aviary.pedigree(Aviary.java:36)
  at java.base/java.lang.Thread.run(Thread.java:840)

Thread stack trace at the current moment:
  at java.base@17.0.15/sun.nio.ch.Net.poll(Native Method)
  at app//net.falkenhof.Aviary.pedigree(Aviary.java:41)
  at java.base@17.0.15/java.lang.Thread.run(Thread.java:840)

============
(3/3), Vibur proxy for: org.postgresql.jdbc.PgConnection@2b1f0c11, held for 9000 ms, last accessed before 8999 ms, taken by thread perch-2, current thread state TERMINATED

Thread stack trace at the moment when getting the Connection:
  at net.falkenhof.Exchange.hand(Exchange.java:19)
  at java.base/java.lang.Thread.run(Thread.java:840)


============ All other stack traces: ============


============
Thread main, state WAITING

Thread stack trace at the current moment:
  at java.base@17.0.15/java.lang.Object.wait(Native Method)
`;
const CONNECTIONS = ['1c5f6a07', '18f0b1ae', '2b1f0c11'].map((id) => `org.postgresql.jdbc.PgConnection@${id}`);
const ofPool = { pool: 'falkenhof' };

/** As Vibur 25.0 prints it. */
export const samples: Plugin['samples'] = {
  'a caller gave up, and who holds what': {
    log: LIST,
    reads: [
      { kind: 'acquire-timeout', ...ofPool, max: 3, waitedMs: 1600, witness: 'counter', held: CONNECTIONS },
      { kind: 'pool-snapshot', ...ofPool, inUse: 3, max: 3, occasion: 'exhaustion' },
      { kind: 'leak-reported', ...ofPool, connection: CONNECTIONS[0] as string, heldMs: 64622, thread: 'perch-13', stillIn: 0, stack: [{}, { function: 'hand', line: 19 }, {}, {}] },
      { kind: 'leak-reported', ...ofPool, connection: CONNECTIONS[1] as string, heldMs: 1400, thread: 'perch-25', stillIn: 2 },
      { kind: 'leak-reported', ...ofPool, connection: CONNECTIONS[2] as string, heldMs: 9000, thread: 'perch-2', stillIn: 0 },
    ],
    rule: 'exhausted',
  },
  'its exception': {
    log: `2026-12-01 13:35:13,280 ERROR (falkenhof.Falkenhof:61) [perch-26] GET /birds/7 failed
java.sql.SQLTimeoutException: Pool falkenhof@15a34df2(3/0/3/w/n), couldn't obtain SQL connection within 1600.256 ms.
	at org.vibur.dbcp.pool.PoolOperations.createSQLException(PoolOperations.java:195)
	at net.falkenhof.Nest.borrow(Nest.java:28)
`,
    reads: { kind: 'acquire-timeout', ...ofPool, max: 3, waitedMs: 1600, witness: 'exception', stack: [{}, { function: 'borrow' }] },
    rule: 'exhausted',
  },
  'a slow call': {
    log: '2026-12-01 13:35:13,010 WARN  (pool.DefaultHook:106) [perch-25] Call to getConnection() from pool falkenhof@15a34df2(2/1/3/w/n) took 1422.573399 ms, rawConnection = org.postgresql.jdbc.PgConnection@18f0b1ae',
    reads: { kind: 'pool-snapshot', ...ofPool, inUse: 2, max: 3, occasion: 'change' },
    rule: 'beside',
  },
  'it begins': {
    log: '2026-12-01 13:34:06,013 INFO  (dbcp.ViburDBCPDataSource:227) [main] Started org.vibur.dbcp.ViburDBCPDataSource@15a34df2[driverClassName = null, jdbcUrl = jdbc:postgresql://127.0.0.1:5432/falkenhof, username = app, externalDataSource = null, poolInitialSize = 2, poolMaxSize = 14, poolFair = true, pool = org.vibur.objectpool.ConcurrentPool@1, name = falkenhof, connectionTimeoutInMs = 1600, loginTimeoutInSeconds = 1]',
    reads: [
      { kind: 'pool-lifecycle', phase: 'started', ...ofPool },
      { kind: 'pool-configuration', ...ofPool, max: 14 },
    ],
    rule: 'lifecycle',
  },
  'it ends': {
    log: '2026-12-01 13:36:06,013 INFO  (dbcp.ViburDBCPDataSource:302) [main] Terminated org.vibur.dbcp.ViburDBCPDataSource@15a34df2[driverClassName = null, name = falkenhof, connectionTimeoutInMs = 1600]',
    reads: { kind: 'pool-lifecycle', phase: 'closed', ...ofPool },
    rule: 'lifecycle',
  },
  'a pool of something else': {
    log: '2026-12-01 13:36:06,013 INFO swim: took a swimmer from pool falkenhof',
    reads: [],
    decoy: true,
  },
}; // prettier-ignore
