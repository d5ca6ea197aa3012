/** Printed by `leak-stream recipe postgres`. */
export const postgres = `-- All client backends, not only those idle in transaction: rows that were never closed leave a backend idle or active.
SELECT now() AS captured_at, pid, state, application_name, usename, datname, client_addr, wait_event,
       now() - state_change AS idle_for, now() - xact_start AS transaction_for, left(query, 200) AS last_query
FROM pg_stat_activity
WHERE backend_type = 'client backend'
ORDER BY state_change;

-- Several captures tell a leak from a busy moment:
--   psql -X --csv -f captures.sql > sessions.csv        again some minutes later, into another file
--   leak-stream app.log sessions-*.csv
-- Let each service say who it is: application_name=orders in its connection string.

-- The server's own log (postgresql.conf; a reload is enough):
--   log_line_prefix = '%m [%p] user=%u,db=%d,app=%a,client=%h '
--   log_disconnections = on

-- Containment, not a mend: ends forgotten transactions after a minute. A pool in Go or Python keeps counting the connection as out.
--   ALTER ROLE app_user SET idle_in_transaction_session_timeout = '60s';
`;
