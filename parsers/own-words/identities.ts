/** A value as text; undefined for what is neither text nor a number. */
export const word = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** Keys under which programs print which connection it is, without case and marks, the best first. */
const KEYS = [
  'conn', 'connection', 'connid', 'connectionid', 'dbapiconn', 'dbapiconnection', 'dbapi', 'rawconnection', 'rawconn',
  'dbconn', 'dbconnid', 'dbconnection', 'dbconnectionid', 'pooledconnection', 'connno', 'connnr', 'connnum', 'connnumber', 'connectionno', 'connectionnumber',
  'backendpid', 'pgbackendpid', 'pgpid', 'serverpid', 'dbpid', 'backendid',
]; // prettier-ignore
const RANKS = new Map(KEYS.map((key, rank) => [key, rank]));
const MOST_KEYS = 200;

const plain = (key: string): string => key.replace(/[_.\s-]/g, '').toLowerCase();

const CONN = String.raw`(?:(?:db|dbapi|raw|pooled)[_. -]?)?conn(?:ection)?(?:[_. -]?(?:id|no|nr|num|number))?`;
const SERVER = String.raw`(?:pg|db)?[_. -]?backend[_. -]?(?:pid|id)|(?:pg|server|db)[_.-]?pid`;
const NAMED = new RegExp(String.raw`\b(?:${CONN}|${SERVER}|dbapi)"?(?:[=:] ?| )"?(?<name><[^<>]{1,200}>|#?[^\s"',;|)}\]]{1,100})`, 'gi');
const MOST_IN_TEXT = 8;

/** `PgConnection@7134b8a7`, `HikariProxyConnection@1234 wrapping …`: an object of the JVM. */
const OBJECT = String.raw`[A-Za-z_][\w.$]{0,200}@[0-9a-fA-F]{1,16}`;
const UUID = '[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
const NUMBERED = String.raw`(?:conn(?:ection)?|cnx|c|pg|client|proxy)[-_#]?\d{1,10}`;
/** What a program calls one connection, but for a bare number: no word that could be a pool's name. */
export const CONNECTION_NAME = `${UUID}|${OBJECT}|${NUMBERED}`;

/** Of what a shop's checkout or a repository's has no like: an object's address or number. */
export const IDENTITY = new RegExp(
  `^(?:#?\\d{1,20}|0x[0-9a-fA-F]{4,16}|[0-9a-fA-F]{10,16}|${CONNECTION_NAME}|<[^<>]{1,200}\\bat 0x[^<>]{4,200}>)$`,
);

/** The process of the database's server that serves a connection: nothing but a database has one. */
export const ofServer = (text: string): boolean => /(?<![a-z])(?:(?:pg|db)[_. -]?)?backend[_. -]?pid\b|\bpg[_.-]?pid\b/i.test(text);

/** The connection in a record's values, under any of its usual keys; what looks like a connection goes before what does not. */
export function shownIn(values: Readonly<Record<string, unknown>>): string | undefined {
  let best: { readonly rank: number; readonly name: string } | undefined;
  for (const [key, value] of Object.entries(values).slice(0, MOST_KEYS)) {
    const known = RANKS.get(plain(key));
    if (known === undefined) continue;
    const name = word(typeof value === 'object' && value !== null ? (value as Record<string, unknown>)['id'] : value);
    if (name === undefined) continue;
    const rank = known + (IDENTITY.test(name) ? 0 : KEYS.length);
    if (best === undefined || rank < best.rank) best = { rank, name };
  }
  return best?.name;
}

/** `conn=0x7f…`, `connection: 140…`, `dbapi_conn <connection object at 0x7f…>`, `backend_pid=4711`: the first that looks like a connection. */
export function connectionIn(text: string): string | undefined {
  let first: string | undefined;
  let left = MOST_IN_TEXT;
  for (const { groups } of text.matchAll(NAMED)) {
    const name = groups?.['name'] as string;
    if (IDENTITY.test(name)) return name;
    first ??= name;
    if (--left === 0) break;
  }
  return first;
}

/** A text without the keys and names of connections in it. */
export const withoutConnections = (text: string): string => text.replace(NAMED, '');
