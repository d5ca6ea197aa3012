import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes peewee's pools tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'PooledPostgresqlDatabase(…, max_connections=20, timeout=30)',
    cost: 'Callers of an exhausted pool wait up to 30 s and then fail; without timeout they fail at once.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status.',
    cost: 'A line per request. Without it those that gave up cannot be held against what ran.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'where the database is made',
    comment: '#',
    code: `db = PooledPostgresqlDatabase("shop", max_connections=20, timeout=30, stale_timeout=300)
`,
  },
];
