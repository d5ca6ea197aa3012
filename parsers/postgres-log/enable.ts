import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes the server's log tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: "log_line_prefix = '%m [%p] user=%u,db=%d,app=%a,client=%h %e '",
    cost: 'Nothing but longer lines; reload. %e is the SQLSTATE, which reads the same in every language. Or log_destination = csvlog or jsonlog, which hold all of it.',
  },
  {
    setting: 'log_disconnections = on',
    cost: 'A line each disconnection; reload. Cheap behind a pool.',
    off: 'where clients connect for each request.',
  },
  {
    setting: 'log_lock_waits = on',
    cost: 'A line for each wait for a lock of more than deadlock_timeout (1 s), and one when it ends; reload. It tells which lock a dry pool waited for.',
  },
  {
    setting: "idle_in_transaction_session_timeout = '5min', for the role of the application",
    cost: 'Ends honest transactions that wait longer, too. Its line in the log is a dated witness for every transaction left open.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: "The server's own log, in psql as a superuser",
    comment: '--',
    code: `ALTER SYSTEM SET log_line_prefix = '%m [%p] user=%u,db=%d,app=%a,client=%h %e ';
ALTER SYSTEM SET log_disconnections = on;
ALTER SYSTEM SET log_lock_waits = on;
SELECT pg_reload_conf();
`,
  },
  {
    where:
      'Containment, not a mend: ends forgotten transactions after a minute. A pool in Go or Python keeps counting the connection as out.\nWith the name of the role that the application logs in as.',
    comment: '--',
    code: `-- ALTER ROLE app_user SET idle_in_transaction_session_timeout = '60s';
`,
  },
];
