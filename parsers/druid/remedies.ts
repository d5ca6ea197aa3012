import { jdbcNotClosed, jdbcOnlyDatabaseWork, type Remedy } from 'leak-stream/plugin';

const containment =
  'removeAbandoned=true closes connections that are out for longer than removeAbandonedTimeout, except while a statement runs on them. It cannot tell a lost connection from slow work; ' +
  'Druid itself warns of it in production.';

const validate = [
  'Run the path that leaked with removeAbandonedTimeout a little above the slowest honest hold.',
  'grep -c "abandon connection, owner thread" app.log   # 0',
  'Watch ActiveCount (JMX, or the monitor page) in a quiet minute: it must fall to what it was before.',
];

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'abandoned-or-slow',
    when: { reclaimed: true },
    text: 'The pool closed the connection because it was out for longer than removeAbandonedTimeout. Look at the second trace of the message: an owner that is still in the same method was slow, one that went on to something else has lost the connection. Close it on every path.',
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
