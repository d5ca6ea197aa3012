import { definePlugin } from 'leak-stream/plugin';
import { acquireRules } from './acquire.ts';
import { enable, snippets } from './enable.ts';
import { lifecycleRules } from './lifecycle.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';

/** Vibur DBCP: callers that gave up, with the list of who held what by then, the pool's figures in what it logs besides, and its life. */
export default definePlugin({
  id: 'vibur',
  title: 'Vibur DBCP',
  runtime: 'vibur',
  docs: 'https://www.vibur.org/',
  context: 'samples',
  hints: [
    "couldn't obtain SQL connection within",
    'Call to getConnection() from pool ',
    'SQL query execution from pool ',
    'ViburDBCPDataSource@',
  ],
  // The list stands unindented below the sentence that announces it, its parts apart by empty lines.
  continues:
    /^(?:={12}(?: All other stack traces: ={12})?$|\(\d{1,6}\/\d{1,6}\), |Thread stack trace at the |Thread .{1,200}, state [A-Z_]{3,20}$)/,
  rules: { ...acquireRules, ...lifecycleRules },
  remedies,
  enable,
  snippets,
  samples,
});
