import type { Remedy } from 'leak-stream/plugin';

const COUNT = [
  "SELECT application_name, state, count(*), max(now() - state_change) AS longest_idle FROM pg_stat_activity WHERE backend_type = 'client backend' GROUP BY 1, 2 ORDER BY 4 DESC NULLS LAST;",
  "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%' AND now() - state_change > interval '1 minute';",
]; // prettier-ignore
const PROVE = [
  ...COUNT,
  'Repeat both over a full traffic cycle, idle window included: the old sessions of this application must be gone and stay gone. Zero rows in the second alone prove nothing: a session leaked outside a transaction is plain idle.',
]; // prettier-ignore

/** For suspects that only the server saw. First match wins. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'transaction-not-ended',
    when: { serverState: /^idle in transaction$/ },
    text:
      'A transaction was begun and neither committed nor rolled back. Search the code of this application_name for the last query; the leak is on a path ' +
      'that leaves the function after that statement: an early return, an exception, a branch without commit.',
    fix: 'Bind the end of the transaction to the scope that begins it: with engine.begin(), try-with-resources, defer tx.Rollback().',
    containment:
      "ALTER ROLE <application role> SET idle_in_transaction_session_timeout = '60s'; frees the server's session and its locks. It does not give the slot " +
      'back to every pool: Go database/sql keeps counting the dead connection as in use, other pools notice only when the borrower touches it.',
    validate: PROVE,
  },
  {
    pattern: 'failed-transaction-not-ended',
    when: { serverState: /aborted/ },
    text:
      'A statement failed and the transaction was left as it was: the error was caught, but no rollback followed. The last query is the one that failed ' +
      'or a later one; look for the handler that swallows its error.',
    fix: 'Roll back in the error path before the connection goes anywhere else, or let the scope that began the transaction do it.',
    containment:
      "ALTER ROLE <application role> SET idle_in_transaction_session_timeout = '60s'; ends such sessions too; the pool may still count them as in use.",
    validate: PROVE,
  },
  {
    pattern: 'result-not-read',
    when: { serverState: /^active$/ },
    text:
      'The server waits for a client that no longer reads (wait_event ClientWrite): a large result was opened and abandoned. Search for the query and for ' +
      'a result set, cursor or rows object that one path leaves open.',
    fix: 'Close the result in the scope that opened it: defer rows.Close(), with-blocks around cursors, try-with-resources around ResultSet.',
    containment:
      'SELECT pg_terminate_backend(<pid>); a statement_timeout ends it as well, the honest slow queries of the same role included.',
    validate: PROVE,
  },
  {
    pattern: 'session-not-returned',
    when: { serverState: /^idle$/ },
    text:
      'The session is idle outside a transaction and much older than the pool lets idle connections grow: it was taken and never returned. The last query ' +
      'names the code that used it last: search for it in the code of this application_name.',
    fix: 'Close rows and connections in the scope that took them.',
    containment:
      "SELECT pg_terminate_backend(<pid>); idle_in_transaction_session_timeout does not touch these, and idle_session_timeout would also end a pool's honest spare connections.",
    validate: PROVE,
  },
  {
    pattern: 'statement-to-code',
    text:
      'The server saw sessions of this application that were left open, ended by a timeout or lost; it knows their last statement at most, never the code. ' +
      'Search the statement in the code of this application_name and look for a path that leaves without commit, rollback or close.',
    fix: 'End every transaction, result and connection in the scope that began it.',
    containment:
      "ALTER ROLE <application role> SET idle_in_transaction_session_timeout = '60s'; frees the server's sessions and locks. It does not give the slot back to " +
      'every pool: Go database/sql keeps counting the dead connection as in use.',
    validate: PROVE,
  },
];
