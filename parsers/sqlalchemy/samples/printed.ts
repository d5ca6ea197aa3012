/** A connection of psycopg2 as it prints itself (`%r`). */
export const PSYCOPG2 =
  "<connection object at 0x7f3408280900; dsn: 'host=127.0.0.1 dbname=shop user=app_user port=54871 application_name=shop-api', closed: 0>";

/** Of asyncpg under SQLAlchemy's asyncio. */
export const ASYNCPG = '<AdaptedConnection <asyncpg.connection.Connection object at 0x7fa8c71e42e0>>';

/** Of mysqlclient. */
export const MYSQLCLIENT = "<_mysql.connection open to '127.0.0.1' at 0x1462af10>";
