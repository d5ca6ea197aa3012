import { pythonStack } from 'leak-stream/plugin';
import type { RecordView, Rule, StackFrame } from 'leak-stream/plugin';
import { ofBorrower } from './borrower.ts';
import { identity, poolName } from './connection.ts';
import { stackOf } from './timeout.ts';

const UNITS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1000,
  sec: 1000,
  second: 1000,
  m: 60_000,
  min: 60_000,
  minute: 60_000,
  h: 3_600_000,
  hour: 3_600_000,
};
/** `checked out 8.6s ago`, `held for 12 seconds`, `still checked out after 12.3s`, `returned after 9.0 s`. */
const HELD =
  /\b(?:checked out|held|out|open|use|for|after|since|than|over)(?: for| about| after| since)? ?[>~]? ?(?<amount>\d{1,9}(?:\.\d{1,6})?) ?(?<unit>ms|sec|second|s|min|minute|m|hour|h)s?\b/;

const inFields = (record: RecordView): number | undefined => {
  for (const [key, scale] of [['held_ms', 1], ['held_s', 1000], ['held_seconds', 1000], ['age_s', 1000], ['age_ms', 1]] as const) {
    const value = Number(record.fields?.[key] ?? Number.NaN);
    if (value >= 0) return value * scale;
  } // prettier-ignore
  return undefined;
};

function heldMs(record: RecordView): { heldMs: number } | undefined {
  const found = HELD.exec(record.message)?.groups;
  const held = found ? Number(found['amount']) * (UNITS[found['unit'] as string] as number) : inFields(record);
  return held === undefined ? undefined : { heldMs: held };
}

/** The connection that a program's own sentence names, by its `%r`, its bare address, or in a field. */
function connectionOf(record: RecordView): string | undefined {
  const repr = identity(record.message);
  if (repr.startsWith('0x')) return repr;
  const field = record.fields?.['conn'] ?? record.fields?.['connection'];
  const text = typeof field === 'string' ? `${record.message} ${field}` : record.message;
  return /\b0x[0-9a-fA-F]{6,16}\b/.exec(text)?.[0];
}

/** `by thread worker-3`, `by worker-3`, `of worker-3`: who has the connection, in a sentence that speaks of one. */
const BORROWER = /\bconn(?:ection)?\b[^;]{0,80}?\b(?:by|of)(?: thread)? (?<thread>[^\s;:,]{1,100})/i;

const borrowerOf = (record: RecordView): string | undefined =>
  /\bby thread ([^;:,]{1,100})/.exec(record.message)?.[1]?.split(' and ', 1)[0] ?? BORROWER.exec(record.message)?.groups?.['thread'];

function stackBelow(record: RecordView): readonly StackFrame[] {
  const inTail = stackOf(record);
  const field = record.fields?.['checkout_stack'];
  if (inTail.length > 0 || field === undefined) return ofBorrower(inTail);
  const lines = Array.isArray(field) ? field.filter((line): line is string => typeof line === 'string') : [String(field)];
  return ofBorrower(pythonStack(lines));
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
      const thread = borrowerOf(record);
      // Without an address the borrower tells whose connection it is.
      if (stack.length === 0 || (connection === undefined && thread === undefined)) return undefined;
      return {
        kind: 'leak-reported',
        connection: connection ?? null,
        stack: [...stack],
        ...heldMs(record),
        ...(thread && { thread }),
        ...poolName(record),
      };
    },
  },

  // `connection <repr> returned after 9.0 s`: what the watchdog reported came back. The pool's own line says `being returned to pool`.
  'late-return': {
    pattern: /\b(?:returned|checked in|given back|released|came back|is back) (?:late, )?(?:after|late after)\b/i,
    read: (_match, record) => {
      if (!/\bconn(?:ection)?\b/i.test(record.message) || record.logger?.startsWith('sqlalchemy.')) return undefined;
      const connection = connectionOf(record);
      const thread = connection === undefined ? borrowerOf(record) : undefined;
      if (connection === undefined && thread === undefined) return undefined;
      return {
        kind: 'checkin',
        connection: connection ?? null,
        reason: 'unleaked',
        ...heldMs(record),
        ...(thread && { thread }),
        ...poolName(record),
      };
    },
  },
};
