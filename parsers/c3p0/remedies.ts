import type { EnableStep, Remedy } from 'leak-stream/plugin';

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
    fix: 'try (Connection connection = dataSource.getConnection();\n     PreparedStatement statement = connection.prepareStatement(SQL)) {\n    // only database work in here\n}',
    containment,
    validate,
  },
  {
    pattern: 'scope-bound-close',
    text: 'A connection goes back only when close() is called, on every path: a return in the middle or an exception between getConnection() and the try block skips a close() at the end.',
    fix: 'try (Connection connection = dataSource.getConnection();\n     PreparedStatement statement = connection.prepareStatement(SQL);\n     ResultSet rows = statement.executeQuery()) {\n    while (rows.next()) write(rows);\n}',
    containment,
    validate,
  },
];

/** What makes c3p0 tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'c3p0.unreturnedConnectionTimeout=300 and c3p0.debugUnreturnedConnectionStackTraces=true',
    cost: 'One stack trace for each checkout, and connections out for five minutes are DESTROYED under their owner. Off again once the path is found.',
  },
  {
    setting: 'c3p0.checkoutTimeout=30000',
    cost: 'Callers of an exhausted pool fail after 30 s instead of waiting for ever; only then the log shows the exhaustion. Can stay on.',
  },
];
