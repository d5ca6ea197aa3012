import { jdbcNotClosed, jdbcOnlyDatabaseWork, type Remedy } from 'leak-stream/plugin';

const containment =
  'removeAbandoned=true makes the pool close connections that are out for longer than removeAbandonedTimeout; it cannot tell a lost connection from slow work and ' +
  'cuts both off. Set the ResetAbandonedTimer interceptor, which starts the clock anew with each statement, and abandonWhenPercentageFull=75, so that it only acts when the pool runs dry.';

const validate = [
  'Set suspectTimeout a little above the slowest honest hold, leave removeAbandoned off, and run the path that leaked.',
  'grep -c "has been marked suspect, possibly abandoned" app.log   # must equal the number of "was returned" lines once the load is over',
  'Watch numActive of the pool (JMX: tomcat.jdbc) in a quiet minute: it must fall to what it was before.',
];

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'abandoned-or-slow',
    when: { reclaimed: true },
    text: 'The pool closed the connection because it was out for longer than removeAbandonedTimeout. Close it on every path; if the work honestly takes that long, its removal was the fault: raise the timeout or hold the connection for a shorter part of the work.',
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
