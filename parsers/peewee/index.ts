import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/**
 * peewee's pools: `playhouse.pool` and `playhouse.pwasyncio`. What they say at DEBUG does not pair: the first is silent when it lends a connection again, the
 * second when a task ends and its connection is taken back. It proves that the pool is there, no more; callers that gave up are what is read.
 */
export default definePlugin({
  id: 'peewee',
  title: 'peewee',
  runtime: 'peewee',
  docs: 'https://docs.peewee-orm.com/en/latest/peewee/playhouse.html#connection-pool',
  hints: ['MaxConnectionsExceeded', 'Max connections exceeded, timed out', 'Timed out acquiring connection from pool (', 'peewee.p'],
  context: true,
  rules,
  frames: ['family:python stack.abs_path:**/site-packages/playhouse/** role=pool'],
  remedies,
  enable,
  snippets,
  samples,
});
