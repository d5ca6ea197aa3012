import type { EnableStep, Remedy } from 'leak-stream/plugin';

/** The server's log names no code: it says which application and when, pg_stat_activity which statement. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'session-ended-by-server',
    text:
      'The server ended or lost sessions of this application; its log does not hold their last statement. Capture pg_stat_activity before the timeout ' +
      'strikes (application_name, state, left(query, 200)) and search the code of that application for the statement.',
    fix: 'End every transaction in the scope that begins it; close rows and connections where they were opened.',
    containment:
      "ALTER ROLE <application role> SET idle_in_transaction_session_timeout = '60s'; gives the server its slots and locks back, not every pool: Go " +
      'database/sql goes on counting the dead connection as in use until the process ends.',
    validate: [
      'grep -c "idle-in-transaction timeout" on the server\'s log of a full traffic cycle: 0 with the timeout still set',
      "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND now() - state_change > interval '1 minute';",
      "SELECT application_name, state, count(*), max(now() - state_change) FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1, 2 ORDER BY 4 DESC NULLS LAST;",
    ],
  },
];

export const enable: readonly EnableStep[] = [
  {
    setting: "log_line_prefix = '%m [%p] user=%u,db=%d,app=%a,client=%h %e '",
    cost: 'Nothing but longer lines; reload. %e is the SQLSTATE, which reads the same in every language. Or log_destination = csvlog or jsonlog, which hold all of it.',
  },
  {
    setting: 'log_disconnections = on',
    cost: 'A line each disconnection; reload. Cheap behind a pool, loud where clients connect for each request.',
  },
  {
    setting: "idle_in_transaction_session_timeout = '5min', for the role of the application",
    cost: 'Ends honest transactions that wait longer, too. Its line in the log is a dated witness for every transaction left open.',
  },
];
