import { jdbcNotClosed, jdbcOnlyDatabaseWork, type Remedy } from 'leak-stream/plugin';

const containment =
  'unreturnedConnectionTimeout makes c3p0 destroy connections that are out for longer and open new ones in their place. It cannot tell a lost connection from slow work, ' +
  'which then fails in the middle; c3p0 itself calls it a means to find leaks, not to live with them.';

const validate = [
  'Run the path that leaked with unreturnedConnectionTimeout a little above the slowest honest hold.',
  'grep -c "A checked-out resource is overdue" app.log   # 0',
  'In a test: assert PooledDataSource.getNumBusyConnectionsDefaultUser() == 0 after the failing path.',
];

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'overdue-or-slow',
    when: { reclaimed: true },
    text: 'The pool destroyed the connection because it was out for longer than unreturnedConnectionTimeout. Close it on every path; if the work honestly takes that long, raise the timeout or hold the connection for a shorter part of the work.',
    fix: jdbcOnlyDatabaseWork,
    containment,
    validate,
  },
  {
    ...jdbcNotClosed,
    containment,
    validate,
  },
];
