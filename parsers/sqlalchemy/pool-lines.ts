import type { EventDraft, Match, RecordView, Rule } from 'leak-stream/plugin';
import { between, fieldName, named, poolName } from './connection.ts';
import { labelOf } from './label.ts';

type Read = (connection: string, match: Match) => EventDraft;

/** `Connection <repr> WORDS`: the connection stands before the match. */
const before = (pattern: RegExp, words: string, read: Read): Rule => ({
  pattern,
  read: (match, record) => about(between(words, match.before, record), read, match, record),
});

/** `WORDS <repr>`: the connection stands after the match, up to its reason. */
const after = (pattern: RegExp, read: Read): Rule => ({
  pattern,
  read: (match, record) => about(named(match.after.split(' (reason: ', 1)[0] as string, record), read, match, record),
});

function about(connection: string | undefined, read: Read, match: Match, record: RecordView): EventDraft | undefined {
  return connection === undefined ? undefined : { ...read(connection, match), ...poolName(record) };
}

const note = (code: string, connection?: string): EventDraft => ({
  kind: 'pool-note',
  code,
  ...(connection !== undefined && { connection }),
});
const noted =
  (code: string): Read =>
  (connection) =>
    note(code, connection);
const said = (pattern: RegExp, code: string): Rule => ({ pattern, read: (_match, record) => ({ ...note(code), ...poolName(record) }) });

/** Whether a transaction was open still at a return. */
const RESETS: Readonly<Record<string, string>> = { rollback: 'rollback-on-return', commit: 'visible', done: 'already-reset' };

/** What the pool says of one connection: sqlalchemy/pool/base.py and impl.py (pool.py before 1.3), 1.0 to 2.1. */
export const connectionRules: Readonly<Record<string, Rule>> = {
  'connection-created': after(/\bCreated new connection /, (connection) => ({ kind: 'connection-created', connection })),

  checkout: before(/ checked out from pool\b/, 'Connection ', (connection) => ({ kind: 'checkout', connection, origin: 'pool' })),

  checkin: before(/ being returned to pool\b/, 'Connection ', (connection) => ({
    kind: 'checkin',
    connection,
    reason: 'returned',
    origin: 'pool',
  })),

  // A part of the return, and the only line of a detach() before `Closing`. A rollback here is normal after an explicit commit; where no
  // transaction is ever left to it, it tells of a return that nobody asked for.
  reset: before(/ (?:(?<how>rollback|commit)-on-return|reset, transaction already reset)\b/, 'Connection ', (connection, match) =>
    note(RESETS[match.maybe('how') ?? 'done'] as string, connection),
  ),

  closed: after(/\bClosing connection /, (connection) => ({ kind: 'connection-closed', connection, reason: 'closed' })),

  // From 1.4.41 on where the connection is terminated without a goodbye; older versions print `Closing` in the same place.
  'hard-closed': after(/\bHard-closing connection /, (connection) => ({ kind: 'connection-closed', connection, reason: 'terminated' })),

  // Ends the checkout if the connection was out: no `being returned` follows, the slot is free again.
  invalidated: after(/(?<!Soft )\bInvalidate connection /, (connection) => ({
    kind: 'checkin',
    connection,
    reason: 'invalidated',
    origin: 'pool',
  })),

  // Ends nothing: the connection is replaced at its next checkout.
  'soft-invalidated': after(/\bSoft Invalidate connection /, noted('soft-invalidated')),

  recycling: before(
    / (?:exceeded timeout|invalidated due to (?:pool|local soft) invalidation); recycling\b/,
    'Connection ',
    noted('recycling'),
  ),

  'pre-ping-failed': before(/ failed, will invalidate pool\b/, 'Pool pre-ping on connection ', noted('pre-ping-failed')),

  'pre-ping': {
    pattern: /\bPool pre-ping on connection (?=<|\S+ )/,
    read: (match, record) =>
      match.after.includes(' failed, will invalidate pool')
        ? undefined
        : about(named(match.after, record), noted('pre-ping'), match, record),
  },

  fresh: before(/ is fresh, skipping pre-ping\b/, 'Connection ', noted('fresh')),

  // Asyncio drivers only: the pool's logger prints it at ERROR, and the same sentence comes again as an SAWarning, whose file and line
  // are wherever the collector happened to run. It follows `being returned` of the same connection, which was then no honest return.
  reclaimed: {
    pattern: /The garbage collector is trying to clean up (?:non-checked-in )?connection /,
    scope: 'record',
    read: (match, record) => {
      const repr = match.after.split(/, which will be |\. This feature is unsupported/, 1)[0] as string;
      return about(
        named(repr, record),
        (connection) => ({ kind: 'checkin', connection, reason: 'reclaimed', origin: 'pool' }),
        match,
        record,
      );
    },
  },
};

/** What the pool says of itself. */
export const poolRules: Readonly<Record<string, Rule>> = {
  'disconnection-detected': {
    pattern: /\bDisconnection detected on checkout(?<individual>, invalidating individual connection:? )?/,
    read: (match, record) => {
      const repr = match.maybe('individual') === undefined ? undefined : (match.after.split(' (reason: ', 1)[0] as string);
      return { ...note('disconnection-detected', repr === undefined ? undefined : named(repr, record)), ...poolName(record) };
    },
  },
  'reconnection-exhausted': said(/\bReconnection attempts exhausted on checkout\b/, 'reconnection-exhausted'),
  'connect-failed': said(/\bError on connect\(\): /, 'connect-failed'),
  'reset-failed': said(/\bException during reset or similar\b/, 'reset-failed'),
  remark: said(
    /\b(?:Exception (?:closing|terminating)|Cancellation during terminate of) connection <|\bError closing cursor\b|\bDouble checkin attempted on |Can't invalidate an already-closed connection\b|\bReset agent is not active\b/,
    'visible',
  ),

  // The status that follows is taken after the pool forgot its overflow: it says 0 checked out with connections still out.
  disposed: {
    pattern: /\bPool disposed\. /,
    read: (_match, record) => ({ kind: 'pool-lifecycle', phase: 'disposed', ...poolName(record) }),
  },
  recreating: said(/\bPool recreating$/, 'recreating'),

  // QueuePool.status(), which applications print. The overflow is negative until the pool has filled, so the limit cannot be told.
  status: {
    pattern:
      /(?<!Pool disposed\. )\bPool size: (?<size>\d{1,9})\s{1,3}Connections in pool: (?<idle>\d{1,9}) Current Overflow: -?\d{1,9} Current Checked out connections: (?<inUse>-?\d{1,9})/,
    read: (match, record) => {
      const inUse = Math.max(0, match.number('inUse'));
      const idle = match.number('idle');
      return {
        kind: 'pool-snapshot',
        inUse,
        idle,
        open: inUse + idle,
        size: match.number('size'),
        ...(poolName(record) ?? labelOf(match.before, record) ?? fieldName(record)),
      };
    },
  },
};
