import { definePlugin, gaugeRule } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { leakRules } from './leaks.ts';
import { reportedRules } from './reported.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

/**
 * Tomcat JDBC pool: connections that it suspects or takes back, with the stack of their borrower, and exhaustion with its numbers. Only
 * the figures that Dropwizard reports name the pool.
 */
export default definePlugin({
  id: 'tomcat-jdbc',
  title: 'Tomcat JDBC',
  runtime: 'tomcat-jdbc',
  docs: 'https://tomcat.apache.org/tomcat-10.1-doc/jdbc-pool.html',
  context: 'samples',
  hints: [
    'umActive',
    'abandoned PooledConnection[',
    'Connection(PooledConnection[',
    'Pool empty. Unable to fetch a connection',
    'ManagedPooledDataSource.',
  ],
  rules: {
    ...leakRules,
    ...acquireRules,
    ...reportedRules,
    // tomcat-jdbc, org.apache.tomcat.jdbc.pool.DataSourceProxy: getNumActive, getNumIdle, getMaxActive, getWaitCount (callers that wait now).
    gauge: gaugeRule({ inUse: 'numActive', idle: 'numIdle', max: 'maxActive', pending: 'waitCount' }, /tomcat.{0,3}jdbc/i),
  },
  frames: ['family:java stack.module:org.apache.tomcat.jdbc.** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
