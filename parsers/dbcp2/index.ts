import { definePlugin, gaugeRule } from 'leak-stream/plugin';
import { abandonedRules } from './abandoned.ts';
import { acquireRules } from './acquire.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

/** Apache Commons DBCP, 1.x, 2.x and Tomcat's copy of it: abandoned connections with the stack of their borrower, and exhaustion. */
export default definePlugin({
  id: 'dbcp2',
  title: 'Apache Commons DBCP',
  runtime: 'dbcp2',
  docs: 'https://commons.apache.org/proper/commons-dbcp/configuration.html',
  context: 'samples',
  hints: [
    'has not been returned to the pool:',
    'by the following code was never closed:',
    'Cannot get a connection, pool error',
    'Timeout waiting for idle object',
    'umActive', // gauges of one's own, over BasicDataSource
  ],
  // The class and the second trace stand unindented below the sentence.
  continues: /^(?:The last code to use this object was:|(?:[a-z]\w{0,40}\.){1,10}impl\.\w{1,40}CallStack\b)/,
  rules: {
    ...abandonedRules,
    ...acquireRules,
    // commons-dbcp2, org.apache.commons.dbcp2.BasicDataSource: getNumActive, getNumIdle, getMaxTotal.
    gauge: gaugeRule(
      { inUse: 'numActive', idle: 'numIdle', max: 'max(?:Total|Active)' },
      /^(?!.*tomcat.{0,3}jdbc).*(?:dbcp|data ?source|jdbc|connection|database|\bdb\b)/is,
    ),
  },
  frames: ['dbcp', 'dbcp2', 'pool', 'pool2']
    .map((name) => `family:java stack.module:org.apache.commons.${name}.** role=pool`)
    .concat('family:java stack.module:org.apache.tomcat.dbcp.** role=pool'),
  remedies,
  enable,
  snippets,
  samples,
});
