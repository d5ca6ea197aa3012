import { goDurationMs } from 'leak-stream/plugin';
import type { EventDraft, Match, RecordView } from 'leak-stream/plugin';

/** The whole message, which is short, and perhaps `pgx` before it: what tells it from other people's words is the server's process id beside it. */
export const TRACED = /^(?:\[?(?:pgx|PGX)\]?[:. ]{1,2})?(?<word>Acquire|Release|Connect)$/;

/** A program whose logger prints its own process id on every line prints its host there too. */
const serverPid = (fields: Readonly<Record<string, unknown>>): string | undefined => {
  const pid = fields['pid'];
  return fields['hostname'] === undefined && /^\d{1,10}$/.test(String(pid)) ? String(pid) : undefined;
};

/** Locks and leases are acquired and released as well, and say so in a field, the logger or the caller. */
const OF_LOCKS = /lock|mutex|lease|semaphore|leader|election/i;
const ofLocks = ({ fields = {}, logger = '' }: RecordView): boolean =>
  OF_LOCKS.test(`${Object.keys(fields).join(' ')} ${logger} ${String(fields['caller'])}`);

/**
 * pgx's tracelog over pgxpool, at debug: each connection that goes out and comes back, by the process id of its server session, and whoever gave
 * up. Without a deadline of its own a caller waits for ever. Source: jackc/pgx v5.13.0, tracelog/tracelog.go (`TraceAcquireEnd`, `TraceRelease`, `TraceConnectEnd`).
 */
export function traced(match: Match, record: RecordView): EventDraft | undefined {
  const { fields = {} } = record;
  if (ofLocks(record)) return undefined;
  const connection = serverPid(fields);
  const word = match.text('word');
  if (word === 'Connect')
    return connection === undefined || ['host', 'port', 'database'].some((key) => fields[key] === undefined)
      ? undefined
      : { kind: 'connection-created', connection };
  if (word === 'Release') return connection === undefined ? undefined : { kind: 'checkin', connection, reason: 'returned' };
  if (connection !== undefined) return { kind: 'checkout', connection };
  if (fields['err'] !== 'context deadline exceeded' && fields['error'] !== 'context deadline exceeded') return undefined;
  const waitedMs = typeof fields['time'] === 'string' ? goDurationMs(fields['time']) : undefined;
  // the program logs the error that it gets as well
  return { kind: 'acquire-timeout', witness: 'counter', ...(waitedMs === undefined ? {} : { waitedMs }) };
}
