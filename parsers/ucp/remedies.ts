import { jdbcNotClosed, type Remedy } from 'leak-stream/plugin';

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    ...jdbcNotClosed,
    containment:
      'abandonedConnectionTimeout takes connections back that were not used for so many seconds, and rolls back what they had begun. It cannot tell a lost connection from one whose owner waits for somebody else, so keep it above the longest pause between two statements.',
    validate: [
      'In a test: run the failing path more often than maxPoolSize allows, then assert getBorrowedConnectionsCount() == 0.',
      'grep -c "Universal Connection Pool are in use" app.log   # 0 after the deploy',
    ],
  },
];
