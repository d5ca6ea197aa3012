import type { Remedy } from 'leak-stream/plugin';

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
      'Count "idle-in-transaction timeout" in the server\'s log of a full traffic cycle: 0 with the timeout still set.',
      "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND now() - state_change > interval '1 minute';",
      "SELECT application_name, state, count(*), max(now() - state_change) FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1, 2 ORDER BY 4 DESC NULLS LAST;",
    ],
  },
];
