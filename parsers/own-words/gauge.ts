import { poolNameOf, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';
import { aboutDatabasePool, MOST, ofOthers, ofPart, servesOthers } from './about-pool.ts';
import { textOf, type FieldText } from './figures/fields.ts';
import { readFigures, readLimit, type Reading } from './figures/read.ts';
import { isConnection, isDatabase, isPool, wordsIn } from './figures/words.ts';

/** A pool's own name, where a key says it, or a bracket behind the word: `pool=orders`, `DS[orders]`, `pool 'orders'`. */
const NAMED =
  /(?<![\w.])(?:pool|ds|data ?source)(?:[_-]?name)?(?:["']?[=:] ?["']?|\[| ["'])(?<name>[A-Za-z][\w.-]{0,60})(?![\w.-]|["']?[=:])/i;

/** The server's own count of its sessions, of all programs. */
const OF_SERVER = /pg_stat|\bserver(?:[ -]side)?\b|\ball clients\b|\bbackends?\b|\bmax_connections\b|\bThreads_connected\b/i;
/** HikariCP's own sentence, which its parser reads, or leaves as said before. */
const OF_HIKARI = /\((?:total|active)=\d{1,9}(?:\/\d{1,9})?, /;
/** `pool: 3 …`, `connection pool usage …`: the pool is what is spoken of. */
const POOL_FIRST =
  /^\W{0,3}(?:the )?(?:conn(?:ection)?s?[ _-]?)?pool[ _-]?(?:stats?|status|state|usage|utili[sz]ation|size|metrics|is|at)?\W{0,4}(?:\d|[a-z_-]{2,20} ?[=:])/i;
/** So many words of a line with figures may be about something else. */
const STRANGE = 12;

/** Figures that only what lends connections has: those that lie ready, beside the limit or the callers that wait. A server's connections idle as well. */
const ofLender = ({ idle, max, pending, waits }: Reading['figures']): boolean =>
  idle !== undefined && (max !== undefined || pending !== undefined || waits !== undefined);

/** Whether the keys of a record's figures say by themselves that they are a pool's, whatever else a sign of life tells beside them. */
function keyed({ figures, named }: Reading, { text, keys = '' }: FieldText, record: RecordView): boolean {
  const words = wordsIn(keys);
  const spoken = { ...record, raw: text };
  if (ofOthers(spoken) || servesOthers(spoken) || (named < 2 && figures.max === undefined)) return false;
  const pooled = words.some((word) => isConnection(word) || isPool(word));
  return words.some(isDatabase) ? pooled || !ofPart(text) : pooled && ofLender(figures);
}

/** Whether figures are those of a database's pool: the fewer of them there are, the more the rest of the line must be about one. */
function isSure(reading: Reading, given: FieldText, record: RecordView): boolean {
  if (OF_SERVER.test(record.raw) || OF_HIKARI.test(record.raw)) return false;
  if (keyed(reading, given, record)) return true;
  if (ofOthers(record)) return false;
  const { named, lent, strange, words } = reading;
  const { database, pool, connection } = words;
  if (!pool && !connection && ofPart(given.text)) return false;
  if (!database) {
    const meant = aboutDatabasePool(record) || (connection && (pool || (lent && strange === 0)) && !servesOthers(record));
    // pools of other things have words for them
    const alone = strange === 0 || POOL_FIRST.test(record.message) || (pool && connection && strange < 2);
    if (!meant || !alone) return false;
  }
  return named >= 2 ? strange <= STRANGE : strange === 0 && (connection || pool || database);
}

const nameOf = (record: RecordView): { readonly pool?: string } => {
  const pool = NAMED.exec(record.raw.slice(0, MOST))?.groups?.['name'];
  return pool === undefined ? {} : { pool };
};

function sample({ inUse, idle, open, max, pending, waits }: Reading['figures'], record: RecordView): EventDraft {
  return {
    kind: 'pool-snapshot',
    inUse,
    ...(idle !== undefined && { idle }),
    ...(open !== undefined && { open }),
    ...(max !== undefined && { max }),
    ...(pending !== undefined && { pending }),
    ...(waits !== undefined && { waitCount: waits }),
    occasion: 'periodic',
    ...{ ...poolNameOf(record), ...nameOf(record) },
  };
}

/**
 * A pool's figures in a program's own words, in any way of writing. Whose pool it is must stand in the line, for all that is pooled has such figures.
 */
const gauge: Rule = {
  pattern: /pool|conn|db|sql|jdbc|data ?source|database|pg|postgres|oracle|hikari|sequelize|knex|prisma|asyncpg|aiopg/i,
  scope: 'raw',
  read(_match, record) {
    const given = textOf(record);
    const reading = readFigures(given.text.slice(0, MOST), `${record.logger ?? ''} ${record.thread ?? ''}`);
    return reading === undefined || !isSure(reading, given, record) ? undefined : sample(reading.figures, record);
  },
};

/** `db max 20`, `db_max_open=4`: of nothing else than its connections a database has so few at the most, where it is not said of what. */
const LIMIT_OF_DATABASE =
  /(?<![A-Za-z])(?:db|database|sql|pg|postgres(?:ql)?|mysql)[ _.-]?max(?:[ _-]?open)?["']?(?: ?[=:] ?| )["']?\d{1,4}(?![\w.]| ?[A-Za-z%])/i;

/** Where the process begins, its pool does, too. */
const BEGINS = /\b(?:listening|started|starting|serving|booted|is up)\b/i;

/** The limit, as programs print it when they start: `connected to postgres, pool size 10`, `listening on :8080 (db max 20)`. */
const limit: Rule = {
  pattern: /max|limit|size|up to|capacity/i,
  scope: 'raw',
  read(_match, record) {
    const text = textOf(record).text.slice(0, MOST);
    const reading = readLimit(text, record.logger);
    if (reading === undefined || OF_SERVER.test(record.raw) || ofOthers(record)) return undefined;
    const { max, words } = reading;
    const meant = words.pool && (aboutDatabasePool(record) || (words.connection && !servesOthers(record)));
    const named = (words.pool || words.connection) && (words.database || meant);
    if (!named && !(words.database && LIMIT_OF_DATABASE.test(text))) return undefined;
    const pool = nameOf(record);
    return [
      ...(BEGINS.test(record.message) ? [{ kind: 'pool-lifecycle' as const, phase: 'started' as const, ...pool }] : []),
      { kind: 'pool-configuration', max, ...pool },
    ];
  },
};

/** What OpenTelemetry calls the figures, several in one line: `db.client.connection.count{state=used} 3`. */
const otel: Rule = {
  pattern:
    /\bdb\.client\.connections?\.(?:usage|count)\{[^{}]{0,300}\bstate="?used"?[^{}]{0,300}\}(?: value)?[ =:]{1,3}(?<inUse>\d{1,6})(?:\.0)?(?![\w.])/,
  scope: 'raw',
  read(match, record) {
    const idle = /\bstate="?idle"?[^{}]{0,300}\}(?: value)?[ =:]{1,3}(\d{1,6})/.exec(record.raw.slice(0, 2 * MOST))?.[1];
    const max = /\bdb\.client\.connections?\.max(?:\{[^{}]{0,300}\})?(?: value)?[ =:]{1,3}(\d{1,6})/.exec(
      record.raw.slice(0, 2 * MOST),
    )?.[1];
    return sample(
      { inUse: match.number('inUse'), ...(idle !== undefined && { idle: Number(idle) }), ...(max !== undefined && { max: Number(max) }) },
      record,
    );
  },
};

export const gaugeRules = { otel, gauge, limit };

/** Literals of which one stands in what {@link gaugeRules} read and the parsers of known pools do not. `pool-1-thread-7` is a thread of any program. */
export const gaugeHints: readonly string[] = [
  'pool ', 'pool:', 'pool=', 'pool"', 'pool_', 'pool(', 'pool[', ' Pool ', ' Pool:', ' Pool=', 'nPool', 'DBPool', 'DbPool', 'POOL ', 'POOL:', 'pool -', 'pool |', 'onnections', 'ONNECTIONS', 'db_conn', 'db-conn', 'db conn', 'dbconn', 'DB conn',
  'sql conn', 'conns ', 'conns:', 'conns=', 'conns"', 'ctiveConn', 'usyConn', 'usedConn', 'atasource', 'ataSource', '[db] ', '[DB] ', ' db: ', ' DB: ', ' db ', 'jdbc ', 'sqldb', 'asyncpg', 'aiopg', 'aiomysql', 'client.connection',
  'waiting=', 'waiting:', '"waiting"', 'using=', 'using:', '"using"', 'sequelize', 'knex ', 'c3p0: ', 'free=', 'used=', ' busy', ' in use', ' idle', 'hikari ', 'prisma',
  'onns_', '_conns', 'Conns', 'conns.', 'conn_', '_busy', '_in_use', '_used', '_idle', '"lent"', 'lent=', '"busy"', '"used"', '"pool.', ' pool.', 'orrowed', 'qlBusy', 'bBusy', 'InUse', '_acquired', '"acquired"', 'db max', 'DB max', 'db_max', 'DB_MAX', 'dbMax', 'max_open', 'MaxOpen',
]; // prettier-ignore
