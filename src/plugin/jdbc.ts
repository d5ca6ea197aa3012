import type { Remedy } from './contract.ts';

/** A part of a remedy that is the same for every pool of `javax.sql.DataSource`; how to contain and to prove differs by pool. */
type Common = Pick<Remedy, 'pattern' | 'text' | 'fix'>;

/** The last remedy of a JDBC pool: a connection that no path of the code gives back. */
export const jdbcNotClosed = {
  pattern: 'scope-bound-close',
  text: 'A connection goes back only when close() is called, on every path: a return in the middle or an exception between getConnection() and the try block skips a close() at the end.',
  fix: 'try (Connection connection = dataSource.getConnection();\n     PreparedStatement query = connection.prepareStatement(SQL);\n     ResultSet rows = query.executeQuery()) {\n    while (rows.next()) write(rows);\n}',
} satisfies Common;

/** The code for a pool that takes back what was out for long: lost, or held by slow work. */
export const jdbcOnlyDatabaseWork =
  'try (Connection connection = dataSource.getConnection();\n     PreparedStatement query = connection.prepareStatement(SQL)) {\n    // only database work in here\n}';
