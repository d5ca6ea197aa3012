/** A connection that is out for longer than the acquire timeout that pools have by default (HikariCP, SQLAlchemy: 30 s) starves others. */
export const STARVING_MS = 30_000;
