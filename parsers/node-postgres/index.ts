import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/** node-postgres' pool: the callers that gave up, and its counts where a program logs them. */
export default definePlugin({
  id: 'node-postgres',
  title: 'node-postgres',
  runtime: 'node-postgres',
  docs: 'https://node-postgres.com/apis/pool',
  hints: [
    'timeout exceeded when trying to connect',
    'waitingCount',
    'waiting=',
    'waiting:',
    'waiting"',
    'terminating connection due to idle',
    'sorry, too many clients',
    'remaining connection slots',
    'too many connections for',
    'connect ECONNREFUSED',
    'connect ETIMEDOUT',
    'connect EHOSTUNREACH',
    'connect ENETUNREACH',
  ],
  context: true,
  rules,
  remedies,
  enable,
  snippets,
  samples,
});
