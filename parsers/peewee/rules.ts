import { pythonStack, type Rule } from 'leak-stream/plugin';

/** One failure (others have an exception of that name too), with its traceback or as one line says it, though its traceback may tell of two: the pool tries until the time is over. */
const gaveUp: Rule = {
  pattern:
    /\bplayhouse\.pool\.MaxConnectionsExceeded\b|\bMaxConnectionsExceeded(?:: |\(['"])(?:Exceeded maximum|Max) connections\b|\bMax connections exceeded, timed out attempting to connect\b|\bTimed out acquiring connection from pool \(acquire_timeout=(?<seconds>\d{1,7}(?:\.\d{1,3})?)\)/,
  scope: 'record',
  read(match, record) {
    const seconds = match.maybeNumber('seconds');
    const stack = pythonStack(record.tail);
    return {
      kind: 'acquire-timeout',
      witness: 'exception',
      ...(seconds === undefined ? {} : { waitedMs: 1000 * seconds }),
      ...(stack.length === 0 ? {} : { stack }),
    };
  },
};

const ofPool = (logger: string | undefined): boolean => logger === 'peewee.pool' || logger === 'peewee.pwasyncio';

const created: Rule = {
  pattern: /^Created new connection (?<connection>\d{1,20})\.$/,
  read: (match, record) => (ofPool(record.logger) ? { kind: 'connection-created', connection: match.text('connection') } : undefined),
};

const closed: Rule = {
  pattern:
    /^(?:Connection (?<gone>\d{1,20}) (?:was closed, discarding|was stale, closing|not reusable, closing)|Closing stale connection (?<stale>\d{1,20}) on check-in)\.$/,
  read(match, record) {
    if (!ofPool(record.logger)) return undefined;
    return { kind: 'connection-closed', connection: match.maybe('gone') ?? match.text('stale'), reason: 'closed' };
  },
};

const traffic: Rule = {
  pattern: /^(?:Returning \d{1,20} to pool|Acquired connection \d{1,20} from pool|Releasing connection \d{1,20} to pool)\.$/,
  read: (_match, record) => (ofPool(record.logger) ? { kind: 'pool-note', code: 'visible' } : undefined),
};

/** coleifer/peewee 4.5.3, playhouse/pool.py (`connect`, `_connect`, `_close`) and playhouse/pwasyncio.py (`_acquire_conn_async`, `aclose`). */
export const rules = { 'gave-up': gaveUp, created, closed, traffic };
