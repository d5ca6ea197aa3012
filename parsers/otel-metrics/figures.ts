import { namesOtherClient, namesOtherPool } from 'leak-stream/plugin';
import type { Point } from './shapes/points.ts';

/** What a value of a metric counts, in the words of a pool's sample; the rest are totals that fall only when a process restarts. */
export type Figure =
  | 'inUse' | 'idle' | 'open' | 'max' | 'pending' | 'waitCount' | 'waitDurationMs'
  | 'maxIdleClosed' | 'maxIdleTimeClosed' | 'maxLifetimeClosed'
  | 'acquireCount' | 'canceledAcquireCount' | 'newConnsCount' | 'maxLifetimeDestroyCount' | 'maxIdleDestroyCount'; // prettier-ignore

// A metric's name says whose it is (`db.client.connection`, `go.sql.connections`, `pgxpool`), and then what it counts. Sources: the semantic conventions for database
// clients (old and stable), XSAM/otelsql instruments.go, uptrace otelsql, otelpgx pool_stat.go, Micrometer's HikariCP, R2DBC and Agroal meters.
const DATABASE = new Set(
  'db dbs sql database databases datasource pgx pgxpool hikaricp hikari agroal r2dbc sqlalchemy dbcp druid npgsql'.split(' '),
);
/** A server's name: its own connections are those of all its clients (`postgresql.connection.max` of a collector's receiver), a pool is a client's. */
const SERVERS = new Set('pg postgres postgresql mysql mariadb oracle mssql sqlite'.split(' '));
/** These are pools by themselves. */
const POOLS = new Set(['pgxpool', 'hikaricp', 'hikari', 'agroal']);
const LENT = new Set('connection connections conn conns pool pools'.split(' '));
const SAYS_NOTHING = new Set([...DATABASE, ...SERVERS, ...LENT, 'client', 'go', 'stats']);

const WORDS: readonly (readonly [Figure, string])[] = [
  ['inUse', 'in use|inuse|used|active|busy|acquired|borrowed|checked out'],
  ['idle', 'idle|free|available'],
  ['open', 'open|opened|total|size|allocated|count|'],
  ['max', 'max|max open|max size|max total|max allocated|limit|maximum'],
  ['pending', 'pending|pending requests|waiting|awaiting|waiters|pending acquires'],
  ['waitCount', 'wait|waits|wait count|empty acquire|empty acquires'],
  ['waitDurationMs', 'wait duration|wait time|empty acquire wait time'],
  ['maxIdleClosed', 'closed max idle|max idle closed'],
  ['maxIdleTimeClosed', 'closed max idle time|max idle time closed'],
  ['maxLifetimeClosed', 'closed max lifetime|max lifetime closed'],
  ['acquireCount', 'acquires|acquire count'],
  ['canceledAcquireCount', 'canceled acquires|canceled acquire count'],
  ['newConnsCount', 'new|new conns count'],
  ['maxLifetimeDestroyCount', 'max lifetime destroys|max lifetime destroy count'],
  ['maxIdleDestroyCount', 'max idle destroys|max idle destroy count'],
];
const FIGURES = new Map(WORDS.flatMap(([figure, words]) => words.split('|').map((word): [string, Figure] => [word, figure])));

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/** Whether a state is one of connections that are out, or of those that lie ready. */
const STATES = new Map<string, Figure>([
  ...['used', 'inuse', 'active', 'busy', 'acquired', 'borrowed', 'checkedout'].map((word): [string, Figure] => [word, 'inUse']),
  ...['idle', 'free', 'available'].map((word): [string, Figure] => [word, 'idle']),
]);
/** One metric may count by an attribute: `db.client.connection.state`, `state`, `status`. */
export const isState = (key: string): boolean => /(?:^|[._])(?:state|status)$/.test(key);
/** What such a metric itself may be called. */
const BY_STATE = new Set(['usage', 'count', 'open', 'total', '']);

/** What a metric's name says behind the pool's; undefined where it is none of a database's pool. */
function behindPool(name: string): string | undefined {
  const words = wordsOf(name);
  const pooled = words.includes('pool') || words.includes('pools');
  const from = words.findIndex((word) => DATABASE.has(word) || (pooled && SERVERS.has(word)));
  if (from < 0 || !words.slice(from).some((word) => LENT.has(word) || POOLS.has(word))) return undefined;
  let at = from;
  while (at < words.length && SAYS_NOTHING.has(words[at] as string)) at++;
  const rest = words.slice(at);
  // `pgxpool.acquired_connections`, `agroal.active.count`
  if (rest.length > 1 && LENT.has(rest.at(-1) as string)) rest.pop();
  if (rest.length > 1 && rest.at(-1) === 'count' && !FIGURES.has(rest.join(' '))) rest.pop();
  return rest.join(' ');
}

const MS: Readonly<Record<string, number>> = {
  ms: 1, milliseconds: 1, s: 1000, seconds: 1000, us: 1e-3, microseconds: 1e-3, ns: 1e-6, nanoseconds: 1e-6,
}; // prettier-ignore

/** Whether a metric is of another store's pool: clients of Redis and MongoDB use the same names. */
function ofOthers({ name, scope = '', attributes }: Point): boolean {
  const said = [name, scope, ...attributes.values()].join(' ').slice(0, 2000);
  return namesOtherClient(said) || namesOtherPool(name);
}

/** What a value counts, and how much; undefined where that is nothing of a database's pool. */
export function figureOf(point: Point): { readonly figure: Figure; readonly value: number } | undefined {
  const said = behindPool(point.name);
  if (said === undefined || point.value < 0 || ofOthers(point)) return undefined;
  const state = [...point.attributes].find(([key]) => isState(key))?.[1];
  const figure =
    state === undefined ? FIGURES.get(said) : BY_STATE.has(said) ? STATES.get(state.toLowerCase().replace(/[^a-z]/g, '')) : undefined;
  if (figure === undefined) return undefined;
  if (figure !== 'waitDurationMs') return Number.isSafeInteger(point.value) ? { figure, value: point.value } : undefined;
  const factor = MS[point.unit ?? ''];
  return factor === undefined ? undefined : { figure, value: point.value * factor };
}
