import type { Evidence, PoolReport, Refused } from '../../../model/report.ts';
import type { Verdict } from '../../../model/verdict.ts';
import { endsOf } from '../../observe/server/server.ts';
import type { ServerState } from '../../state.ts';
import { isoOrNull } from '../words/reasons.ts';

/** Whose limit it is, by the words of whoever turned the connection away. Sources: postgres, src/backend/utils/init/postinit.c; PgBouncer, src/client.c. */
const LIMITS: readonly (readonly [RegExp, NonNullable<Refused['limit']>])[] = [
  [/too many connections for role/i, 'role'],
  [/too many connections for database/i, 'database'],
  [/no more connections allowed|client connections exceeded/i, 'pooler'],
  [/too many clients already|connection slots are reserved|Too many connections/i, 'server'],
];

const WHOSE: Readonly<Record<NonNullable<Refused['limit']>, string>> = {
  server: "the server's, for all its clients together (max_connections), not a pool's",
  role: "the server's for one role (CONNECTION LIMIT), whatever process uses it, not a pool's",
  database: "the server's for one database (CONNECTION LIMIT), whatever process uses it, not a pool's",
  pooler: "the pooler's before the database (PgBouncer's max_client_conn and the like), not an application pool's",
};

/** Connections that were turned away because the server had no slot left, and what that means beside the verdict. */
export function refusedBy(server: ServerState, verdict: Verdict, pools: readonly PoolReport[]): Refused | undefined {
  const ends = endsOf(server, 'too-many-clients');
  if (ends === undefined) return undefined;
  const limit = limitIn(ends.evidence);
  return {
    count: ends.count,
    firstAt: isoOrNull(ends.firstAt),
    lastAt: isoOrNull(ends.lastAt),
    ...(limit !== undefined && { limit }),
    text: `The limit is ${limit === undefined ? "the server's, not a pool's" : WHOSE[limit]}. ${meaning(verdict, pools)}`,
    evidence: ends.evidence.slice(0, 5),
  };
}

const limitIn = (lines: readonly Evidence[]): Refused['limit'] =>
  lines.flatMap(({ text }) => LIMITS.find(([words]) => words.test(text))?.[1] ?? [])[0];

function meaning(verdict: Verdict, pools: readonly PoolReport[]): string {
  const unlimited = pools.some((pool) => pool.max === 0 && pool.verdict === verdict);
  if (verdict === 'leak')
    return `What is lost here holds slots of the server, too, so that others that share them are turned away: a restart of what leaks frees them.${unlimited ? ' A pool without a limit of its own goes on until the server refuses: give it one.' : ''}`;
  const who = 'pg_stat_activity, grouped by usename and application_name, tells who has the slots';
  const sum =
    'The limits of all pools of all processes that share it must add up to less, deploys with old and new pods side by side included';
  return verdict === 'healthy' ? `What has the slots is not in this log: ${who}. ${sum}.` : `${sum}; ${who}.`;
}
