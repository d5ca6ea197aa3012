import { UNNAMED_RUNTIME } from 'leak-stream/plugin';
import type { Point } from './shapes/points.ts';

/** Whose pool an instrumentation measures, by the name of its scope. */
const SCOPES: readonly (readonly [RegExp, string])[] = [
  [/\/otelsql$|\/otelpgx$|^database\/sql$/, 'go-database-sql'],
  [/^io\.opentelemetry\.hikaricp/, 'hikaricp'],
  [/^io\.opentelemetry\.c3p0/, 'c3p0'],
  [/^io\.opentelemetry\.apache-dbcp/, 'dbcp2'],
  [/^io\.opentelemetry\.alibaba-druid/, 'druid'],
  [/^io\.opentelemetry\.tomcat-jdbc/, 'tomcat-jdbc'],
  [/instrumentation\.sqlalchemy$/, 'sqlalchemy'],
  [/instrumentation-pg$/, 'node-postgres'],
  [/^Npgsql$/, 'npgsql'],
];
/** And by what its metrics are called: of a program that has meters of its own. */
const NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:go\.sql|pgxpool)\./, 'go-database-sql'],
  [/^hikaricp\./, 'hikaricp'],
  [/^agroal\./, 'agroal'],
  [/^r2dbc\.pool\./, 'r2dbc-pool'],
];

const among = (table: typeof SCOPES, text: string): string | undefined => table.find(([pattern]) => pattern.test(text))?.[1];

/** The library whose pool a metric is of; `UNNAMED_RUNTIME` where neither its scope nor its name tells. */
export const runtimeOf = ({ scope = '', name }: Point): string => among(SCOPES, scope) ?? among(NAMES, name) ?? UNNAMED_RUNTIME;
