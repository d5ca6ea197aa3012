import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What to take from the server, and how it tells who is who. */
export const enable: readonly EnableStep[] = [
  {
    setting:
      'psql -X -c "SELECT pid, state, application_name, clock_timestamp() AS now, usename, datname, client_addr, wait_event, xact_start, state_change, now() - state_change AS idle_for, left(query, 200) AS last_query FROM pg_stat_activity WHERE backend_type = \'client backend\' AND pid <> pg_backend_pid() ORDER BY state_change" >> sessions.txt',
    cost: 'One read of a view in shared memory, milliseconds, no locks on tables; every 10–60 s is fine. Needs the role pg_read_all_stats (or pg_monitor), else the queries of others are hidden. Query texts may hold personal data where drivers send literals. Take all states: leaked sessions outside a transaction are plain idle, and the query that asks only for idle in transaction never shows them.',
  },
  {
    setting: 'application_name = <service>@<pod> in the connection string of each service (PGAPPNAME, ApplicationName=, application_name=)',
    cost: 'Nothing. At most 63 bytes; longer names are cut.',
  },
  {
    setting: 'track_activity_query_size = 4096',
    cost: 'A restart and that many bytes of shared memory for each allowed connection. Only if the last queries are cut before they differ.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where:
      'sessions.sql: all client backends, not only those idle in transaction: rows that were never closed leave a backend idle or active.',
    comment: '--',
    code: `SELECT now() AS captured_at, pid, state, application_name, usename, datname, client_addr, wait_event,
       now() - state_change AS idle_for, now() - xact_start AS transaction_for, left(query, 200) AS last_query
FROM pg_stat_activity
WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()
ORDER BY state_change;
`,
  },
  {
    where: 'Several captures tell a leak from a busy moment. In a shell:',
    comment: '--',
    code: `--   psql -X --csv -f sessions.sql > sessions-1.csv        again some minutes later, into another file
--   leak-stream app.log sessions-*.csv
`,
  },
];
