import type { LogRecord } from '../types.ts';

const MAX_LENGTH = 300;
const SQL = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH|MERGE|CALL|EXEC|REPLACE|LOCK|COPY|TRUNCATE|CREATE|ALTER|DROP|REFRESH)\b/i;
const LOGGER =
  /^(?:sqlalchemy\.engine|django\.db\.backends|org\.hibernate\.SQL|o\.h\.SQL|org\.springframework\.jdbc\.core|jdbc\.sql|p6spy|gorm|sequelize|tortoise\.db_client|peewee)/;
/** Django prints `(0.003) SELECT …; args=(7,)`, gorm `[1.234ms] [rows:1] SELECT …`, Hibernate without a logger `Hibernate: select …`. */
const LEADING =
  /^(?:\(\d{1,6}\.\d{1,6}\) |\[[\d.]{1,12}[nuµm]?s\] (?:\[rows:[^\]]{1,12}\] )?|Hibernate: |Executing (?:prepared )?SQL (?:statement|query|update) \[|statement: |execute [^:]{1,60}: )/;

/** A statement without its values: literals as ?, whitespace folded, clipped to 300 characters. */
export function normalizeSql(sql: string): string {
  return sql
    .slice(0, 4 * MAX_LENGTH)
    .replace(/'(?:[^']|''){0,400}'/g, '?')
    .replace(/%\(\w{1,60}\)s|%s|\$\d{1,4}|(?<=[\s(,=]):[A-Za-z_]\w{0,60}/g, '?')
    .replace(/\b\d+(?:\.\d+)?\b/g, '?')
    .replace(/\(\s*\?(?:\s*,\s*\?){1,200}\s*\)/g, '(?)')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_LENGTH);
}

/** The SQL that a record of an engine's or a mapper's logger shows; undefined for BEGIN, COMMIT and for anything that is no statement. */
export function statementOf(record: Pick<LogRecord, 'logger' | 'message' | 'tail' | 'fields'>): string | undefined {
  const field = record.fields?.['sql'] ?? record.fields?.['query'] ?? record.fields?.['statement'] ?? record.fields?.['db.statement'];
  if (typeof field === 'string' && SQL.test(field)) return normalizeSql(field);
  const leading = LEADING.exec(record.message)?.[0] ?? '';
  if (leading === '' && !(record.logger !== undefined && LOGGER.test(record.logger))) return undefined;
  let sql = record.message.slice(leading.length);
  if (!SQL.test(sql)) return undefined;
  if (record.tail.length > 0) sql = [sql, ...record.tail.slice(0, 40)].join('\n');
  return normalizeSql(sql.replace(/; args=[\s\S]*$|\n\[(?:generated|cached|no key|raw sql|caching)[\s\S]*$/, '').replace(/\]$/, ''));
}
