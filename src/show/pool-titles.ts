import { logOf, shortPaths } from '../model/pool-names.ts';
import type { PoolReport, Report, Suspect } from '../model/report.ts';
import { number } from './words.ts';

type Named = Pick<Report, 'pools' | 'input'>;

/** `prod/shop-7f9c`: the pod, else the host, container or service of a pool. */
function homeOf({ instance: { namespace, pod, container, host, service } }: PoolReport): string | undefined {
  return pod === undefined ? (host ?? container ?? service) : namespace === undefined ? pod : `${namespace}/${pod}`;
}

/**
 * `orders-pool @ prod/shop-7f9c [4711] (life 2 of 3)`: name and where it lives.
 * @param log what its log is called, where it takes that to tell it from another pool
 */
export function poolTitle(pool: PoolReport, log?: string): string {
  const { pid, restart = 0, lives } = pool.instance;
  const home = homeOf(pool);
  const life = lives !== undefined ? ` (life ${restart + 1} of ${lives})` : restart === 0 ? '' : ` (life ${restart + 1})`;
  const where = home ?? log ?? sourceOf(pool);
  const beside = home === undefined || log === undefined ? '' : ` (${log})`;
  return `${pool.name ?? pool.runtime}${where === undefined ? '' : ` @ ${where}`}${pid === undefined ? '' : ` [${pid}]`}${life}${beside}`;
}

/** Nothing else tells unnamed pools of several logs apart but the file whose lines prove what is said of them. */
function sourceOf({ name, reasons }: PoolReport): string | undefined {
  if (name !== undefined) return undefined;
  const sources = new Set(reasons.flatMap(({ evidence }) => evidence.map(({ source }) => source)));
  const [only] = sources;
  return only === undefined || sources.size > 1 || only === '<stdin>' ? undefined : only.slice(only.lastIndexOf('/') + 1);
}

interface Names {
  readonly title: string;
  /** Where it lives, for a sentence: `shop-7f9c`, `process 4711`, `eu/app.log`. */
  readonly place: string | undefined;
  /** What its log is called; undefined where its id names none. */
  readonly log: string | undefined;
}

/** Reports ask once for each of their tables. */
const known = new WeakMap<Named['pools'], ReadonlyMap<PoolReport, Names>>();

function namesOf({ pools, input }: Named): ReadonlyMap<PoolReport, Names> {
  const told = known.get(pools);
  if (told !== undefined) return told;
  const titles = new Map<string, number>();
  for (const pool of pools) titles.set(poolTitle(pool), (titles.get(poolTitle(pool)) ?? 0) + 1);
  const short = shortPaths(input.sources.map(({ name }) => name));
  const names = new Map(
    pools.map((pool): [PoolReport, Names] => {
      const log = logOf(pool.id, short);
      const needed = titles.get(poolTitle(pool)) === 1 ? undefined : log;
      return [pool, { title: poolTitle(pool, needed), place: placeOf(pool, log, needed), log }];
    }),
  );
  known.set(pools, names);
  return names;
}

function placeOf(pool: PoolReport, log: string | undefined, needed: string | undefined): string | undefined {
  const { pod, pid } = pool.instance;
  const home = homeOf(pool);
  const process = pid === undefined ? undefined : home === undefined ? `process ${pid}` : `[${pid}]`;
  // A pod is restarted by its name, whatever the number of the process in it.
  const parts = pod !== undefined ? [home] : [home, process];
  const said = parts.filter((part) => part !== undefined).join(' ');
  // The number of a process says little without its machine, and who has a log of each knows whose it is.
  const told = needed ?? (home === undefined && log !== '<stdin>' ? log : undefined);
  return said === '' ? told : told === undefined ? said : `${said} in ${told}`;
}

/** The title of a pool beside the others of its report: pools that would be called alike are told apart by as much of their log's path as it takes. */
export const titleIn = (report: Named, pool: PoolReport): string => namesOf(report).get(pool)?.title ?? poolTitle(pool);

/** As much of the path of a pool's log as tells it from the report's other logs; undefined where the pool is not known by its log. */
export const logNameOf = (report: Named, pool: PoolReport): string | undefined => namesOf(report).get(pool)?.log;

/** In how many places such pools live: pods, else processes. */
export function placesOf(report: Named, pools: readonly PoolReport[]): number {
  const places = pools.map((pool) => {
    const { namespace, pod, container, host, service, pid } = pool.instance;
    return JSON.stringify(pod === undefined ? [host, service, container, pid, logNameOf(report, pool)] : [namespace, pod, container]);
  });
  return new Set(places).size;
}

/** The pools in which a suspect is what its verdict says: of a leak, those that lose connections. */
export const poolsOf = (suspect: Suspect, { pools }: Named): PoolReport[] =>
  pools.filter(({ id, verdict }) => suspect.pools.includes(id) && (suspect.verdict !== 'leak' || verdict === 'leak'));

/** Places that are named; more of them fill a screen. */
const PLACES = 3;

/**
 * Where such pools live, `shop-7f9c, shop-b2x4`; undefined where that are too many, or not told by the log.
 * @param count in how many places they are known to live
 */
export function placesText(report: Named, pools: readonly PoolReport[], count: number): string | undefined {
  if (count > PLACES) return undefined;
  const names = namesOf(report);
  const places = new Set(pools.map((pool) => names.get(pool)?.place));
  return places.has(undefined) || places.size === 0 || places.size > count ? undefined : [...places].join(', ');
}

/** Revisions that are named; more of them say little. */
const REVISIONS = 3;

/**
 * `2 of 40 pods (shop-7f9c, shop-b2x4), only revision 68f9d4cc7b`: where it was seen; undefined where there is one place only.
 * @param report names the places where they are few and not all
 */
export function spread(suspect: Suspect, report?: Named): string | undefined {
  const { instances, revisions = [] } = suspect;
  const { count, of } = instances;
  if (of <= 1) return undefined;
  const pools = report === undefined ? [] : poolsOf(suspect, report);
  const places = report === undefined || count === of ? undefined : placesText(report, pools, count);
  const kind =
    revisions.length > 0 || (pools.length > 0 && pools.every(({ instance }) => instance.pod !== undefined)) ? 'pods' : 'instances';
  const seen = `${number(count)} of ${number(of)} ${kind}${places === undefined ? '' : ` (${places})`}`;
  const leaking = revisions.filter((one) => one.leaking > 0);
  if (leaking.length === 0 || leaking.length > REVISIONS) return seen;
  const isOne = revisions.every(({ workload }) => workload === revisions[0]?.workload);
  if (!isOne) return `${seen}, only ${leaking.map(({ workload, revision }) => `${workload} (revision ${revision})`).join(', ')}`;
  const names = leaking.map(({ revision }) => revision).join(', ');
  const alone = revisions.length > leaking.length ? 'only ' : '';
  return `${seen}, ${alone}revision${leaking.length === 1 ? '' : 's'} ${names}`;
}
