import type { EnableStep, Remedy } from 'leak-stream/plugin';

const containment =
  'removeAbandonedOnBorrow and removeAbandonedOnMaintenance close connections that were not used for removeAbandonedTimeout. They cannot tell a lost connection from one whose owner ' +
  'computes or waits for somebody else, so keep the timeout above the longest pause between two statements.';

const validate = [
  'In a test: run the failing path more often than maxTotal allows, then assert getNumActive() == 0.',
  'grep -c "has not been returned to the pool" app.log   # 0 after the deploy',
];

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'abandoned-or-slow',
    when: { reclaimed: true },
    text: 'The pool took the connection back because it was not used for longer than removeAbandonedTimeout. Close it on every path; where the work honestly pauses that long, give the connection back before the pause.',
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

/** What makes DBCP tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting:
      'spring.datasource.dbcp2.log-abandoned=true, remove-abandoned-on-maintenance=true, remove-abandoned-timeout=300, time-between-eviction-runs-millis=10000',
    cost: 'One stack trace for each checkout, and connections unused for five minutes are CLOSED under their owner. The traces go to standard output, past the logger. Off again once the path is found.',
  },
  {
    setting: 'dataSource.setAbandonedLogWriter(new PrintWriter(System.out, true));',
    cost: 'None. Without flushing, DBCP 1 keeps its traces back until some kilobytes have come together.',
  },
];
