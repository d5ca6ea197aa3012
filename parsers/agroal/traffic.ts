import type { EventDraft, Rule } from 'leak-stream/plugin';
import { byAgroal, poolField } from './words.ts';

/** Some drivers describe a connection with its URL; what is longer is no name. */
const NAME_CAP = 1_000;

const DRAFTS: Readonly<Record<string, (connection: string) => EventDraft>> = {
  'Acquire connection': (connection) => ({ kind: 'checkout', connection }),
  'Connection acquired': (connection) => ({ kind: 'checkout', connection }),
  'Returning connection': (connection) => ({ kind: 'checkin', connection, reason: 'returned' }),
  'Connection return': (connection) => ({ kind: 'checkin', connection, reason: 'returned' }),
  'Created connection': (connection) => ({ kind: 'connection-created', connection }),
  'Destroyed connection': (connection) => ({ kind: 'connection-closed', connection }),
  'Connection destroy': (connection) => ({ kind: 'connection-closed', connection }),
};

const traffic: Rule = {
  pattern:
    /\b(?<what>Acquire connection|Connection acquired|Returning connection|Connection return|Created connection|Destroyed connection|Connection destroy) (?=\S)/,
  read(match, record) {
    const connection = match.after.trim();
    const draft = DRAFTS[match.text('what')];
    if (draft === undefined || connection.length > NAME_CAP || !byAgroal(match, record)) return undefined;
    return { ...draft(connection), ...poolField(match, record) };
  },
};

const note: Rule = {
  pattern:
    /Leaked connection (?=\S)|Operations executed on leaked connection |Stack trace of last executed operation on |A possible cause for the leak of connection |JDBC resources leaked: \d/,
  read: (match, record) => (byAgroal(match, record) ? { kind: 'pool-note', code: 'visible', ...poolField(match, record) } : undefined),
};

/** Every connection's way, from the same two listeners: Quarkus at TRACE, the starter at DEBUG; and what the enhanced leak report adds. */
export const trafficRules = { traffic, note };
