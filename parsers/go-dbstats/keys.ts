/** What a key of a sample stands for. `wait` alone is a count or a time, as its value tells. */
export type Quantity =
  | 'inUse' | 'idle' | 'open' | 'max' | 'pending' | 'wait' | 'waitCount' | 'waitDuration'
  | 'maxIdleClosed' | 'maxIdleTimeClosed' | 'maxLifetimeClosed'
  | 'acquireCount' | 'canceledAcquireCount' | 'newConnsCount' | 'maxLifetimeDestroyCount' | 'maxIdleDestroyCount'; // prettier-ignore

export type Unit = 'ns' | 'us' | 'ms' | 's';

export interface Key {
  readonly quantity: Quantity;
  readonly unit?: Unit;
  /** A change since the sample before, not a total. */
  readonly delta?: boolean;
  /** A word that others use too (`used`, `total`): worth nothing without a database in sight. */
  readonly weak?: boolean;
}

// Spellings without case and separators. Sources: database/sql sql.go (DBStats), client_golang dbstats_collector.go,
// gorm prometheus, pgxpool stat.go, and lines as programs log them.
const SPELLINGS: readonly (readonly [Quantity, string])[] = [
  ['inUse', 'inuse inuseconnections inuseconns inuseconn inusecount connectionsinuse connsinuse'],
  ['idle', 'idle idleconnections idleconns idleconn idlecount connectionsidle connsidle'],
  [
    'open',
    'open openconnections openconns openconn opencount opened openedconnections connectionsopen connsopen totalconns totalconnections numopen',
  ],
  ['max', 'max maxopen maxopenconnections maxopenconns maxopenconn maxconns maxconnections openmax'],
  ['pending', 'waiting pending waiters pendingrequests'],
  ['wait', 'wait waited'],
  ['waitCount', 'waitcount waits waitcnt waitscount emptyacquire emptyacquirecount'],
  ['waitDuration', 'waitduration waittime waitdur totalwait waitingtime waittotal totalwaittime emptyacquirewaittime'],
  ['maxIdleClosed', 'maxidleclosed closedmaxidle'],
  ['maxIdleTimeClosed', 'maxidletimeclosed closedmaxidletime'],
  ['maxLifetimeClosed', 'maxlifetimeclosed closedmaxlifetime'],
  ['acquireCount', 'acquirecount'],
  ['canceledAcquireCount', 'canceledacquirecount canceledacquires'],
  ['newConnsCount', 'newconnscount'],
  ['maxLifetimeDestroyCount', 'maxlifetimedestroycount'],
  ['maxIdleDestroyCount', 'maxidledestroycount'],
];
const WEAK: readonly (readonly [Quantity, string])[] = [
  [
    'inUse',
    'used usedconnections usedconns acquired acquiredconns acquiredconnections busy busyconnections busyconns active activeconnections activeconns borrowed',
  ],
  ['idle', 'free freeconnections freeconns available'],
  ['open', 'total'],
  ['max', 'limit cap capacity maxsize'],
  ['pending', 'queued queuelength'],
];
const table = (rows: typeof SPELLINGS, weak: boolean): [string, Key][] =>
  rows.flatMap(([quantity, words]) => words.split(' ').map((word): [string, Key] => [word, weak ? { quantity, weak } : { quantity }]));
const KEYS = new Map([...table(SPELLINGS, false), ...table(WEAK, true)]);

const UNITS: Readonly<Record<string, Unit>> = {
  ns: 'ns', nanos: 'ns', nanoseconds: 'ns', us: 'us', micros: 'us', microseconds: 'us', ms: 'ms', millis: 'ms', msec: 'ms', milliseconds: 'ms',
  s: 's', sec: 's', secs: 's', seconds: 's',
}; // prettier-ignore

// What may stand before a spelling and says only whose it is.
const PREFIXES = new Set(
  'go sql db dbs database dbstats dbpool pool pools pgx pgxpool gorm conn conns connection connections stats stat num'.split(' '),
);

const words = (text: string): string[] =>
  text
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');

/**
 * What a key means (`InUse`, `in-use`, `db.in_use`, `go_sql_in_use_connections`, `wait_ms`), undefined for the keys of other things.
 * @param anyPrefix a metric's name: whatever stands before the spelling is the program's own prefix
 */
export function keyOf(text: string, anyPrefix = false): Key | undefined {
  const known = anyPrefix ? METRICS : NAMES;
  if (known.has(text)) return known.get(text);
  // A program has few keys and says them a million times; whoever makes them up is forgotten.
  if (known.size >= 1000) known.clear();
  const key = text.length > 160 ? undefined : meaning(text, anyPrefix);
  // A copy of its own: a slice would keep the whole log line alive.
  known.set(` ${text}`.slice(1), key);
  return key;
}

/** Of what happens again and again a total counts since the start: `waiters_total` those who have waited, `opened_total` no connections of now. */
function counted(key: Key, total: boolean, last: string): Key | undefined {
  if (!total) return key;
  if (key.quantity === 'pending') return { ...key, quantity: 'waitCount' };
  return /^(?:opened|acquired|borrowed)$/.test(last) ? undefined : key;
}

const NAMES = new Map<string, Key | undefined>();
const METRICS = new Map<string, Key | undefined>();

function meaning(text: string, anyPrefix: boolean): Key | undefined {
  const parts = words(text);
  let unit: Unit | undefined;
  let delta = false;
  let total = false;
  while (parts.length > 1) {
    const last = parts.at(-1) as string;
    const named = UNITS[last];
    if (last === 'delta' || last === 'diff') delta = true;
    else if (named) unit = named;
    else if (last === 'total') total = true;
    else if (last !== 'current') break;
    parts.pop();
  }
  if (parts[0] === 'delta' || parts[0] === 'new') {
    delta = true;
    if (!KEYS.has(parts.join(''))) parts.shift();
    else delta = false;
  }
  for (let from = 0; from < parts.length; from++) {
    const key = KEYS.get(parts.slice(from).join(''));
    if (key) {
      // `db_client_connections_idle_max` is no limit of the pool.
      if (key.quantity === 'max' && parts.slice(0, from).includes('idle')) return undefined;
      if (unit === undefined) return counted(delta ? { ...key, delta } : key, total, parts.at(-1) as string);
      // Only times have units; a bare `wait` with one is a time.
      if (key.quantity !== 'wait' && key.quantity !== 'waitDuration') return undefined;
      return { ...key, quantity: 'waitDuration', unit, ...(delta ? { delta } : {}) };
    }
    if (!anyPrefix && !PREFIXES.has(parts[from] as string)) return undefined;
  }
  return undefined;
}
