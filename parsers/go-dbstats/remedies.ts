import type { Remedy } from 'leak-stream/plugin';

const CONTAINMENT =
  'Nothing takes the connection back but the program: database/sql has no finalizer, so the garbage collector never returns a lost Rows, Tx or Conn, and SetConnMaxLifetime only looks at idle ones. ' +
  'Restart the process. A server-side idle_in_transaction_session_timeout frees the locks and the session, not the slot: InUse stays where it is.';

const VALIDATE = [
  'go vet ./... && run sqlclosecheck and rowserrcheck over the package',
  'In a test: run the failing path more often than SetMaxOpenConns allows, then assert db.Stats().InUse == 0.',
  'After the deploy: the lowest InUse between samples returns to its baseline whenever traffic pauses.',
];

/** How a lost handle is mended, by the kind of handle. The first whose conditions hold is given. */
export const remedies: readonly Remedy[] = [
  {
    pattern: 'transaction-not-ended',
    when: { serverState: /idle in transaction/i },
    text: 'A transaction is begun and on some path neither committed nor rolled back: an early return, an error, a panic. Defer the rollback at once after Begin; after a commit it does nothing.',
    fix: 'tx, err := db.BeginTx(ctx, nil)\nif err != nil {\n\treturn err\n}\ndefer tx.Rollback() // returns sql.ErrTxDone after Commit\n// …\nreturn tx.Commit()',
    containment: CONTAINMENT,
    validate: VALIDATE,
  },
  {
    pattern: 'transaction-not-ended',
    when: { text: /\b(?:begin|BeginTx|beginDC|Tx\)|commit|rollback)\b|panic/i },
    text: 'A transaction is begun and on some path neither committed nor rolled back. Defer the rollback at once after Begin; it also runs when the code panics and a middleware recovers.',
    fix: 'tx, err := db.BeginTx(ctx, nil)\nif err != nil {\n\treturn err\n}\ndefer tx.Rollback() // returns sql.ErrTxDone after Commit\n// …\nreturn tx.Commit()',
    containment: CONTAINMENT,
    validate: VALIDATE,
  },
  {
    pattern: 'rows-not-closed',
    when: { text: /\b(?:scan|rows|select|queryDC|QueryContext|converting)\b/i },
    text: 'Rows are left before their end (a return on a Scan error, a break), or a Conn taken for such statements is not closed. Only reading to the end or Close gives the connection back. For one row QueryRow closes by itself once it is scanned.',
    fix: 'rows, err := db.QueryContext(ctx, query)\nif err != nil {\n\treturn err\n}\ndefer rows.Close()\nfor rows.Next() {\n\tif err := rows.Scan(&v); err != nil {\n\t\treturn err\n\t}\n}\nreturn rows.Err()',
    containment: CONTAINMENT,
    validate: VALIDATE,
  },
  {
    pattern: 'handle-not-closed',
    text: 'Every Rows, Tx and Conn holds a connection until it is closed. On the path named, defer the close in the line after the error check: rows.Close(), tx.Rollback() or conn.Close(); and hand the request\'s context to QueryContext and BeginTx, so that its end ends them too.',
    fix: 'rows, err := db.QueryContext(ctx, query)   // ctx of the request, not context.Background()\nif err != nil {\n\treturn err\n}\ndefer rows.Close()\n\ntx, err := db.BeginTx(ctx, nil)\nif err != nil {\n\treturn err\n}\ndefer tx.Rollback()\n\nconn, err := db.Conn(ctx)\nif err != nil {\n\treturn err\n}\ndefer conn.Close()',
    containment: CONTAINMENT,
    validate: VALIDATE,
  },
]; // prettier-ignore
