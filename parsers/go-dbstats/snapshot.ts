import {
  namesOtherClient,
  namesOtherPool,
  ofOtherConnections,
  UNNAMED_RUNTIME,
  type EventDraft,
  type RecordView,
} from 'leak-stream/plugin';
import { keyOf } from './keys.ts';
import { waitMs } from './units.ts';

/** One key with its value, as found. */
export interface Pair {
  readonly key: string;
  readonly value: string | number;
}
/** What belongs to one sample of one pool. */
export interface Group {
  /** What the line calls the pool. */
  readonly name?: string | undefined;
  readonly pairs: readonly Pair[];
  /** Keys are names of metrics. */
  readonly metrics?: boolean;
  /** A phrase in words, which may be about anything: `meeting rooms: 4 in use, 2 free`. */
  readonly phrase?: boolean;
}

type Snapshot = Extract<EventDraft, { kind: 'pool-snapshot' }>;
type Reading = { -readonly [K in keyof Snapshot]?: Snapshot[K] };

// More connections than any pool has: such a figure counts bytes.
const MOST = 1_000_000;
const COUNTERS = new Set([
  'maxIdleClosed', 'maxIdleTimeClosed', 'maxLifetimeClosed', 'acquireCount', 'canceledAcquireCount', 'newConnsCount', 'maxLifetimeDestroyCount', 'maxIdleDestroyCount',
]); // prettier-ignore

const whole = (value: string | number): number | undefined => {
  const n = typeof value === 'number' ? value : value === '' ? NaN : Number(value);
  return Number.isSafeInteger(n) && n >= 0 ? n : undefined;
};
const wordsOf = (text: string): Set<string> =>
  new Set(
    text
      .replace(/([a-z])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^a-z]+/),
  );
const any = (words: ReadonlySet<string>, list: string): boolean => list.split(' ').some((word) => words.has(word));

/** A statement that names a column `in_use`, in upper case as ORMs and psql print it. */
const STATEMENT = /\b(?:SELECT|UPDATE|INSERT INTO|DELETE FROM|CREATE TABLE|ALTER TABLE)\s/;
/** Pools of other languages have readers of their own; old HikariCP says inUse, too. */
const OTHERS =
  /pg_stat_activity|undertow|hikari|c3p0|dbcp|tomcat|druid|queuepool|pendingacquires|\boverflow\b|\(total=\d{1,9}(?:\/\d{1,9})?, |\d acquired \| \d/i;

/** A connection that goes out or comes back, in a program's own words: the figure beside it says how many are out now, and is no sample of the pool. */
const LENT =
  /(?:db|pool|conn(?:ection)?)[ ._:\]-]{1,2}(?:check(?:ed)?[ _-]?(?:out|in)|acquired?|released?|borrow(?:ed)?|return(?:ed)?)\b|\b(?:checked (?:out|in)|acquired?|got|released?|borrow(?:ed)?|return(?:ed)?|put back) (?:an? |the |db )?conn(?:ection)?\b/i;

/** Whether a figure of connections in use stands alone beside what happened to one of them. */
export const besideLending = (
  { idle, open, max, pending, waitCount, waitDurationMs, counters }: Snapshot,
  { message }: RecordView,
): boolean => [idle, open, max, pending, waitCount, waitDurationMs, counters].every((figure) => figure === undefined) && LENT.test(message);

/** Whether no figures of a record can be a pool of Go, whatever they are. Asked before they are looked for: other pools' logs are full of them. */
export const ofOthers = ({ raw }: RecordView): boolean => OTHERS.test(raw) || STATEMENT.test(raw);

/** Whether the words around the figures let them be a pool of database connections. */
function plausible(record: RecordView, fields: number, weak: boolean, sure: boolean, phrase: boolean): boolean {
  // Words that any pool has, from a logger named like a class: a program of another language.
  if (weak && /(?:\..{0,100}){2}/.test(record.logger ?? '')) return false;
  if (sure) return true;
  const words = wordsOf(record.raw);
  const database = any(
    words,
    'db dbs sql database databases dbstats dbpool postgres postgresql mysql mariadb sqlite mssql pg pgx pgxpool gorm sqlx',
  );
  if (!database && (namesOtherClient(record.raw) || namesOtherPool(record.raw) || ofOtherConnections(record))) return false;
  const pool = any(words, 'conn conns connection connections');
  const other =
    'heap memory mem bytes gib mib kib ram swap port ports disk file files gpu cpu inode inodes fd fds license licenses licence licences seat seats worker workers thread threads goroutine goroutines buffer buffers slot slots';
  if (!database && !pool && any(words, other)) return false;
  const said = database || pool || words.has('pool') || words.has('pools');
  const served = 'http https tcp udp tls ws server listener proxy upstream client clients peer peers session sessions quic';
  if (weak && !database && any(words, served)) return false;
  return weak ? said && fields >= 2 : said || (fields >= 1 && !phrase);
}

/** Go, by its files, its libraries for databases and its word for a thread. */
const GO = /\.go:\d|(?<![a-z])(?:go[_ ]sql|db_?stats|pgx(?:pool)?|gorm|sqlx|goroutines?)(?![a-z])/i;
/** What only DBStats has: `MaxOpenConnections`, `open_conns`, `WaitCount`, `WaitDuration`. */
const OWN = /max.?open|open.?conn|wait.?(?:count|dur)/i;

/**
 * Whether figures are DBStats' or pgxpool's own, or their line is of a program in Go. `active=3 idle=17 max=20` and `3 in use, 17 available` print programs in any language, of
 * pools of anything.
 */
function isGo({ pairs }: Group, read: Reading, { raw }: RecordView): boolean {
  if (GO.test(raw) || pairs.some(({ key }) => OWN.test(key))) return true;
  if ((read.waitCount ?? read.waitCountDelta) !== undefined && (read.waitDurationMs ?? read.waitDurationDeltaMs) !== undefined) return true;
  return (
    read.idle !== undefined && read.open !== undefined && pairs.some(({ key }) => /(?:^|[^a-z])in_?use$/i.test(key) || /InUse$/.test(key))
  );
}

/**
 * One sample of a pool, undefined where the pairs are none: without connections in use there is nothing to judge by, and a lone `in_use=9`
 * counts anything.
 */
export function snapshotOf(group: Group, record: RecordView): Snapshot | undefined {
  const read: Reading = {};
  const counters: Record<string, number> = {};
  let weak = false;
  let sure = false;
  for (const { key: spelled, value } of group.pairs) {
    const key = keyOf(spelled, group.metrics);
    if (!key) continue;
    const text = String(value);
    const delta = key.delta === true || text.startsWith('+');
    const count = whole(typeof value === 'string' ? text.replace(/^\+/, '') : value);
    let quantity = key.quantity;
    if (quantity === 'wait') quantity = count !== undefined ? 'waitCount' : 'waitDuration';
    if (quantity === 'waitDuration') {
      const ms = waitMs(spelled, key.unit, value, record);
      if (ms === undefined) continue;
      read[delta ? 'waitDurationDeltaMs' : 'waitDurationMs'] ??= ms;
      sure ||= key.quantity === 'waitDuration';
    } else if (count === undefined) {
      continue;
    } else if (quantity === 'waitCount') {
      read[delta ? 'waitCountDelta' : 'waitCount'] ??= count;
    } else if (COUNTERS.has(quantity)) {
      if (!delta) counters[quantity] ??= count;
      sure ||= quantity.startsWith('max');
    } else if (count <= MOST) {
      const place = quantity as 'inUse' | 'idle' | 'open' | 'max' | 'pending';
      read[place] ??= count;
      if (key.weak && place === 'inUse') weak = true;
      // `MaxOpenConnections`, `open_conns`: nothing but a pool has these.
      sure ||= (place === 'open' || place === 'max') && /open.?conn/i.test(spelled);
    }
  }
  if (read.inUse === undefined) return undefined;
  const withCounters = Object.keys(counters).length > 0;
  const fields = Object.keys(read).length - 1 + Object.keys(counters).length;
  if (!plausible(record, fields, weak, sure && fields > 0, group.phrase === true)) return undefined;
  const runtime = withCounters || isGo(group, read, record) ? {} : { runtime: UNNAMED_RUNTIME };
  return { kind: 'pool-snapshot', ...read, ...(withCounters ? { counters } : {}), ...(group.name ? { pool: group.name } : {}), ...runtime };
}
