import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/** Knex over its pool tarn, for any database: checkouts and returns from its debug lines, the callers that gave up, and the pool's counts. */
export default definePlugin({
  id: 'knex',
  title: 'Knex',
  runtime: 'knex',
  docs: 'https://knexjs.org/guide/#pool',
  hints: ['pool: __knexUid', 'Knex: Timeout acquiring a connection', 'Acquire connection error: ', 'endingAcquires'],
  context: true,
  rules,
  remedies,
  enable,
  snippets,
  samples,
});
