import {
  identityOfRepr,
  ofOtherConnections,
  pythonStack,
  pythonStackOf,
  type EventDraft,
  type RecordView,
  type Rule,
  type StackFrame,
} from 'leak-stream/plugin';
import { DATABASE } from './about.ts';
import { ofBorrower } from './borrower.ts';
import { heldMs } from './held.ts';

/** The connection that a program's own sentence names, by its `%r`, its bare address, or in a field. */
function connectionOf(record: RecordView): string | undefined {
  const repr = identityOfRepr(record.message);
  if (repr.startsWith('0x')) return repr;
  const field = record.fields?.['conn'] ?? record.fields?.['connection'];
  const text = typeof field === 'string' ? `${record.message} ${field}` : record.message;
  return /\b0x[0-9a-fA-F]{6,16}\b/.exec(text)?.[0] ?? BACKEND.exec(record.message)?.groups?.['pid'];
}

/** `connection pid=4711`: by the server's process, which no other kind of connection has. */
const BACKEND = /\bconn(?:ection)? (?:with )?(?:backend[_ ]?)?pid[=: ] ?(?<pid>\d{2,9})\b/i;

/** `by thread worker-3`, `by worker-3`, `of worker-3`: who has the connection, in a sentence that speaks of one. */
const BORROWER = /\bconn(?:ection)?\b[^;]{0,80}?\b(?:by|of)(?: thread)? (?<thread>[^\s;:,]{1,100})/i;

const borrowerOf = (record: RecordView): string | undefined =>
  /\bby thread ([^;:,]{1,100})/.exec(record.message)?.[1]?.split(' and ', 1)[0] ?? BORROWER.exec(record.message)?.groups?.['thread'];

/** Without an address the borrower tells whose connection it is, where somebody of the database speaks: trains have connections as well. */
const byBorrower = (record: RecordView): string | undefined =>
  DATABASE.test(record.logger ?? '') || /\b(?:pool(?:ed)?|database|sqlalchemy)\b/i.test(record.message) ? borrowerOf(record) : undefined;

function stackBelow(record: RecordView): readonly StackFrame[] {
  const inTail = pythonStackOf(record);
  const field = record.fields?.['checkout_stack'];
  if (inTail.length > 0 || field === undefined) return ofBorrower(inTail);
  const lines = Array.isArray(field) ? field.filter((line): line is string => typeof line === 'string') : [String(field)];
  return ofBorrower(pythonStack(lines));
}

/** `4 of 20 away`: how many are out, beside what happened to one of them. */
const AWAY = /(?<![\w.])(?<n>\d{1,6})(?:\/| of )(?<of>\d{1,6}) (?:are )?(?:now )?(?:away|out|lent|in use|checked out|busy)\b/i;

function awayIn({ message }: RecordView): EventDraft[] {
  const { n, of } = AWAY.exec(message)?.groups ?? {};
  if (n === undefined || of === undefined || Number(n) > Number(of)) return [];
  return [{ kind: 'pool-snapshot', inUse: Number(n), max: Number(of), occasion: 'change' }];
}

/** What says that a connection is out for too long. The guide's watchdog and its relatives; programs word it as they like. */
const OUT =
  /\b(?:not (?:yet |been )?returned|never returned|still (?:checked out|held|out|open|in use)|(?:checked out|held|out|open|in use) (?:for|since|after|longer than|more than|over)\b|(?:possible |potential |suspected )?connection leak|leaked connection|checkout[_ -]?stack)/i;

/** A program's own watchdog over the pool: the connection's address, how long it has been out, and the borrower's stack of then below. */
export const watchdogRules: Readonly<Record<string, Rule>> = {
  watchdog: {
    pattern: OUT,
    read: (_match, record) => {
      const connection = connectionOf(record);
      const stack = stackBelow(record);
      const thread = connection === undefined ? byBorrower(record) : borrowerOf(record);
      if (stack.length === 0 || (connection === undefined && thread === undefined) || ofOtherConnections(record)) return undefined;
      return {
        kind: 'leak-reported',
        connection: connection ?? null,
        stack: [...stack],
        ...heldMs(record),
        ...(thread && { thread }),
      };
    },
  },

  // `connection <repr> returned after 9.0 s`: what the watchdog reported came back. The pool's own line says `being returned to pool`.
  'late-return': {
    pattern: /\b(?:returned|checked in|(?:given|handed|put|brought) back|released|came back|is back) (?:late, )?(?:after|late after)\b/i,
    read: (_match, record) => {
      if (!/\bconn(?:ection)?\b/i.test(record.message) || record.logger?.startsWith('sqlalchemy.')) return undefined;
      const connection = connectionOf(record);
      const thread = connection === undefined ? byBorrower(record) : undefined;
      if ((connection === undefined && thread === undefined) || ofOtherConnections(record)) return undefined;
      const back: EventDraft = {
        kind: 'checkin',
        connection: connection ?? null,
        reason: 'unleaked',
        ...heldMs(record),
        ...(thread && { thread }),
      };
      const away = awayIn(record);
      return away.length > 0 ? [back, ...away] : back;
    },
  },

  // `connection pid=4711 handed out, 4 of 20 away`: a listener that tells only some lendings, so nothing but the figure can be believed
  away: {
    pattern: /\bconn(?:ection)? (?:with )?(?:backend[_ ]?)?pid[=: ] ?\d{2,9} (?:was )?(?:handed|given|lent|taken|checked)\b/i,
    read: (_match, record) => (ofOtherConnections(record) ? undefined : awayIn(record)),
  },
};
