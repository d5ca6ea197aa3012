import { identityOfRepr, poolNameIn, type RecordView } from 'leak-stream/plugin';

const ofPool = (record: RecordView): boolean => record.logger?.startsWith('sqlalchemy') ?? false;

/** The connection whose `%r` begins `text`; undefined where no `%r` does and the logger is not SQLAlchemy's either: another library's line. */
export function named(text: string, record: RecordView): string | undefined {
  return text.startsWith('<') || (text !== '' && ofPool(record)) ? identityOfRepr(text) : undefined;
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

/** The pool that a field of a JSON or logfmt record names. */
export function fieldName({ fields = {} }: RecordView): { pool: string } | undefined {
  const name = poolNameIn(fields);
  return name === undefined ? undefined : { pool: name };
}
