import type { Remedy } from 'leak-stream/plugin';

/** How to mend a leak of Npgsql's connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'using-declaration',
    text: 'A connection goes back when it is disposed, on every path. Declare connections, commands and readers with await using; what a data source creates by itself is disposed with the reader or command. A DbContext gives its connection back when it is disposed: scoped, not singleton, and not captured by a task that outlives the request.',
    fix: 'await using var db = await source.OpenConnectionAsync(token);\nawait using var command = new NpgsqlCommand(sql, db);\nawait using var reader = await command.ExecuteReaderAsync(token);\nwhile (await reader.ReadAsync(token)) Write(reader);',
    containment:
      'The garbage collector closes a lost connection some day, so that leaks come and go with it. A larger Max Pool Size only delays the end; restart the service.',
    validate: [
      'In a test with "Maximum Pool Size=1;Timeout=2": run the failing path twice; the second must not fail.',
      'Watch db.client.connections.usage{state="used"} (meter Npgsql) in a quiet minute: it must fall to what it was before.',
    ],
  },
];
