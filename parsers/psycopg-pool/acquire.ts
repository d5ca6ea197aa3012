import { pythonStack, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';

function stackOf(record: RecordView): Pick<Extract<EventDraft, { kind: 'acquire-timeout' }>, 'stack'> {
  const stack = pythonStack(record.message.includes('File "') ? [record.message, ...record.tail] : record.tail);
  return stack.length === 0 ? {} : { stack };
}

const timedOut: Rule = {
  pattern: /couldn't get a connection after (?<seconds>\d{1,7}(?:\.\d{1,9})?) sec/,
  scope: 'record',
  read: (match, record) => ({
    kind: 'acquire-timeout',
    witness: 'exception',
    waitedMs: Math.round(match.number('seconds') * 1000),
    ...stackOf(record),
  }),
};

const tooMany: Rule = {
  pattern: /the pool (?:'(?<single>[^']{1,200})'|"(?<double>[^"]{1,200})") has already \d{1,9} requests waiting/,
  scope: 'record',
  read: (match, record) => ({
    kind: 'acquire-timeout',
    witness: 'exception',
    pool: match.maybe('single') ?? match.text('double'),
    ...stackOf(record),
  }),
};

/** The server has no slot left for the pool's next connection, psycopg_pool/pool.py (`_connect`); psycopg's own logger says it at DEBUG as well. */
const refused: Rule = {
  pattern:
    /error connecting in (?:'[^']{1,200}'|"[^"]{1,200}"): .{0,400}FATAL: {1,2}(?:sorry, too many clients already|remaining connection slots are reserved|too many connections for (?:role|database))/,
  read: () => ({ kind: 'server-termination', reason: 'too-many-clients', sqlState: '53300' }),
};

/** `PoolTimeout` of `getconn` and `TooManyRequests` (`max_waiting`), psycopg_pool/pool.py; frameworks print the sentence under names of their own. */
export const acquireRules = { 'timed-out': timedOut, 'too-many': tooMany, 'too-many-clients': refused };
