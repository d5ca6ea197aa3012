import type { EnableStep, Remedy } from 'leak-stream/plugin';

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

/** What makes the pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'spring.datasource.tomcat.log-abandoned=true and spring.datasource.tomcat.suspect-timeout=60',
    cost: 'One stack trace taken and printed to text for each checkout, some 20 to 50 µs. It reports and takes nothing back; a suspect connection that returns is reported as well. Can stay on where checkouts are rare.',
  },
  {
    setting: 'timeBetweenEvictionRunsMillis=5000',
    cost: 'The check runs that often over the connections that are out; reports are late by up to this much. Can stay on.',
  },
];
