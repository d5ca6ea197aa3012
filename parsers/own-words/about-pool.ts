import { namesOtherClient, namesOtherPool, type RecordView } from 'leak-stream/plugin';
import { wordsApart } from './words-apart.ts';

/** So much of a line is looked at. */
export const MOST = 1_000;

const DATABASE =
  /(?<![a-z])(?:dbs?|databases?|data ?source|jdbc|sql|db[ _-]?pool|pgx?|postgres(?:ql)?|mysql2?|mariadb|oracle|mssql|sqlite|asyncpg|aiopg|aiomysql|sequelize|typeorm|prisma|sqlx)(?![a-z])/i;
/** `pool`, `[pool] `, `connection pool usage`: a pool of which it does not say more. A word before it would be what it is a pool of. */
const POOL = /^\W{0,3}(?:the )?(?:conn(?:ection)?s?[ _-]?)?pool(?![a-z])/i;
const POOL_LOGGER = /(?:^|[._:/-])(?:conn(?:ection)?)?pool(?:monitor|stats?|metrics|gauge)?$/i;
/** What serves has busy connections, too; and what else is counted in pools. */
const OTHERS =
  /(?<![a-z])(?:https?|tcp|udp|tls|ws|wss|websockets?|streams?|netty|nio|servers?|listeners?|prox(?:y|ies)|upstreams?|clients?|peers?|sockets?|sessions?|browsers?|crawlers?|workers?|threads?|agents?|gpus?|cpus?|mem(?:ory)?|heap|disks?|ports?|ip|seats?|licen[sc]es?)(?![a-z])/i;

/** What a database has besides connections, and is full or free as well: `pg disk`, `db cache`. */
const PARTS =
  /(?<![a-z])(?:dbs?|databases?|sql|pg|postgres(?:ql)?|mysql|mariadb|oracle|sqlite)[ ._-](?:disks?|caches?|buffers?|memory|heap|storage|tablespaces?|cpus?|locks?|cursors?|workers?|shards?|partitions?|replicas?|nodes?|tables?|rows?|jobs?|queues?|backups?|licen[sc]es?|seats?)(?![a-z])/i;

const wordsOf = ({ logger = '', raw }: RecordView): string => wordsApart(`${logger} ${raw.slice(0, MOST)}`).replaceAll('_', ' ');

/** Whether a line speaks of another client, or of a pool of something else. */
export function ofOthers(record: RecordView): boolean {
  const words = wordsOf(record);
  return namesOtherClient(words) || namesOtherPool(words);
}

/** Whether a line speaks of what has connections and is no database. Who waits for a connection is a thread. */
export const servesOthers = (record: RecordView): boolean =>
  OTHERS.test(wordsOf(record).replace(/waiting threads?|threads? a?waiting/i, ''));

/** Whether a text's figures are of something that a database has and that is no connection. */
export const ofPart = (text: string): boolean => PARTS.test(wordsApart(text).replaceAll('_', ' '));

/** Whether a line that has figures is about the connections of a database's pool. */
export function aboutDatabasePool(record: RecordView): boolean {
  const { logger = '', message } = record;
  if (ofOthers(record)) return false;
  return DATABASE.test(wordsOf(record)) || (!servesOthers(record) && (POOL.test(message) || POOL_LOGGER.test(logger)));
}
