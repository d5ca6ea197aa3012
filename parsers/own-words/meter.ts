import { namesOtherClient, namesOtherPool, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';

/** What a metric's last word is called that counts the connections which are out, and those there may be. */
const IN_USE = String.raw`in[_-]?use|active|busy|used|acquired|borrowed|checked[_-]?out`;
const MAX = String.raw`max(?:[_-]?(?:size|open|total|connections))?|limit|capacity`;
const WORD = String.raw`[A-Za-z][\w-]{0,60}`;
const NAME = String.raw`(?<path>(?:${WORD}[./]){1,8})(?<last>${IN_USE}|${MAX})(?:[._-](?:count|connections|current|value|gauge))?`;
/** `{pool=orders}`, `[pool:orders]`, `;pool=orders`, and what else tags a metric. */
const TAGS = String.raw`(?<tags>[{[;,][^\s{}[\]]{1,300}[}\]]?)?`;
const VALUE = String.raw`(?<value>\d{1,6})(?:\.0+)?`;

/**
 * One figure a line, and nothing else: `gauge shop.db.in_use 3` of a client that prints what it would send, statsd's `shop.db.in_use:3|g`, Graphite's
 * `shop.db.in_use 3 1795397545`, `shop.db.in_use=3`, `shop.db.in_use{pool=orders} value=3`.
 */
const LINE = new RegExp(
  String.raw`^(?:(?:gauge|metric|stat|statsd|sending|meter)[:=]? )?${NAME}${TAGS}(?: ?[:=] ?| value=| )${VALUE}(?:\|g(?:\|[@#c].{0,300})?| \d{10,13})?\s*$`,
  'i',
);
const WHOLE = new RegExp(`^${NAME}$`, 'i');
const MAXIMUM = new RegExp(`^(?:${MAX})$`, 'i');
/** One of the words of its path must say that it is about a database's connections. */
const OF_DATABASE =
  /(?:^|[._/-])(?:dbs?|sql|database|data[_-]?source|pg|pgx|postgres(?:ql)?|mysql|mariadb|oracle|sqlalchemy|dbapi|hikari|(?:db|conn(?:ection)?)[_-]?pool)(?:[._/-]|$)/i;
/** What Spring Boot tells again of a pool that has meters of its own (`DataSourcePoolMetrics`). */
const AGAIN = /^jdbc\.connections\./i;
const TAGGED = /(?:^|[{[;,])(?:pool|pool_name|db|database|name)[=:]"?([A-Za-z][\w.-]{0,60})/i;
const METRIC_KEYS = ['metric', 'gauge', 'stat', 'name', 'key'];
const VALUE_KEYS = ['value', 'gauge', 'v'];

function draft(groups: Readonly<Record<string, string | undefined>>, value: number): EventDraft | undefined {
  const { path = '', last = '', tags = '' } = groups;
  if (!OF_DATABASE.test(path) || AGAIN.test(path) || namesOtherClient(path) || namesOtherPool(path)) return undefined;
  const pool = TAGGED.exec(tags)?.[1] ?? path.slice(0, -1);
  if (MAXIMUM.test(last)) return value > 0 ? { kind: 'pool-configuration', max: value, pool } : undefined;
  return { kind: 'pool-snapshot', inUse: value, occasion: 'periodic', pool };
}

const first = (fields: Readonly<Record<string, unknown>>, keys: readonly string[], type: string): unknown =>
  keys.map((key) => (Object.hasOwn(fields, key) ? fields[key] : undefined)).find((value) => typeof value === type);

/** A metric in a record of its own: `{"metric":"shop.db.in_use","type":"gauge","value":3}`. */
function inFields(record: RecordView): EventDraft | undefined {
  const { fields } = record;
  if (fields === undefined) return undefined;
  const [name, value] = [first(fields, METRIC_KEYS, 'string'), first(fields, VALUE_KEYS, 'number')];
  const groups = typeof name === 'string' && name.length <= 300 ? WHOLE.exec(name)?.groups : undefined;
  return groups && typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 1e6 ? draft(groups, value) : undefined;
}

/**
 * Figures of a pool that come one a line. Each is read at another instant, so only what is in use is a sample; the limit is a setting.
 */
export const meterRules: Readonly<Record<string, Rule>> = {
  meter: {
    pattern: new RegExp(String.raw`[./](?:${IN_USE}|${MAX})(?![A-Za-z])`, 'i'),
    scope: 'raw',
    read(_match, record) {
      const groups = LINE.exec(record.message.slice(0, 1000))?.groups;
      return groups ? draft(groups, Number(groups['value'])) : inFields(record);
    },
  },
};

/** Of these one stands in each such line. */
export const meterHints: readonly string[] = [
  '.in_use', '.in-use', '.inuse', '.active', '.busy', '.used', '.acquired', '.borrowed', '.checked', '/in_use', '/active', '/busy', '.max ', '.max=', '.max:', '.max"', '.max_', '.max-', '.max.', '.max{', '.max[', '.max,', '.max;', '.limit', '.capacity',
]; // prettier-ignore
