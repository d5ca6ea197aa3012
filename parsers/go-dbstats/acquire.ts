import { namesOtherClient, type Match, type RecordView } from 'leak-stream/plugin';

const WHICH = 'an?|the|any|free|idle|new|pooled|available|dedicated|db|sql|database|pg|pgx|postgres|postgresql|mysql|read|write|reader|writer|primary|replica'; // prettier-ignore
const SEEKS = `acquir(?:e|ing)|get(?:ting)?|obtain(?:ing)?|check(?:ing)?[ -]?out|borrow(?:ing)?|tak(?:e|ing)|lease|leasing|wait(?:ing|ed)? (?:for|on)|no`;
/** `acquire connection`, `getting a db conn`, `no free connection`; one that is got `to` somewhere is being opened. */
const SOUGHT = new RegExp(
  String.raw`(?<![\w-])(?:${SEEKS})(?:[ _-](?:${WHICH})){0,4}[ _-]conn(?:ection)?s?(?![\w-])(?! to (?!(?:the )?(?:${WHICH})\b))`,
  'i',
);
/** The methods by which programs ask: `db.Conn`, `pool.Acquire`, `pgxpool: acquire`. */
const ASKED = /(?<![\w.])(?:(?:sql)?db|pool|pgxpool|dbpool)(?:\.Conn(?:x)?|\.Acquire(?:Func)?|:? acquire)\b/;

/** Connections of the network, and errors that another process reports: only here, where an error is worded and no pool is named. */
const OF_NETWORK = /(?<![a-z])(?:ws|https?|tcp|broker|peer|upstream|proxy|socket)(?![a-z])/i;
const ofOthers = (text: string): boolean => OF_NETWORK.test(text) || namesOtherClient(text);
/** The place in the pool was had: pgconn was opening the connection. */
const HAD = /failed to connect|connect(?:ion)? (?:failed|refused)/;

const asks = (text: string): boolean => (SOUGHT.test(text) || ASKED.test(text)) && !ofOthers(text);

/** The errors that wrap the one that matched: from where its text begins, which is a quote where it is a value. */
const wrapping = (before: string): string => before.slice(before.lastIndexOf('"') + 1).slice(-300);

/**
 * Whether a deadline passed while a connection was waited for, as programs word it around the error: database/sql and pgxpool return
 * `context.DeadlineExceeded` itself (sql.go `DB.conn`, pgxpool pool.go `Acquire`), so that nothing but the program's words tells it from a slow query.
 */
export function whileAcquiring({ before }: Match, record: RecordView): boolean {
  const error = wrapping(before);
  if (HAD.test(error) || ofOthers(record.logger ?? '')) return false;
  return asks(error) || (!ofOthers(error) && asks(record.message.split('context deadline exceeded', 1)[0] as string));
}
