import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { frames } from './frames.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/**
 * DBConnection, the pool under Ecto and its drivers (Postgrex, MyXQL, Tds). It speaks when a caller gave up, when it cuts off a process that holds a
 * connection for too long, and when a connection ends.
 */
export default definePlugin({
  id: 'ecto',
  title: 'Ecto (DBConnection)',
  runtime: 'ecto',
  docs: 'https://hexdocs.pm/db_connection/DBConnection.html',
  hints: [') disconnected: ** (', 'checked out the connection for longer than', 'connection not available ', 'ready_conn_count'],
  context: true,
  continues: /^#PID<[\d.]{1,30}>.{0,250} was at location:$/,
  rules,
  frames,
  remedies,
  enable,
  snippets,
  samples,
});
