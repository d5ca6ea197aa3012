import { poolNameIn } from 'leak-stream/plugin';

// What a record calls its pool.

/** What names a pool where nothing else does. */
const OTHER_KEYS = ['name', 'instance'];
const DSN_KEYS = ['dsn', 'db.dsn', 'db_dsn', 'data_source', 'conn_string'];
// Parents that say what is below, not which.
const GENERIC =
  /^(?:(?:db|sql|database|conn|connection|pool|stat|dbstat|pgxpool|pgx|metric|data|field|value|info|record|context|ctx|extra|event|log|app|service)s?[._-]?){1,4}$/i;
const NAME =
  /(?:^|[\s{,(["])(?:db_?name|db\.name|pool_?name|pool|db|database|datasource|handle|name)(?:=["\\]{0,2}|["\\]{1,2}:[ ]?["\\]{1,2})(?<name>[A-Za-z][\w.:-]{0,63})(?![\w=])/i;
const DSN =
  /(?:^|[\s{,(["])(?:dsn|data_source)(?:=["\\]{0,2}|["\\]{1,2}:[ ]?["\\]{1,2})(?<dsn>(?:[a-z][a-z+]{1,20}:\/\/|[^\s"\\]{0,200}@)[^\s"\\]{1,300})/i;
const BRACKET = /(?:^|\s)\[(?<name>[A-Za-z][A-Za-z_.:-]{1,40})\]/;
/** `dbstats(archive)`, `db[archive]`. */
const CALLED = /\b(?:db_?stats|db|pool|pool_?stats|stats)[([](?<name>[A-Za-z][\w.-]{0,40})[)\]]/i;
/** `archive pool: …`, `archive db pool stats: …`. */
const BEFORE_POOL =
  /(?<![\w.-])(?<name>[A-Za-z][\w-]{1,40}) (?:(?:db|sql|conn|connection) )?pool(?: stats| status| usage)?(?=["\\]{0,2} ?[:={(]|["\\]| [a-z_]{2,30}=|$)/i;
const NO_NAME =
  /^(?:the|an?|our|my|this|its|your|current|new|old|and|with|from|of|to|is|in|on|for|per|before|after|at|now|check(?:ing|ed)?|dump(?:ing)?|monitor(?:ing)?|sampl(?:e|ed|ing)|report(?:ing)?|observ(?:e|ed|ing)|clos(?:e|ing)|open(?:ing)?|init(?:ial)?|final|health|debug|internal|shared|whole|entire|same|each|every|msg|message)$/i;
const LEVEL = /^(?:trace|debug|info|information|notice|warn|warning|error|err|fatal|panic|dbg|inf|wrn|trc|ftl)$/i;

/** How it is, and not what it is called: `db=ok`. */
const STATE =
  /^(?:ok|up|down|fine|good|bad|healthy|unhealthy|alive|ready|connected|open|closed|true|false|none|null|nil|error|full|exhausted)$/i;

/** A pool's own name as a value: a word, not a sentence, a number or a connection string. */
export const isName = (value: unknown): value is string =>
  typeof value === 'string' && /^[A-Za-z][\w.:-]{0,63}$/.test(value) && !STATE.test(value);

/** Whether a word only says that a pool speaks, and not which. */
export const isGeneric = (word: string): boolean => GENERIC.test(word);

/** Host and database of a connection string, never its user or password: `postgres://u:p@db-1/orders?x=1`, `u:p@tcp(db-1:3306)/orders`, `host=db-1 dbname=orders`. */
export function dsnName(dsn: string): string | undefined {
  const text = dsn.slice(0, 600);
  const host = /(?:^|\s)host=([\w.-]{1,120})/.exec(text)?.[1];
  const database = /(?:^|\s)dbname=([\w.-]{1,80})/.exec(text)?.[1];
  if (host !== undefined || database !== undefined) return [host, database].filter((part) => part !== undefined).join('/');
  // What stands before the last @ is the secret part; a password may hold any sign.
  const rest = text.slice(text.lastIndexOf('@') + 1).replace(/^[a-z][a-z+]{1,20}:\/\//, '');
  const found = /^(?:[a-z]{2,8}\()?([A-Za-z][\w.-]{0,120}|\d{1,3}(?:\.\d{1,3}){3})(?::\d{1,5})?\)?\/([\w.-]{1,80})(?:\?|$)/.exec(rest);
  return found ? `${found[1] as string}/${found[2] as string}` : undefined;
}

/** The pool that a JSON or logfmt record names. */
export const nameIn = (fields: Readonly<Record<string, unknown>>): string | undefined => {
  const own = (key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);
  const name = poolNameIn(fields) ?? OTHER_KEYS.map(own).find((value): value is string => isName(value) && !isGeneric(value));
  if (name !== undefined) return name;
  const dsn = DSN_KEYS.map(own).find((value): value is string => typeof value === 'string');
  return dsn === undefined ? undefined : dsnName(dsn);
};

/** What a program put in brackets before its sample: `[orders] 2026/11/23 …`, `[db:write] …`. Levels and words such as `[dbstats]` name nothing. */
function bracketName(text: string): string | undefined {
  const name = BRACKET.exec(text)?.groups?.['name'];
  if (name === undefined || LEVEL.test(name)) return undefined;
  const own = name
    .split(/[:._-]/)
    .filter((part) => part !== '' && !isGeneric(part) && !/^(?:sampler?|monitor|main|watch(?:er|dog)?|health|debug)$/i.test(part));
  return own.length > 0 ? name : undefined;
}

/** `archive pool: …`, `dbstats(archive)`: a name in the words around a sample. */
export function nameInWords(text: string): string | undefined {
  for (const pattern of [CALLED, BEFORE_POOL]) {
    const name = pattern.exec(text.slice(0, 1000))?.groups?.['name'];
    if (name !== undefined && !isGeneric(name) && !NO_NAME.test(name) && !LEVEL.test(name)) return name;
  }
  return undefined;
}

/** The name that text gives its pool. */
export const nameInText = (text: string): string | undefined => {
  const name = NAME.exec(text)?.groups?.['name'];
  if (isName(name) && !isGeneric(name)) return name;
  const dsn = DSN.exec(text)?.groups?.['dsn'];
  return (dsn === undefined ? undefined : dsnName(dsn)) ?? nameInWords(text) ?? bracketName(text);
};
