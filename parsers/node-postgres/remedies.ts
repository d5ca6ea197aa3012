import type { Remedy } from 'leak-stream/plugin';

/** How to mend a leak of pooled clients. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'client-not-released',
    text: 'A client from pool.connect() goes back only by client.release(), on every path: an exception or a return between connect() and release() loses it. pool.query() needs no release; a transaction needs one client for all its statements.',
    fix: "const client = await pool.connect();\ntry {\n  await client.query('BEGIN');\n  await work(client);\n  await client.query('COMMIT');\n} catch (error) {\n  await client.query('ROLLBACK');\n  throw error;\n} finally {\n  client.release();\n}",
    containment:
      'Nothing takes the client back but the program: idleTimeoutMillis and maxLifetimeSeconds only look at clients that were released. Restart the service.',
    validate: [
      'In a test: run the failing path more often than max allows, then assert pool.totalCount === pool.idleCount.',
      'After the deploy: totalCount - idleCount returns to its baseline whenever traffic pauses.',
    ],
  },
];
