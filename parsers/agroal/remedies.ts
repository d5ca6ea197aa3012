import type { Remedy } from 'leak-stream/plugin';

const containment =
  'dataSource.flush(FlushMode.LEAK) closes the connections that were reported; whoever still uses one fails. Agroal takes nothing back by itself, and enlisted connections wait for their transaction.';

/** How to mend a leak of JDBC connections. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'scope-bound-close',
    text: 'A connection goes back when close() is called on the object that the pool gave out, on every path; close() on what unwrap() returned does not count. With a transaction manager, a connection taken inside a transaction goes back when that ends.',
    fix: 'try (Connection connection = dataSource.getConnection();\n     PreparedStatement query = connection.prepareStatement(SQL);\n     ResultSet rows = query.executeQuery()) {\n    while (rows.next()) write(rows);\n}',
    containment,
    validate: [
      'Set the leak detection interval a little above the slowest honest hold and run the path that leaked.',
      'grep -c "Connection leak of" app.log   # 0 after the deploy',
      'Watch agroal_active_count in a quiet minute: it must fall to what it was before.',
    ],
  },
];
