import { namesOtherClient, namesOtherPool, ofOtherConnections, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';
import { textOf } from './figures/fields.ts';
import { readFigures } from './figures/read.ts';
import { AMOUNT, inMs } from './held.ts';
import { lends, type Lends } from './pool-of.ts';
import { wordsApart } from './words-apart.ts';

/*
 * A caller got no connection, in the words of the program: those of an error of its own, of a driver's or an ORM's that no other parser knows. That one was
 * wanted, that it was not got, and that it was a database's pool's must all stand in the line.
 */

const ASIDE = String.raw`(?:[\w.'’-]+ ){0,4}?`;
const CONNECTION = String.raw`(?:[\w-]*conn(?:ection)?s?|(?:db|database|pg|sql|mysql|pool(?:ed)?) (?:client|session|handle)s?)\b`;
const GET = String.raw`(?:get|getting|acquir(?:e|ing)|obtain(?:ing)?|borrow(?:ing|ed)?|check(?:ing)?[ -]?out|checkout|fetch(?:ing)?|tak(?:e|ing)|leas(?:e|ing)|reserv(?:e|ing)|grab(?:bing)?)`;
const NOT = String.raw`(?:could ?n[o'’]t|can(?:not|['’]t| not)|unable to|failed to|failure to|was not able to|did ?n[o'’]t)`;
const AGAIN = String.raw`[^.;]{0,60}`;
/** What says by itself that a connection was waited for in vain. */
const IN_VAIN = [
  String.raw`tim(?:ed|e|ing)[ _-]?out(?: error)?:?${AGAIN}\b(?:wait(?:ing|ed)?|${GET})\b${AGAIN}\b${CONNECTION}`,
  String.raw`\b(?:wait(?:ing|ed)?|${GET}|borrow)\b${AGAIN}\b(?:${CONNECTION}|pool)\b${AGAIN}\b(?:tim(?:ed|e)[ _-]?out|gave up|given up)`,
  String.raw`(?:gave|giv(?:e|ing)) up\b${AGAIN}\b${CONNECTION}`,
  String.raw`\bno ${ASIDE}${CONNECTION} (?:was |were |is |are )?(?:available|free|left|idle|in (?:the )?pool|after|within|for|could be)`,
  String.raw`\bno (?:free|available|idle|spare) ${ASIDE}${CONNECTION}`,
  String.raw`\bno ${CONNECTION} after \d`,
  String.raw`\bwaited \d[\d.]* ?\w{1,7} for (?:an? |the )?${ASIDE}${CONNECTION}`,
  String.raw`\ball (?:\d+ |of the |the )?${ASIDE}${CONNECTION} (?:are |were )?(?:currently )?(?:in use|busy|taken|checked out|out|used)`,
  String.raw`\bpool (?:[\w-]+ )?(?:is |was )?(?:exhausted|empty|drained|depleted)\b`,
  String.raw`(?:pool|connections?)[ _-]?(?:exhausted|exhaustion|starvation|timeout)\b`,
  String.raw`exhausted ${ASIDE}(?:${CONNECTION}|pool)`,
  String.raw`(?:acquire|acquisition|checkout|borrow|get connection)[ _-]?tim(?:ed|e)[ _-]?out`,
].join('|');
/** What may have other causes, unless the line tells how long or of which pool. */
const NOT_GOT = String.raw`${NOT} (?:be )?${GET}\b${AGAIN}\b${CONNECTION}|${CONNECTION} (?:to the \w+ )?could not be ${GET}|(?:checkout|acquire|acquisition)[ _-]failed`;
const VAIN = new RegExp(IN_VAIN, 'i');
const PERHAPS = new RegExp(NOT_GOT, 'i');
/** Whether a text says that somebody got no connection: what it tells of times and counts is no connection's. */
export const saysNotGot = (text: string): boolean => PERHAPS.test(text);
const LONG =
  /\b(?:tim(?:ed|e)[ _-]?out|in time|within|after|in) \d|\bin time\b|tim(?:ed|e)[ _-]?out|\bwaited\b|deadline exceeded|exhausted|all \d+ conn|pool/i;

/** A database's. */
const DATABASE =
  /(?:^|[^a-z])(?:dbs?|database|jdbc|sql|pg|pgx\w*|postgres\w*|mysql|mariadb|oracle|data ?source|sqlx|sequelize|typeorm|knex|prisma|hikari\w*|asyncpg|psycopg\w*|entity ?manager)(?:$|[^a-z])/i;
/** A pool, and not of what: unless something else stands there, of connections. */
const OF_POOL =
  /pooled conn|connection pool|conn(?:ection)?s?\b[^;]{0,80}\bpool\b|conn(?:ection)?s? (?:from|in) (?:the )?(?:\w+ )?pool|pool[ _-]?(?:is |was )?exhausted|pool[ _-]?timeout/i;
/** Another thing went wrong: the server or the network did not answer, or it is the server that has no more. */
const OTHER =
  /refused|reset by|unreachable|no route|too many (?:clients|connections)|slots are reserved|\bsocket\b|\block(?:ed)?\b|lock wait|statement|canceling|handshake|authentication|password|dns|resolve|read timeout|idle[ -]in[ -]transaction|\bhttps?[ -]?(?:client|pool|conn)|connecttimeout|context cancell?ed/i;

/** What Apache's HttpClient says of its own pool (PoolingHttpClientConnectionManager.java), under whatever name: that of S3's client, for instance. */
const OF_HTTP_CLIENT = 'Timeout waiting for connection from pool';

const WAITED = new RegExp(
  String.raw`(?:after|within|in|waited|for|elapsed:?|tim(?:ed|e)[ _-]?out)[ (:=]{1,2}${AMOUNT}|\bwait(?:ed)?_?(?:ms|Ms|MS)["=: ]{1,4}(?<ms>\d{1,7})`,
);

function waitedMs(text: string): number | undefined {
  const groups = WAITED.exec(text)?.groups;
  if (!groups) return undefined;
  return groups['ms'] === undefined ? Math.round(inMs(groups)) : Number(groups['ms']);
}

const ERROR_KEYS = ['error', 'err', 'exception', 'reason', 'cause', 'msg', 'message', 'detail'];

/** The message and what the record's own error says. */
function said(record: RecordView): string {
  const { fields, message } = record;
  if (fields === undefined) return message.slice(0, 600);
  const texts = ERROR_KEYS.flatMap((key) => {
    const value = Object.hasOwn(fields, key) ? fields[key] : undefined;
    const inner =
      value !== null && typeof value === 'object'
        ? Object.values(value as Record<string, unknown>).filter((one) => typeof one === 'string')
        : [value];
    return inner.filter((one): one is string => typeof one === 'string' && one !== message);
  });
  return [message, ...texts].join('; ').slice(0, 900);
}

/** `PoolTimeoutError`, `connection_checkout_failed`: names of errors and events in words. */
const inWords = (text: string): string => wordsApart(text.replaceAll('()', '')).replaceAll('_', ' ');

/** The first line as it was printed, and the message where that begins on the next one. */
const printed = ({ raw, message }: RecordView): string => (raw.includes(message) ? raw : `${raw} ${message}`).slice(0, 1000);

/** What HikariCP says itself its own parser reads, or leaves. */
const HIKARI = /hikari/i;

/** A metric that counts timeouts, or what is said about it: `hikaricp_connection_timeout_total{pool="orders"} 0.0`, `# HELP …`. Nobody gave up on that line. */
const METRIC =
  /^\s{0,20}(?:# (?:HELP|TYPE) |[A-Za-z_:][\w:.]{2,150}(?:\{[^{}]{0,2000}\})?\s{1,40}[-+]?\d[\d.eE+-]{0,30}(?: \d{10,16})?\s{0,20}$)/;

/**
 * What the pool lends of which a record tells that a caller got nothing; undefined where it does not, or that is no connection. Lines of a monitor do not: they tell how many are in
 * use, and at a level below a warning.
 */
function refused(record: RecordView): Lends | undefined {
  if (METRIC.test(record.message.slice(0, 2500))) return undefined;
  const text = inWords(said(record));
  const whole = inWords(`${record.logger ?? ''} ${printed(record)}`);
  if (HIKARI.test(record.logger ?? '') || OTHER.test(text) || text.includes(OF_HTTP_CLIENT)) return undefined;
  if (namesOtherClient(text) || namesOtherPool(text) || ofOtherConnections(record) || ofOtherConnections({ ...record, message: text })) return undefined; // prettier-ignore
  const ofDatabase = DATABASE.test(text) || DATABASE.test(whole);
  if (!ofDatabase && !OF_POOL.test(text) && !OF_POOL.test(whole)) return undefined;
  if (!VAIN.test(text) && !(PERHAPS.test(text) && LONG.test(whole))) return undefined;
  const found = lends(text, ofDatabase);
  return found.others ? undefined : found;
}

/** A line of the program itself, as a trace quotes it: what was raised stands below, in the error's own words. */
const SOURCE = /(?:^|\s)(?:raise|throw(?: new)?) [\w.]{1,200}\($/;

/** Below a warning a monitor speaks. */
export const QUIET: ReadonlySet<string | undefined> = new Set(['trace', 'debug', 'info']);

/** What is in use beside it, for who is refused looks at a pool that is full. */
function read(record: RecordView): EventDraft[] | undefined {
  const found = QUIET.has(record.severity) || SOURCE.test(record.message.trimEnd()) ? undefined : refused(record);
  if (found === undefined) return undefined;
  const waited = waitedMs(printed(record));
  const figures = readFigures(textOf(record).text.slice(0, 600))?.figures;
  const full = figures?.max !== undefined && figures.inUse >= figures.max;
  const timeout: EventDraft = {
    kind: 'acquire-timeout',
    witness: 'exception',
    ...(waited !== undefined && { waitedMs: waited }),
    // what tells how many are in use is none that has only so many left
    ...(found.perhaps !== undefined && !full && { poolPerhaps: found.perhaps }),
  };
  return full ? [timeout, { kind: 'pool-snapshot', inUse: figures.inUse, max: figures.max, occasion: 'exhaustion' }] : [timeout];
}

/** Cheaper than all the sentences, and never wanting where one of them is found. */
const PERHAPS_SAID =
  /exhaust|tim(?:ed|e|ing)[ _-]?out|\bno [^.;]{0,40}(?:conn|client)|(?:could ?n|can(?:not|['’]t| not)|unable|fail|did ?n|was not able)[^.;]{0,60}(?:conn|client|session)|(?:giv(?:e|ing)|gave|given) up|waited \d|\ball [^.;]{0,40}conn|(?:checkout|acquisition|acquire)[ _-]failed|could not be|pool [^.;]{0,20}(?:empty|drained|depleted)|starvation/i;

export const refusedRules: Readonly<Record<string, Rule>> = {
  refused: { pattern: PERHAPS_SAID, scope: 'raw', read: (_match, record) => read(record) },
  /** `Error:` alone on its line, and the sentence on the next one. */
  'refused-below': { pattern: PERHAPS_SAID, read: (_match, record) => (PERHAPS_SAID.test(record.raw) ? undefined : read(record)) },
};

/** Of these one stands in each such line; the rest speak of a pool or of connections, as figures do. */
export const refusedHints: readonly string[] = [
  'exhausted', 'Exhausted', 'EXHAUSTED', 'timed out', 'PoolTimeout', 'pool timeout', 'onnection after', 'onnection in time', ' conn: ', 'db conn', 'no connection', 'onnection with', 'onnection in ', 'onnection fro', 'cquireTimeout', 'acquire timed', 'getConnection', 'ConnectionTimeout', 'onnectionAcquire', 'checkout_fail', 'checkout failed', 'acquire_timeout', 'acquisition', 'NoConnection', 'no db ', 'database connection', 'a connection', 'JDBC Connection',
]; // prettier-ignore
