import { definePlugin, type RecordView } from 'leak-stream/plugin';
import type { Capture } from './capture.ts';
import { capturesOf } from './captures.ts';
import { CONTINUES } from './continues.ts';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { readPairs } from './pairs.ts';
import { samples } from './samples.ts';
import { draftsOf } from './session.ts';

const read = (shape: Capture['shape']) => (_match: unknown, record: RecordView) => {
  const captures = capturesOf(record);
  return captures[0]?.shape === shape ? captures.flatMap(draftsOf) : undefined;
};

/**
 * Results of a query over pg_stat_activity, in every shape that psql and COPY print and as JSON, rows that a program prints as keys and values, and the processes of the server as ps lists them: one
 * `server-session` for each row of a client's backend, a note `empty-capture` for a result without rows. A line before the result that says when it was taken
 * (`-- 2026-11-23 01:37:19 UTC`, date(1), the title of \watch) is its time.
 */
export default definePlugin({
  id: 'pg-stat-activity',
  title: 'PostgreSQL sessions (pg_stat_activity)',
  runtime: 'postgresql',
  docs: 'https://www.postgresql.org/docs/current/monitoring-stats.html#MONITORING-PG-STAT-ACTIVITY-VIEW',
  hints: [
    // Headers, whatever the shape and the order of the columns, and the lines that may stand above them.
    'pid |', 'pid|', 'pid │', 'pid,', 'pid\t', 'pid  ', '| pid', '|pid', '│ pid', ',pid', 'application_name', 'idle_for', '[ RECORD', '* Record', '-- 20', '(every ', '+----', '┌───',
    // Rows without a header.
    '| idle', '|idle', '│ idle', ',idle', '\tidle', '| active', '|active', '│ active', ',active', '\tactive',
    '"state":"idle', '"state": "idle', '"state":"active', '"state": "active',
    // Rows as keys and values.
    'state="idle', 'state="active', 'state=idle', 'state=active', 'state: idle', 'state: active',
    // Titles of processes.
    ' postgres: ',
  ], // prettier-ignore
  continues: CONTINUES,
  rules: {
    table: { pattern: /^[+┌][-─+┬]{4}|pid["\s]{0,200}(?:[|│,;\t]|$)|\bpid\s+\w/, scope: 'record', read: read('table') },
    expanded: {
      pattern: /^\W{0,8}\[ \p{L}{2,20} \d{1,9} \]|^\* \p{L}{2,20} \d{1,9}\s{0,4000}$|^"?pid"?\s{0,60}[|│\t,]/u,
      scope: 'record',
      read: read('expanded'),
    },
    json: { pattern: /"state"\s?:\s?"/, scope: 'record', read: read('json') },
    titles: { pattern: /\bpostgres: \S/, scope: 'record', read: read('titles') },
    pairs: {
      pattern: /\bstate[=:] ?"?(?:idle|active)\b/,
      read: (_match, record) => {
        const capture = readPairs(record.message);
        return capture && draftsOf(capture, 0);
      },
    },
    rows: { pattern: /[|│\t,]\s?(?:idle|active|fastpath|disabled)\b/, scope: 'record', read: read('rows') },
  },
  remedies,
  enable,
  snippets,
  samples,
});
