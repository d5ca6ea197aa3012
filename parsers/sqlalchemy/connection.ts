import { NO_ADDRESS, type RecordView } from 'leak-stream/plugin';

const PSYCOPG2 = /<connection object at (0x[0-9a-fA-F]{4,16})/;
const ADDRESS = /\bat (0x[0-9a-fA-F]{4,16})/g;
/** aiosqlite up to 0.21 is a thread: `<Connection(Thread-1, started daemon 1405157163312)>`; its state changes, name and ident do not. */
const THREAD = /\((?<name>[^,()]{1,100}), (?:started|stopped)(?: daemon)? (?<ident>\d{1,20})\)/;

/**
 * A connection's identity from its `%r`: the address, never the text, because the text holds the state (`closed: 0`, `[IDLE]`).
 * psycopg2 prints it first and then the DSN, in which anything may stand; all others print it last, after names of databases and hosts.
 */
export function identity(repr: string): string {
  const psycopg2 = PSYCOPG2.exec(repr)?.[1];
  if (psycopg2) return psycopg2;
  let last: string | undefined;
  for (const found of repr.matchAll(ADDRESS)) last = found[1];
  if (last) return last;
  const thread = THREAD.exec(repr)?.groups;
  return thread ? `${thread['name']} ${thread['ident']}` : NO_ADDRESS;
}

const ofPool = (record: RecordView): boolean => record.logger?.startsWith('sqlalchemy') ?? false;

/** The connection whose `%r` begins `text`; undefined where no `%r` does and the logger is not SQLAlchemy's either: another library's line. */
export function named(text: string, record: RecordView): string | undefined {
  return text.startsWith('<') || (text !== '' && ofPool(record)) ? identity(text) : undefined;
}

/** The connection whose `%r` stands between `words` and the end of `text`: the message is cut at its known ends, never by the quotes in a DSN. */
export function between(words: string, text: string, record: RecordView): string | undefined {
  const found = text.indexOf(`${words}<`);
  const start = found === -1 ? text.indexOf(words) : found;
  return start === -1 ? undefined : named(text.slice(start + words.length), record);
}

const POOL_LOGGER = /\bsqlalchemy\.pool\.(?:impl\.|base\.)?[A-Za-z]{0,60}Pool\.([\w.-]{1,100})/;

/** The pool's `pool_logging_name`, which its logger carries after the class: `sqlalchemy.pool.impl.QueuePool.orders-rw`. */
export function poolName(record: RecordView): { pool: string } | undefined {
  const name = POOL_LOGGER.exec(record.logger ?? record.raw.slice(0, 400))?.[1]?.replace(/\.$/, '');
  return name ? { pool: name } : undefined;
}
