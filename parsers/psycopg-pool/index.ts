import { definePlugin } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { statsRules } from './stats.ts';
import { noteRules, trafficRules } from './traffic.ts';

/**
 * psycopg_pool, also under Django's `"pool"` option. Its lines name no connection, so leaks are told by its statistics, where a program logs
 * them. psycopg's warning that a connection "was deleted while still open" is not read: connections that came from a pool never give it.
 */
export default definePlugin({
  id: 'psycopg-pool',
  title: 'psycopg_pool',
  runtime: 'psycopg-pool',
  docs: 'https://www.psycopg.org/psycopg3/docs/advanced/pool.html',
  hints: [
    'psycopg.pool',
    'psycopg3.pool',
    'connection given by ',
    'returning connection to ',
    'rolling back returned connection',
    "couldn't get a connection after",
    'requests waiting',
    'is ready to use',
    'pool_available',
    'error connecting in ',
  ],
  context: true,
  rules: { ...trafficRules, ...acquireRules, ...statsRules, ...noteRules },
  frames: ['family:python stack.abs_path:**/site-packages/psycopg_pool/** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
