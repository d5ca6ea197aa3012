import type { EnableStep, Remedy } from 'leak-stream/plugin';

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

/** What makes Druid tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'spring.datasource.druid.remove-abandoned=true, remove-abandoned-timeout-millis=300000, log-abandoned=true',
    cost: 'One stack trace for each checkout, and connections out for five minutes are CLOSED under their owner. Off again once the path is found.',
  },
  {
    setting: 'spring.datasource.druid.max-wait=30000',
    cost: 'Callers of an exhausted pool fail after 30 s instead of waiting for ever, with the number of active connections in the message. Can stay on.',
  },
];
