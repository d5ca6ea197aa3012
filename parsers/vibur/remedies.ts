import { jdbcNotClosed, type Remedy } from 'leak-stream/plugin';

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    ...jdbcNotClosed,
    containment: 'Vibur takes nothing back by force: a restart frees what is out, until the code is mended.',
    validate: [
      'In a test: run the failing path more often than poolMaxSize allows, with poolEnableConnectionTracking, then assert dataSource.getTakenConnections().length == 0.',
      'grep -c "full list of taken connections begins" app.log   # 0 after the deploy',
    ],
  },
];
