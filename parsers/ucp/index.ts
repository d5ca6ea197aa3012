import { definePlugin } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { statisticsRules } from './statistics.ts';

/** Oracle's Universal Connection Pool: callers that found all connections in use, and the pool's statistics where a program prints them. */
export default definePlugin({
  id: 'ucp',
  title: 'Oracle Universal Connection Pool',
  runtime: 'ucp',
  docs: 'https://docs.oracle.com/en/database/oracle/oracle-database/23/jjucp/',
  context: 'samples',
  hints: ['UniversalConnectionPoolException: ', 'UCP-45064', 'orrowedConnectionsCount'],
  rules: { ...acquireRules, ...statisticsRules },
  remedies,
  enable,
  snippets,
  samples,
});
