import { definePlugin, gaugeRule } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { overdueRules } from './overdue.ts';
import { poolRules } from './pool.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

/** c3p0: overdue connections with the stack of their borrower, exhaustion, the pool's state where it is traced, and its configuration. */
export default definePlugin({
  id: 'c3p0',
  title: 'c3p0',
  runtime: 'c3p0',
  docs: 'https://www.mchange.com/projects/c3p0/',
  context: 'samples',
  hints: [
    'umBusyConnections',
    'A checked-out resource is overdue',
    'overdue resource was checked-out',
    'Overdue resource check-out stack trace',
    'client to checkout a Connection has timed out',
    'BasicResourcePool@',
    'Initializing c3p0 pool...',
  ],
  continues: /Logging the stack trace by which the overdue resource was checked-out\./,
  rules: {
    ...overdueRules,
    ...acquireRules,
    ...poolRules,
    // c3p0, com.mchange.v2.c3p0.PooledDataSource: getNumBusyConnections, getNumIdleConnections, getNumConnections; by user `…DefaultUser`, `…AllUsers`.
    gauge: gaugeRule({
      inUse: 'numBusyConnections(?:DefaultUser|AllUsers)?',
      idle: 'numIdleConnections(?:DefaultUser|AllUsers)?',
      open: 'numConnections(?:DefaultUser|AllUsers)?',
      max: 'maxPoolSize',
      pending: 'numThreadsAwaitingCheckoutDefaultUser',
    }),
  },
  frames: ['family:java stack.module:com.mchange.** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
