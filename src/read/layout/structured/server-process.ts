import type { Fields } from './fields.ts';

/** All that pgx says there (jackc/pgx, tracelog/tracelog.go; read in source). */
const PGX = new Set(['Acquire', 'Release', 'Query', 'BatchQuery', 'BatchClose', 'CopyFrom', 'Connect', 'Prepare']);
/** What programs put before it, to tell whose words these are: `pgx Acquire`, `[pgx] Query`. */
const BEFORE_PGX = /^\[?pgx\]?[:. ]{1,2}/i;
/** No message by which `namesServerProcess` tells has more characters. */
export const LONGEST_OF_SERVER = Math.max(...[...PGX].map(({ length }) => length)) + '[pgx]: '.length;

/** Whether `pid` is that of the database's session, as in every line of pgx's tracelog, and not the program's own, beside which loggers print the host. */
export const namesServerProcess = (message: unknown, fields: Fields): boolean =>
  typeof message === 'string' &&
  message.length <= LONGEST_OF_SERVER &&
  PGX.has(message.replace(BEFORE_PGX, '')) &&
  fields['hostname'] === undefined;
