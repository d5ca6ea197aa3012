import type { Match, RecordView } from 'leak-stream/plugin';

/** Short class names that layouts without packages print as the logger. */
const SIMPLE =
  'Hikari(?:Pool|DataSource|Config|ConnectionProvider|ProxyConnection)|BaseHikariPool|PoolBase|PoolElf|PoolEntry|PoolUtilities|ProxyLeakTask|LeakTask|ProxyConnection|ProxyFactory|DriverDataSource|JdbcDriver';
const CLASSES = new RegExp(`^(?:${SIMPLE})$`);

/** Whether HikariCP itself logged the record: its logger, also abbreviated (`c.z.h.pool.PoolBase`) or followed by the method's name. */
export function byHikari(record: RecordView): boolean {
  const logger = record.logger;
  if (logger === undefined) return false;
  return (
    /(?:^|\.)zaxxer\.hikari\b/.test(logger) || /^c\.z\.h(?:ikari)?\./.test(logger) || CLASSES.test(logger.split(/[.:]/, 1)[0] as string)
  );
}

/** As {@link byHikari}, and where no layout told a logger: the line itself names a class of HikariCP before the match. */
export const saidByHikari = (match: Match, record: RecordView): boolean =>
  record.logger === undefined
    ? /\b(?:zaxxer\.hikari|c\.z\.h(?:ikari)?)\.|\bHikari(?:Pool|DataSource|Config)\b/.test(match.before)
    : byHikari(record);

const HOUSEKEEPER = 'housekeeper';
/** Layouts that cut thread names keep the last 15 characters (Spring Boot: `%15.15t`): a name of that length may be the end of a longer one. */
const CUT_LENGTH = 15;

/**
 * The pool in a housekeeper's thread name: `orders housekeeper` (2.4.4 and later), `orders:housekeeper` (7.x),
 * `Hikari housekeeper (pool orders)` (2.4.0), `Hikari Housekeeping Timer (pool orders)` (2.3). Undefined where it may be cut.
 */
export function poolOfThread(thread: string | undefined): string | undefined {
  const name = thread?.trim();
  if (name === undefined) return undefined;
  const old = /^Hikari housekeep(?:er|ing Timer) \(pool (?<pool>[^()]{1,100})\)$/i.exec(name)?.groups?.['pool'];
  if (old !== undefined) return old;
  if (!name.endsWith(HOUSEKEEPER) || name.length === CUT_LENGTH) return undefined;
  const pool = name.slice(0, -HOUSEKEEPER.length);
  return /^\S.{0,99}[ :]$/.test(pool) ? pool.slice(0, -1).trimEnd() : undefined;
}

/** The end of the pool's name in a housekeeper's thread name that may be cut: `l-1 housekeeper` is `HikariPool-1`'s, `app housekeeper` that of `app` or of `webapp`. */
export const poolEndOfThread = (thread: string | undefined): string | undefined =>
  /^(?<end>\S{3})[ :]housekeeper$/.exec(thread?.trim() ?? '')?.groups?.['end'];

/** A housekeeper's thread in a text that no layout took apart: `[orders housekeeper] WARN …`, or alone on its line. */
export function poolInText(text: string): string | undefined {
  const end = text.toLowerCase().lastIndexOf('housekeep');
  if (end < 0) return undefined;
  const from = Math.max(text.lastIndexOf('[', end), text.lastIndexOf('\t', end), text.lastIndexOf('"', end));
  const rest = text.slice(from + 1);
  return poolOfThread(/^[^\]"\t]{1,200}/.exec(rest)?.[0]);
}

/** HikariCP's logger before a message; its short name only as a column of its own: `exec-3 HikariPool orders`. */
const LOGGER = new RegExp(
  String.raw`\b(?:com\.zaxxer\.hikari|c\.z\.h(?:ikari)?)\.[\w.$#]{1,80}|(?:(?<=[\s\])|;>])|^)(?:${SIMPLE})(?=[\s\])|;:])`,
  'g',
);

/**
 * A text without what surely is not the pool's name in it: a layout that was not understood up to HikariCP's own logger, an application's words up to a
 * column's mark, a colon, a bracket that is still open (`Unable to acquire JDBC Connection [orders`). Blanks and dashes may be the name's own.
 */
function bare(text: string): string {
  const logger = [...text.slice(-400).matchAll(LOGGER)].at(-1);
  const behind = logger
    ? text
        .slice(-400)
        .slice(logger.index + logger[0].length)
        .replace(/^[\s\])|;,:"'~>-]{1,12}/, '')
    : text;
  // a thread's name behind the logger, `<main> orders`
  const piece = (behind.split(/\s\|\s|:\s|\t/).at(-1) as string).replace(/^\s{0,4}<[^<>]{1,100}>\s{1,4}(?=\S)/, '');
  return piece.slice(/\[[^[\]]{0,100}$/.test(piece) ? piece.lastIndexOf('[') + 1 : 0).trim();
}

/**
 * The pool's name as it stands before ` - `: the whole text where a layout took the head off, else its last piece, for what stands
 * before is then a logger, a level or a sentence of the application.
 */
export function poolName(text: string, whole: boolean): string | undefined {
  const name = bare(text.trim());
  // A class that no layout took for the logger may stand before the name: `HikariPool - orders`.
  if (whole && name.length <= 100)
    return name === '' ? undefined : name.replace(/^[A-Za-z]*(?:Hikari[A-Za-z]*|PoolBase|PoolElf) - (?=\S)/, '');
  const piece =
    name
      .slice(-200)
      .split(/\s[-~|]\s|:\s|[\]\t"'>]/)
      .at(-1)
      ?.trim() ?? '';
  const last = piece.split(' ').at(-1) as string;
  // a heading that names the library and its version: `HikariCP 5 - Connection is not available`
  if (/\bHikari(?:CP)?(?: version)?(?: v?\d[\w.]{0,20})?$/i.test(piece) && !/^Hikari\w*[-_]/i.test(last)) return undefined;
  return last === '' || last.length > 100 ? undefined : last;
}

/** A layout took the head off the message. */
export const hasLayout = (record: RecordView): boolean => record.logger !== undefined || record.timed;

/** `{ pool }` or nothing: a draft has no undefined fields. */
export const poolField = (pool: string | undefined): { pool?: string } => (pool === undefined ? {} : { pool });
