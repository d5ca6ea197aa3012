import type { EventDraft, RecordView, Rule } from 'leak-stream/plugin';

/*
 * Vert.x' own metrics of its pools (vertx-micrometer-metrics, "Vert.x pool metrics"): one name for all pools, and tags that tell of what. Only those of the types `sql` (the
 * reactive clients) and `datasource` (JDBC) have connections; `worker` has threads.
 */

/** `vertx.pool.in.use{pool_name=orders,pool_type=sql} value=4`, `vertx_pool_in_use{pool_type="sql",} 4.0`. */
const FIGURE =
  /\bvertx[._]pools?[._](?<name>in[._]?use|queue[._](?:pending|size)|ratio)\{(?<tags>[^{}]{1,300})\}(?: value)?[ =:]{1,3}(?<value>\d{1,6}(?:\.\d{1,18})?)(?![\w.])/gi;
const TYPE = /(?:^|[,\s])pool[._]type[=:]"?(?:sql|datasource)"?(?:,|\s|$)/;
const NAMED = /(?:^|[,\s])pool[._]name[=:]"?(?<name>[A-Za-z][\w.-]{0,60})/;
/** So much of a line is looked at, and so many lines of a page that Prometheus scrapes. */
const MOST = 4000;
const MOST_LINES = 400;

interface Told {
  readonly pool: string | undefined;
  inUse?: number;
  pending?: number;
  ratio?: number;
}

/** What a line tells of each pool, by its tags. */
function toldIn(text: string): Told[] {
  const pools = new Map<string, Told>();
  for (const { groups } of text.matchAll(FIGURE)) {
    const { name = '', tags = '', value } = groups as Record<string, string>;
    if (!TYPE.test(tags)) continue;
    const told = pools.get(tags) ?? { pool: NAMED.exec(tags)?.groups?.['name'] };
    pools.set(tags, told);
    const key = /ratio/i.test(name) ? 'ratio' : /use/i.test(name) ? 'inUse' : 'pending';
    told[key] = Number(value);
  }
  return [...pools.values()];
}

/** The ratio is what is in use as a share of the limit, to so many places that a pool of a hundred is told from one of a hundred and one. */
function limitOf({ inUse = 0, ratio = 0 }: Told): number | undefined {
  const max = ratio > 0 ? inUse / ratio : 0;
  return max >= 1 && Math.abs(max - Math.round(max)) < 0.01 * max ** 0.5 && max < 1000 ? Math.round(max) : undefined;
}

function sampleOf(told: Told): EventDraft[] {
  const { pool, inUse, pending } = told;
  if (inUse === undefined || !Number.isInteger(inUse) || (pending !== undefined && !Number.isInteger(pending))) return [];
  const max = limitOf(told);
  return [
    {
      kind: 'pool-snapshot',
      inUse,
      ...(pending !== undefined && { pending }),
      ...(max !== undefined && { max }),
      occasion: 'periodic',
      ...(pool !== undefined && { pool }),
    },
  ];
}

/** What the pool of the reactive SQL clients says to a caller that waited for too long (vertx-sql-client, SqlConnectionPool). */
const TIMEOUT = /(?:^|[\s(])(?:io\.vertx\.[\w.]{1,60}\.)?NoStackTraceThrowable: Timeout\s*$/;

export const vertxRules: Readonly<Record<string, Rule>> = {
  'vertx-pool': {
    pattern: /\bvertx[._]pools?[._]in[._]?use\{/i,
    scope: 'record',
    read(_match, record: RecordView) {
      const drafts = toldIn([record.raw, ...record.tail.slice(0, MOST_LINES)].map((line) => line.slice(0, MOST)).join('\n')).flatMap(
        sampleOf,
      );
      return drafts.length > 0 ? drafts : undefined;
    },
  },
  'vertx-timeout': { pattern: TIMEOUT, scope: 'record', read: () => ({ kind: 'acquire-timeout', witness: 'exception' }) },
};

/** Of these one stands in each such line. */
export const vertxHints: readonly string[] = ['vertx.pool', 'vertx_pool', 'NoStackTraceThrowable: Timeout'];
