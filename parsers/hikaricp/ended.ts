import type { EventDraft, RecordView, Rule } from 'leak-stream/plugin';

/**
 * The server ended a session that did nothing, as pgjdbc tells whoever uses the connection next: code that held it in an open transaction for
 * longer than `idle_in_transaction_session_timeout`. Source: postgres, src/backend/tcop/postgres.c (ProcessInterrupts).
 */
const ENDED = /PSQLException: FATAL: {1,2}terminating connection due to (?<what>idle-in-transaction|idle-session) timeout/;
/** HikariCP's own line about it. Source: com.zaxxer.hikari.pool.ProxyConnection, checkException. */
const BROKEN = /marked as broken because of SQLSTATE\((?<state>25P03|57P05)\)/;

const draft = (what: string): EventDraft =>
  what === 'idle-in-transaction' || what === '25P03'
    ? { kind: 'server-termination', reason: 'idle-in-transaction-timeout', sqlState: '25P03' }
    : { kind: 'server-termination', reason: 'idle-session-timeout', sqlState: '57P05' };

/** The end of which a line of HikariCP's speaks; it brings the driver's exception along, which then is not counted for itself. */
export function endIn(record: RecordView): readonly EventDraft[] {
  const state = BROKEN.exec(record.message)?.groups?.['state'];
  return state === undefined ? [] : [draft(state)];
}

export const endedRules: Readonly<Record<string, Rule>> = {
  'session-ended': { pattern: ENDED, scope: 'record', read: (match) => draft(match.text('what')) },
};
