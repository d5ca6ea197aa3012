import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/** Active Record of Ruby on Rails: the callers that gave up, and samples of the pool's `stat`. The pool itself logs nothing. */
export default definePlugin({
  id: 'active-record',
  title: 'Active Record (Rails)',
  runtime: 'active-record',
  docs: 'https://api.rubyonrails.org/classes/ActiveRecord/ConnectionAdapters/ConnectionPool.html',
  hints: [
    'could not obtain a connection from the pool',
    'could not obtain a database connection',
    'checkout_timeout',
    'dead=',
    'dead:',
    'dead"',
  ],
  context: true,
  rules,
  remedies,
  enable,
  snippets,
  samples,
});
