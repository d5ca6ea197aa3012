import type { Rule } from 'leak-stream/plugin';

/**
 * What Dropwizard's log reporter prints of its database pool, one figure a line: `type=GAUGE, name=io.dropwizard.db.ManagedPooledDataSource.orders.active, value=3`.
 * Each figure is read at another instant, so only what is in use is a sample.
 * @see metrics-core, com.codahale.metrics.Slf4jReporter; dropwizard-db, io.dropwizard.db.ManagedPooledDataSource
 */
const reported: Rule = {
  pattern:
    /\btype=GAUGE, name=(?:[\w.-]{1,100}\.)?io\.dropwizard\.db\.ManagedPooledDataSource\.(?<pool>[^\s,=]{1,100})\.active, value=(?<value>\d{1,6})(?![\w.])/,
  read: (match) => ({ kind: 'pool-snapshot', pool: match.text('pool'), inUse: match.number('value'), occasion: 'periodic' }),
};

export const reportedRules = { reported };
