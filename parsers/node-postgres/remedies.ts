import type { EnableStep, Remedy } from 'leak-stream/plugin';

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

/** What makes pg-pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting:
      'setInterval(() => console.log(new Date().toISOString(), { totalCount: pool.totalCount, idleCount: pool.idleCount, waitingCount: pool.waitingCount }), 2000).unref();',
    cost: 'One line per sample. The shorter the interval, the fewer steps of the number in use it takes to name a route. Can stay on.',
  },
  {
    setting: 'connectionTimeoutMillis: 30000 in the options of the pool',
    cost: 'Callers of an exhausted pool fail after 30 s; the default is to wait for ever, and the log shows nothing. Can stay on.',
  },
  {
    setting: 'One log line for each request when it ends, with method, route and status, in the same stream as the samples.',
    cost: 'A line per request. Without it a step of the number in use cannot be tied to anybody.',
  },
];
