import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes PgBouncer tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'log_disconnections = 1, log_pooler_errors = 1 (both are the default)',
    cost: 'A line each disconnection; loud where clients connect for each request.',
  },
  {
    setting: 'psql -p 6432 -U pgbouncer pgbouncer -c "SHOW POOLS" -c "SHOW DATABASES" every 15 s, with the output of date -u above each',
    cost: 'Nothing measurable. Needs a user of stats_users. SHOW DATABASES tells the limit of each pool.',
  },
  {
    setting: 'application_name_add_host = 1',
    cost: "Nothing; PostgreSQL's own listing then shows the client's address behind the pooler.",
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'pgbouncer.ini; RELOAD is enough',
    comment: '#',
    code: `log_disconnections = 1
log_pooler_errors = 1
application_name_add_host = 1
stats_users = pgbouncer
`,
  },
  {
    where: 'a shell beside it, for as long as the search lasts',
    comment: '#',
    code: `while sleep 15; do
  date -u '+-- %F %T UTC'
  psql -X -h 127.0.0.1 -p 6432 -U pgbouncer -d pgbouncer -c 'SHOW POOLS' -c 'SHOW DATABASES'
done >> pools.txt
`,
  },
];
