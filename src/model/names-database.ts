/*
 * Pools and connections are lent and counted in the same words whatever they lead to: a mail server, a device, a queue. Here is what only a database
 * has. The counterpart, what is none, is `not-a-database.ts` of the plug-ins.
 */

/** Products, drivers, mappers and standards, by words that stand in no other one. */
const NAMES =
  'postgres|psycopg|asyncpg|aiopg|pgbouncer|mysql|mariadb|sqlite|mssql|sql[ -]?server|cockroach ?db|jdbc|odbc|dbcp|c3p0|hikari|hibernate|jooq|mybatis|sqlalchemy|sqlx|gorm|sequelize|typeorm|prisma|npgsql|entity ?manager|session ?factory|data ?source|dbapi|backend ?pid|active ?record|flyway|liquibase|alembic|sqlstate';
/** The same by words that stand in other ones: only alone. */
const WORDS = 'sql|pgx(?:pool)?|pg|pq|knex|jpa|ora-\\d{5}';
/** What a pool is called that is a database's, in the languages in which pools are read; elsewhere a database may be one of places, or of viruses. */
const ITS_OWN =
  '[a-z]{0,20}dbs?|rds|oracle|dao|orm|bd|bbdd|bdd|бд|[a-z-]{0,20}datenbank\\p{L}*|[\\p{L}-]{0,20}datab[aá][sz]\\p{L}*|base de (?:données|datos|dados)|banco de dados|banche? dati|tietokan\\p{L}*|adatbázis\\p{L}*|veri ?taban\\p{L}*|baz[aęyiąo]|баз[аыеуи]\\p{L}*';
/** Databases of another kind, and what ends alike. */
const OTHERS = /(?<![a-z])(?:mongo|dynamo|influx|level|rocks|couch|arango|geo|l?m|rr|[agu]) ?dbs?(?![a-z])|\d ?db(?![a-z])/gi;

const alone = (words: string): string => String.raw`(?<![\p{L}])(?:${words})(?![\p{L}])`;
const SHOWN = new RegExp(`${NAMES}|${alone(WORDS)}`, 'iu');
const NAMED = new RegExp(`${NAMES}|${alone(`${WORDS}|${ITS_OWN}`)}`, 'iu');
/** `connected to the database`, `db pool ready`: of no other database a program says that it connects to it. */
const CONNECTS =
  /(?<![a-z])(?:connect(?:ed|ing|ion|ions)?|pool|transactions?|migrations?)(?: to| of| for| with| from|:)? (?:the |our |a )?(?:dbs?|databases?)(?![a-z])|(?<![a-z])(?:dbs?|databases?)[ .:/-]{1,2}(?:connect|conn|pool|transaction|migrat|query|queries)/i;
/** In capitals, as no sentence is written. */
const STATEMENT = /\bSELECT\b[^;]{1,300}\bFROM\b|\bINSERT INTO\b|\bDELETE FROM\b|\bUPDATE \S{1,60} SET\b/;

const MOST = 1_000;
/** `dbPool`, `DB_POOL`: words that capitals or strokes keep apart. */
const apart = (text: string): string =>
  text
    .slice(0, MOST)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ');

/** Whether a line that speaks of a pool says that it is a database's. */
export const namesDatabase = (text: string): boolean => NAMED.test(apart(text).replace(OTHERS, ' '));

/** Whether any line shows that its program works with a database: its driver or mapper, the server by its name, a statement. */
export function showsDatabase(text: string): boolean {
  const words = apart(text);
  return SHOWN.test(words) || CONNECTS.test(words) || STATEMENT.test(words);
}
