import { jdbcNotClosed, type Remedy } from 'leak-stream/plugin';

const PROOF = [
  'Drive the path with its error forced, more often than the pool has connections; then stop all load: every checkout must have its return.',
  'After the deploy: the number in use falls back to its baseline whenever traffic pauses.',
];
const CONTAINMENT = 'Restart the process: it frees the connections, and the leak begins anew until the code is mended.';

/** How a connection is bound to a scope, by the language of the innermost frames; the last one holds in any. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'scope-bound-close',
    when: { text: /\.pyw?\b/ },
    text: 'The connection is given back only where all goes well: an exception or an early return between the two lines keeps it out of the pool. Bind it to a block.',
    fix: 'with pool.connection() as connection:      # async with, where the pool is asynchronous\n    process(connection)                     # may raise: the block still returns it\n\n# Where the pool offers no block:\nconnection = pool.acquire()\ntry:\n    process(connection)\nfinally:\n    pool.release(connection)',
    containment: CONTAINMENT,
    validate: PROOF,
  },
  {
    pattern: 'handle-not-closed',
    when: { text: /\.go\b/ },
    text: 'Every Rows, Tx and Conn holds a connection until it is closed, and one that was acquired until it is released. Defer that in the line after the error check.',
    fix: 'conn, err := pool.Acquire(ctx)\nif err != nil {\n\treturn err\n}\ndefer conn.Release()\n\nrows, err := db.QueryContext(ctx, query)\nif err != nil {\n\treturn err\n}\ndefer rows.Close()',
    containment: CONTAINMENT,
    validate: PROOF,
  },
  { ...jdbcNotClosed, when: { text: /\.(?:java|kt|scala|groovy)\b/ }, containment: CONTAINMENT, validate: PROOF },
  {
    pattern: 'client-not-released',
    when: { text: /\.[cm]?[jt]sx?\b/ },
    text: 'A client goes back only when it is released, on every path: an exception or a return between the two lines loses it.',
    fix: 'const client = await pool.connect();\ntry {\n  await work(client);\n} finally {\n  client.release();\n}',
    containment: CONTAINMENT,
    validate: PROOF,
  },
  {
    pattern: 'scope-bound-close',
    text: 'The connection is given back only where all goes well: an error or an early return in between keeps it out of the pool. Bind it to a scope that gives it back on every path. A larger pool only moves the hour of the exhaustion.',
    containment: CONTAINMENT,
    validate: PROOF,
  },
];
