import { isPoolName, isPoolWord } from './words.ts';

/** Fields that hold a pool's name, those first that hold nothing else. Blanks, dots, dashes and capitals do not count. */
const KEYS = [
  'poolname',
  'dbname',
  'databasename',
  'datasourcename',
  'enginename',
  'pool',
  'datasource',
  'ds',
  'engine',
  'db',
  'database',
  'handle',
];
/** What stands above a pool's figures in a record, and may hold its name under `name`. */
const DEPTH = 3;
const MOST = 60;

const plain = (key: string): string => key.toLowerCase().replace(/[._ -]/g, '');

type Fields = Readonly<Record<string, unknown>>;

/** The name in one object's own fields. */
function nameAmong(fields: Fields): string | undefined {
  let best = KEYS.length;
  let name: string | undefined;
  for (const [key, value] of Object.entries(fields).slice(0, MOST)) {
    if (key.length > 40 || !isPoolName(value) || isPoolWord(value)) continue;
    const rank = KEYS.indexOf(plain(key));
    if (rank !== -1 && rank < best) [best, name] = [rank, value];
  }
  return name;
}

const isFields = (value: unknown): value is Fields => value !== null && typeof value === 'object' && !Array.isArray(value);

/** The name in an object that a pool's fields stand in: `"pool":{"name":"replica","total":10}`. */
function nameBelow(fields: Fields, depth: number): string | undefined {
  for (const [key, value] of Object.entries(fields).slice(0, MOST)) {
    if (!isFields(value) || !isPoolWord(key)) continue;
    const own = Object.hasOwn(value, 'name') ? value['name'] : undefined;
    const found =
      isPoolName(own) && !isPoolWord(own) ? own : (nameAmong(value) ?? (depth < DEPTH ? nameBelow(value, depth + 1) : undefined));
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The pool that the values of a JSON or logfmt record name, in a field such as `pool`, `db_name`, `dataSource` or `engine`. */
export const poolNameIn = (fields: Fields): string | undefined => nameAmong(fields) ?? nameBelow(fields, 1);
