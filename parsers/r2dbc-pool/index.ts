import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/**
 * r2dbc-pool, the pool of Spring WebFlux: the callers that gave up, and samples of its metrics. Its own lines at DEBUG name neither connection nor
 * request, and a connection is rarely given back on the thread that took it: they prove that the pool is there, no more.
 */
export default definePlugin({
  id: 'r2dbc-pool',
  title: 'R2DBC Pool',
  runtime: 'r2dbc-pool',
  docs: 'https://github.com/r2dbc/r2dbc-pool',
  hints: ['Connection acquisition timed out', 'acquiredSize', 'Obtaining new connection from the pool', 'Releasing connection'],
  context: true,
  rules,
  remedies,
  enable,
  snippets,
  samples,
});
