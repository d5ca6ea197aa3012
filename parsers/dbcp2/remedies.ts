import { jdbcNotClosed, jdbcOnlyDatabaseWork, type Remedy } from 'leak-stream/plugin';

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
