import { jdbcNotClosed, jdbcOnlyDatabaseWork, type Remedy } from 'leak-stream/plugin';

const containment =
  'connection-leak-reclaim destroys each connection that stays out for longer than connection-leak-timeout-in-seconds, also one that honest work still uses: keep the timeout above the ' +
  'longest of it. asadmin flush-connection-pool NAME empties the pool at once, and whoever uses one of its connections fails.';

const validate = [
  'Set connection-leak-timeout-in-seconds a little above the slowest honest hold and run the path that leaked.',
  'grep -c "A potential connection leak detected" server.log   # 0 after the deploy',
  'asadmin get --monitor "server.resources.NAME.numconnused-current"   # in a quiet minute as low as before',
];

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'abandoned-or-slow',
    when: { reclaimed: true },
    text: 'The pool destroyed the connection because it stayed out for longer than connection-leak-timeout-in-seconds. Close it on every path; where the work honestly takes that long, give the connection back before what is no work of the database.',
    fix: jdbcOnlyDatabaseWork,
    containment,
    validate,
  },
  { ...jdbcNotClosed, containment, validate },
];
