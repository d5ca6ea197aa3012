import type { EnableStep, Snippet } from 'leak-stream/plugin';

/** What makes the pool tell more. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'asadmin set resources.jdbc-connection-pool.NAME.connection-leak-timeout-in-seconds=60',
    cost: 'One stack trace and one timer for each checkout. Without it the log never says who took a connection. It is not told when one comes back late.',
    off: 'once the path is found, where checkouts are many.',
  },
  {
    setting: 'asadmin set resources.jdbc-connection-pool.NAME.max-wait-time-in-millis=30000',
    cost: 'None. With 0 callers of an empty pool wait for ever, and the log does not show it.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where: 'on the server; in a cluster for each instance',
    comment: '#',
    code: `asadmin set resources.jdbc-connection-pool.NAME.connection-leak-timeout-in-seconds=60
asadmin set resources.jdbc-connection-pool.NAME.connection-leak-reclaim=false
asadmin set resources.jdbc-connection-pool.NAME.max-wait-time-in-millis=30000
`,
  },
  {
    where: 'web.xml or @DataSourceDefinition of an application that defines its pool itself',
    comment: '//',
    code: `@DataSourceDefinition(name = "java:app/jdbc/shop", className = "org.postgresql.ds.PGSimpleDataSource", url = "jdbc:postgresql://db/shop",
    properties = {"fish.payara.connection-leak-timeout-in-seconds=60"})
`,
  },
];
