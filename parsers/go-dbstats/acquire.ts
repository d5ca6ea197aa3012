import type { Match, RecordView } from 'leak-stream/plugin';

const WHICH = 'an?|the|any|free|idle|new|pooled|available|dedicated|db|sql|database|pg|pgx|postgres|postgresql|mysql|read|write|reader|writer|primary|replica'; // prettier-ignore
const SEEKS = `acquir(?:e|ing)|get(?:ting)?|obtain(?:ing)?|check(?:ing)?[ -]?out|borrow(?:ing)?|tak(?:e|ing)|lease|leasing|wait(?:ing|ed)? (?:for|on)|no`;
/** `acquire connection`, `getting a db conn`, `no free connection`; one that is got `to` somewhere is being opened. */
const SOUGHT = new RegExp(
  String.raw`(?<![\w-])(?:${SEEKS})(?:[ _-](?:${WHICH})){0,4}[ _-]conn(?:ection)?s?(?![\w-])(?! to (?!(?:the )?(?:${WHICH})\b))`,
  'i',
);
/** The methods by which programs ask: `db.Conn`, `pool.Acquire`, `pgxpool: acquire`. */
const ASKED = /(?<![\w.])(?:(?:sql)?db|pool|pgxpool|dbpool)(?:\.Conn(?:x)?|\.Acquire(?:Func)?|:? acquire)\b/;

/** Connections to something else than a database, and errors that another process reports. */
const OTHERS =
  /(?<![a-z])(?:redis|valkey|memcached?|mongo(?:db)?|kafka|amqp|rabbit(?:mq)?|nats|mqtt|grpc|rpc|ldap|smtp|s?ftp|ssh|ws|websockets?|https?|tcp|broker|peer|upstream|proxy|socket)(?![a-z])/i;
/** The place in the pool was had: pgconn was opening the connection, or already had it and waited for an answer. */
const HAD = /failed to connect|connect(?:ion)? (?:failed|refused)|(?:^|: )timeout: $/;

const asks = (text: string): boolean => (SOUGHT.test(text) || ASKED.test(text)) && !OTHERS.test(text);

/** The errors that wrap the one that matched: from where its text begins, which is a quote where it is a value. */
const wrapping = (before: string): string => before.slice(before.lastIndexOf('"') + 1).slice(-300);

/**
 * Whether a deadline passed while a connection was waited for, as programs word it around the error: database/sql and pgxpool return
 * `context.DeadlineExceeded` itself (sql.go `DB.conn`, pgxpool pool.go `Acquire`), so that nothing but the program's words tells it from a slow query.
 */
export function whileAcquiring({ before }: Match, record: RecordView): boolean {
  const error = wrapping(before);
  if (HAD.test(error) || OTHERS.test(record.logger ?? '')) return false;
  return asks(error) || (!OTHERS.test(error) && asks(record.message.split('context deadline exceeded', 1)[0] as string));
}
