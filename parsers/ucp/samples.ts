import type { Plugin } from 'leak-stream/plugin';

const BORROW = `	at oracle.ucp.util.UCPErrorHandler.newSQLException(UCPErrorHandler.java:498)
	at oracle.ucp.jdbc.PoolDataSourceImpl.getConnection(PoolDataSourceImpl.java:1764)
	at boats.Yard.mend(Yard.java:5)
	at java.base/java.lang.Thread.run(Thread.java:840)
`;
const CAUSE = `	at oracle.ucp.util.UCPErrorHandler.newUniversalConnectionPoolException(UCPErrorHandler.java:378)
	at oracle.ucp.common.UniversalConnectionPoolImpl.borrowConnection(UniversalConnectionPoolImpl.java:138)
	... 7 more
`;

/** As UCP 21.9 prints it in English and German; the number before the message as others have it. */
export const samples: Plugin['samples'] = {
  'the pool is empty': {
    log: `2026-12-01 13:42:40.896+0100 SEVERE  boats.yard  GET /boats/24: no connection
java.sql.SQLException: Exception occurred while getting connection: oracle.ucp.UniversalConnectionPoolException: All connections in the Universal Connection Pool are in use - [ 5, 5, 5, 0, 0, 0, 37, 0, 4 ]
${BORROW}Caused by: oracle.ucp.UniversalConnectionPoolException: All connections in the Universal Connection Pool are in use - [ 5, 5, 5, 0, 0, 0, 37, 0, 4 ]
${CAUSE}`,
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'exhausted',
  },
  'the same in German': {
    log: `java.sql.SQLException: Ausnahme beim Abrufen der Connection: oracle.ucp.UniversalConnectionPoolException: Alle Connections in dem Universal Connection Pool werden verwendet - [ 4, 4, 4, 0, 0, 0, 1, 0, 3 ]
${BORROW}`,
    reads: { kind: 'acquire-timeout', witness: 'exception', stack: [{}, {}, { function: 'mend' }, {}] },
    rule: 'exhausted',
  },
  'the message alone, with its number': {
    log: '2026-12-01T12:42:40.896Z ERROR 1 --- [exec-7] boats.Yard : no connection: UCP-45064: All connections in the Universal Connection Pool are in use',
    reads: { kind: 'acquire-timeout', witness: 'exception' },
    rule: 'exhausted',
  },
  'the pool is closed': {
    log: 'oracle.ucp.UniversalConnectionPoolException: Universal Connection Pool has been shutdown while attempting to get a connection',
    reads: [],
    decoy: true,
  },
  'what a program prints of its statistics': {
    log: '2026-12-01 16:00:50,113 INFO [pool-watch] boats.db: ucp [AvailableConnectionsCount=1, BorrowedConnectionsCount=3, TotalConnectionsCount=4, ConnectionsCreatedCount=7, ConnectionsClosedCount=3, AbandonedConnectionsCount=0, LabeledConnectionsCount=0, PendingRequestsCount=2, RemainingPoolCapacityCount=6, PeakConnectionsCount=3, PeakConnectionWaitTime=1048, AverageBorrowedConnectionsCount=2, AverageConnectionWaitTime=378, CumulativeConnectionBorrowedCount=12, CumulativeConnectionReturnedCount=5]',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 1, open: 4, max: 10, pending: 2, takenBack: 4, counters: { borrowed: 12, created: 7 }, occasion: 'periodic' },
    rule: 'statistics',
  },
  'a part of them': {
    log: '2026-12-01 16:00:50,113 INFO boats.db: AvailableConnectionsCount=1, BorrowedConnectionsCount=3',
    reads: { kind: 'pool-snapshot', inUse: 3, idle: 1 },
    rule: 'statistics',
  },
  'one of them, which tells no pool': {
    log: '2026-12-01 16:00:50,113 INFO boats.db: AverageBorrowedConnectionsCount=2, BorrowedConnectionsCount=3',
    reads: [],
    decoy: true,
  },
}; // prettier-ignore
