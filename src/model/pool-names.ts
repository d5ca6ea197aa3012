import type { PoolReport } from './report.ts';

/**
 * Names of pools by their ids, for what is kept and compared from run to run (test cases, alerts): as the ids, but a log that a pool's
 * process is known by is named by as much of its path as tells it from the other logs, so that they are the same on every machine.
 */
export function stableNames(pools: readonly PoolReport[], sources: readonly { readonly name: string }[]): ReadonlyMap<string, string> {
  const short = shortPaths(sources.map(({ name }) => name));
  return new Map(pools.map(({ id }) => [id, renamed(id, short)]));
}

/** Each path by the last of its parts that no other one ends with. */
export function shortPaths(paths: readonly string[]): ReadonlyMap<string, string> {
  const parts = new Map([...new Set(paths)].map((path) => [path, path.split(/[\\/]+/).filter((part) => part !== '')]));
  const ends = new Map<string, number>();
  const end = (path: readonly string[], depth: number): string => path.slice(-depth).join('/');
  for (const path of parts.values())
    for (let depth = 1; depth <= path.length; depth++) ends.set(end(path, depth), (ends.get(end(path, depth)) ?? 0) + 1);
  return new Map(
    [...parts].map(([path, names]) => {
      for (let depth = 1; depth < names.length; depth++) if (ends.get(end(names, depth)) === 1) return [path, end(names, depth)];
      return [path, path];
    }),
  );
}

/** Where in a pool's id the log stands that it is known by, and what that log is called. */
function logIn(id: string, short: ReadonlyMap<string, string>): { from: number; to: number; log: string } | undefined {
  for (let at = id.length; at > 0; at = id.lastIndexOf(' ', at - 1)) {
    const log = short.get(id.slice(0, at));
    if (log !== undefined) return { from: 0, to: at, log };
  }
  if (!id.endsWith(')')) return undefined;
  for (let at = id.length; at > 0; at = Math.max(id.lastIndexOf(' ', at - 1), id.lastIndexOf('(', at - 1))) {
    const log = short.get(id.slice(at + 1, -1));
    if (log !== undefined) return { from: at + 1, to: id.length - 1, log };
  }
  return undefined;
}

/**
 * What the log of a pool is called, that its id begins with or has last in brackets; undefined where the id names none.
 * @param short of `shortPaths`
 */
export const logOf = (id: string, short: ReadonlyMap<string, string>): string | undefined => logIn(id, short)?.log;

function renamed(id: string, short: ReadonlyMap<string, string>): string {
  const found = logIn(id, short);
  return found === undefined ? id : id.slice(0, found.from) + found.log + id.slice(found.to);
}
