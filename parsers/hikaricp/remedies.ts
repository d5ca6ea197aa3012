import type { Remedy } from 'leak-stream/plugin';

const containment =
  'Restarting the process frees its connections; raising maximumPoolSize only delays the end. Connections that are out cannot be taken back: ' +
  'HikariCP neither closes nor reclaims them, softEvictConnections() and maxLifetime touch a connection only after it came back. ' +
  'On the server, idle_in_transaction_session_timeout (PostgreSQL) ends those that sit in a transaction.';

const validate = [
  'Set leakDetectionThreshold a little above the slowest honest hold (20000 ms is a common start) and run the path that leaked.',
  'grep -c "Connection leak detection triggered" app.log   # must equal the number of "(unleaked)" lines once the load is over',
  'leak-stream gate app.log --baseline before.json   # every pool is back at its baseline, and the paths that leaked have run',
  'Watch hikaricp_connections_active in a quiet minute: it must fall to what it was before.',
];

/** How to mend a leak of JDBC connections, the special cases first. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'stream-not-closed',
    when: { text: /queryForStream|\bgetResultStream\b|\bselectCursor\b|\bfetchStream\b|\bfetchLazy\b/ },
    text: 'A stream over a result set keeps its connection until the stream itself is closed. Reading it to the end is not enough, and neither is collecting it.',
    fix: `try (Stream<Order> orders = jdbc.queryForStream(SQL, ROW, since)) {
    return orders.filter(Order::isOpen).toList();
}`,
    containment,
    validate,
  },
  {
    pattern: 'connection-borrowed-by-hand',
    when: { text: /DataSourceUtils\.(?:do)?[gG]etConnection|SessionImpl\.connection|\bgetJdbcConnection\b|SharedEntityManager/ },
    text: 'The connection was fetched past the template or session that would have given it back. Outside a transaction nobody else closes it.',
    fix: `// Let the template borrow and return it:
jdbcTemplate.execute((ConnectionCallback<Void>) connection -> {
    copy(connection);
    return null;
});
// or, where it must be fetched, release it in any case:
Connection connection = DataSourceUtils.getConnection(dataSource);
try {
    copy(connection);
} finally {
    DataSourceUtils.releaseConnection(connection, dataSource);
}`,
    containment,
    validate,
  },
  {
    pattern: 'transaction-holds-connection',
    when: {
      text: /TransactionInterceptor|TransactionManager\.doBegin|TransactionTemplate|JpaTransactionManager|OpenEntityManagerInView|OpenSessionInView/,
    },
    text:
      '@Transactional takes its connection before the method begins and keeps it until the method returns, and open-session-in-view keeps it until ' +
      'the response is written. A method that never returns, waits for a remote service or hands its work to another thread holds it as long.',
    fix: `# application.yml: no connection while the response is rendered
spring.jpa.open-in-view: false

// remote calls outside, only the database work inside:
Quote quote = pricing.fetch(id);
transactions.executeWithoutResult(status -> orders.save(quote));`,
    containment,
    validate,
  },
  {
    pattern: 'session-not-closed',
    when: {
      text: /openSession|createEntityManager|SessionFactoryImpl|SqlSessionFactory|DefaultSqlSession|openStatelessSession|SessionImpl|EntityManagerImpl/,
    },
    text: 'A session opened by hand keeps the connection of its first statement until it is closed, an exception on the way included.',
    fix: `try (Session session = sessionFactory.openSession()) {
    return session.createQuery(HQL, Order.class).getResultList();
}`,
    containment,
    validate,
  },
  {
    pattern: 'scope-bound-close',
    text: 'A connection goes back only when close() is called, on every path: a return in the middle, an exception between getConnection() and the try block, or one thrown by close() of the statement all skip a close() at the end.',
    fix: `try (Connection connection = dataSource.getConnection();
     PreparedStatement query = connection.prepareStatement(SQL);
     ResultSet rows = query.executeQuery()) {
    while (rows.next()) write(rows);
}`,
    containment,
    validate,
  },
];
