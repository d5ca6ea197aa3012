import { definePlugin } from 'leak-stream/plugin';
import { enable, snippets } from './enable.ts';
import { remedies } from './remedies.ts';
import { samples } from './samples.ts';
import { LOCK_HINTS, lockWaitOf } from './lock-wait.ts';
import { isClients, readPrefix } from './stderr.ts';
import { readCsv, readObject } from './structured.ts';
import { BEGINNINGS, terminationOf } from './termination.ts';
import { GOES_WITH } from './translations.ts';

/** Codes that decide where the text is translated; those of digits alone are looked for only where no number of another kind can stand. */
const STATE = /(?<![\w.:([-])(?<sqlState>25P03|25P04|57P01|57P05|53300|08006)(?![\w.:)\]-])/;

/** How pgx ends the server's words in a program's log. */
const PGX = /\(SQLSTATE \w{5}\)/;

const SEVERITY = /\p{L}{2,20}: {2}/u;

/**
 * The server's own log, as stderr text with any log_line_prefix, csvlog, jsonlog or CloudNativePG's JSON: sessions that the server ended,
 * clients that it refused or lost, waits for locks. What an application repeats of it in its own log is left alone.
 */
export default definePlugin({
  id: 'postgres-log',
  title: 'PostgreSQL server log',
  runtime: 'postgresql',
  docs: 'https://www.postgresql.org/docs/current/runtime-config-logging.html',
  hints: [...BEGINNINGS, ...LOCK_HINTS, '25P03', '25P04', '57P01', '57P05', '53300', '08006'],
  rules: {
    csvlog: {
      pattern: /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3} [^,]{1,12},/,
      scope: 'raw',
      read: (_match, record) => {
        const line = readCsv(record.tail.length > 0 ? [record.raw, ...record.tail.slice(0, 200)].join('\n') : record.raw);
        return line && (terminationOf(line, record) ?? lockWaitOf(line));
      },
    },
    jsonlog: {
      pattern: /"error_severity"/,
      scope: 'raw',
      read: (_match, record) => {
        const line = record.fields && readObject(record.fields);
        return line && (terminationOf(line, record) ?? lockWaitOf(line));
      },
    },
    stderr: {
      // Two blanks follow the colon; what passed through a web page has one.
      pattern:
        /(?:^|[\s:\]>)|,;}-])(?:LOG|FATAL|ERROR|WARNING|PANIC): {1,2}(?=terminating connection|sorry, too many clients already|remaining connection slots are reserved|too many connections for|unexpected EOF on client connection|could not receive data from client|connection to client lost|disconnection: session time)/,
      scope: 'raw',
      read: (match, record) => {
        if (isClients(match.before) || PGX.test(match.after.slice(0, 450))) return undefined;
        const sqlState = STATE.exec(match.before)?.groups?.['sqlState'];
        return terminationOf({ ...readPrefix(match.before), message: match.after.slice(0, 450), sqlState }, record);
      },
    },
    lock: {
      pattern: /(?:LOG: {1,2}(?=process \d{1,10} (?:still waiting for|acquired) )|DETAIL: {1,2}(?=Process(?:es)? holding the lock: ))/,
      scope: 'raw',
      read: (match, record) =>
        isClients(match.before) || record.fields !== undefined
          ? undefined
          : lockWaitOf({ ...readPrefix(match.before), message: match.after.slice(0, 22_000) }),
    },
    translated: {
      pattern: STATE,
      scope: 'raw',
      read: (match, record) => {
        const severity = SEVERITY.exec(match.after.slice(0, 200));
        // The code stands in the prefix, before the first severity, or it is a number of the message.
        if (!severity || SEVERITY.test(match.before) || record.fields !== undefined) return undefined;
        if (GOES_WITH.test(match.after.slice(0, severity.index + severity[0].length))) return undefined;
        const message = match.after.slice(severity.index + severity[0].length);
        return terminationOf(
          { ...readPrefix(match.before + match.after.slice(0, severity.index)), message, sqlState: match.text('sqlState') },
          record,
        );
      },
    },
  },
  remedies,
  enable,
  snippets,
  samples,
});
