import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { frames } from './frames.ts';
import { remedies } from './remedies.ts';
import { rules } from './rules.ts';
import { samples } from './samples.ts';

/** Npgsql, PostgreSQL's driver for .NET, which has its own pool: callers that gave up, and with debug logging each connection that goes out and comes back. */
export default definePlugin({
  id: 'npgsql',
  title: 'Npgsql (.NET)',
  runtime: 'npgsql',
  docs: 'https://www.npgsql.org/doc/diagnostics/logging.html',
  hints: ['The connection pool has been exhausted', 'PostgresException', 'Opened connection to ', 'Closed connection to '],
  context: true,
  rules,
  frames,
  remedies,
  enable,
  snippets,
  samples,
});
