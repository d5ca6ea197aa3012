/** A pool is named, `shop.pool`, `dbpool`, `poolwatch`; or at least, in {@link DATABASE}, a database. */
export const POOL = /(?:^|[^a-z])(?:(?:db|sql|pg|conn|connections?|engine)[_-]?)?(?:pool|sqlalchemy|dbapi)/i;
export const DATABASE = /(?:^|[^a-z])(?:pool|engine|sqlalchemy|dbapi|connections?|conn|db|database|sql)(?:$|[^a-z])/i;
