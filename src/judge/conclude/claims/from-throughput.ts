import type { Intervals } from '../../cooccurrence/index.ts';
import type { SeriesJudgement } from '../../series/index.ts';
import { isRefused, PER_CONNECTION } from '../../observe/work/served.ts';
import { STARVING_MS, starvingMs } from '../../starving.ts';
import { limitOf } from '../../limit.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { dryFromOf } from '../case/ran-dry.ts';
import type { Reason } from '../../../model/report.ts';
import { plural, reason, span } from '../words/reasons.ts';
import { claim, type Claim } from './claim.ts';

/** The last third of the time serves at least this part of what the first third did. */
const STEADY = 0.7;

/**
 * A pool that is full to the end of the log, and serves. Routes of which some requests fail meanwhile need a connection; if others of them
 * succeed, as many at the end as at the beginning, connections come back: that is load. Lost connections serve nobody.
 */
export function fromThroughput(poolCase: PoolCase, series: SeriesJudgement | undefined): Claim | undefined {
  const { pool } = poolCase;
  const last = series?.pinned.at(-1);
  const limit = limitOf(pool) ?? 0;
  if (!series || !last || !pool.intervals || limit <= 0 || !series.reasons.includes('pinned-no-ratchet')) return undefined;
  if (last.toIndex !== pool.samples.length - 1 || last.from === null || last.to === null || last.to - last.from < STARVING_MS)
    return undefined;
  const served = servedBetween(
    pool.intervals,
    pool.sampleOrder[last.fromIndex] ?? last.fromIndex,
    pool.sampleOrder[last.toIndex] ?? last.toIndex,
  );
  const all = served.reduce((sum, n) => sum + n, 0);
  const third = Math.floor(served.length / 3);
  if (third === 0 || all < PER_CONNECTION * limit) return undefined;
  const part = (from: number, to: number): number => served.slice(from, to).reduce((sum, n) => sum + n, 0);
  if (part(served.length - third, served.length) < STEADY * part(0, third)) return undefined;
  const text = `All ${limit} connections were out for the last ${span(last.to - last.from)} of the log, and ${plural(all, 'request')} succeeded meanwhile on routes that also failed, as many at the end as at the beginning: connections come back.`;
  return claim('saturation', 0.75, reason('served-while-full', 'saturation', text, [pool.sampleLines[last.fromIndex]]));
}

/** Successful requests of routes that were refused as well, interval by interval. */
function servedBetween({ intervals, keys }: Intervals, fromSample: number, toSample: number): number[] {
  const from = intervals.findIndex(({ to }) => to > fromSample);
  const to = intervals.findLastIndex((interval) => interval.from <= toSample);
  if (from < 0 || to < from) return [];
  const between = ({ cells }: { cells: readonly number[] }): [number, number][] =>
    cells.flatMap((position, c): [number, number][] =>
      c % 2 === 0 && position >= from && position <= to ? [[position, cells[c + 1]!]] : [],
    );
  const refused = new Set<string>();
  for (const key of keys.values())
    if (key.status !== undefined && isRefused(key.status) && between(key).length > 0) refused.add(key.route ?? '');
  const served = new Array<number>(to - from + 1).fill(0);
  for (const key of keys.values()) {
    if (key.status === undefined || key.status >= 400 || !refused.has(key.route ?? '')) continue;
    for (const [position, n] of between(key)) served[position - from]! += n;
  }
  return served;
}

/**
 * What is lost never comes back, so a pool that leaks stays dry under the load under which it ran dry. Where callers gave up and, for as long again since, nobody
 * has, though the routes that were refused succeed as often as they were asked for meanwhile, the connections came back.
 *
 * @param after ms since the last caller that gave up
 * @param capacity connections that the pool may open
 */
export function servedSince({ pool, alarms }: PoolCase, after: number, capacity: number): Reason | undefined {
  const { served, lastTimeoutAt } = pool;
  const from = dryFromOf(pool);
  // after a restart all is well for a while, whatever it was
  if (pool.begunSince) return undefined;
  if (!served || from === null || lastTimeoutAt === null || capacity <= 0 || alarms.length > 0) return undefined;
  const dry = lastTimeoutAt - from;
  if (dry <= 0 || after < Math.max(dry, starvingMs(pool))) return undefined;
  const refused = [...served.values()].filter((route) => route.refused > 0);
  const sum = (of: (route: (typeof refused)[number]) => number): number => refused.reduce((all, route) => all + of(route), 0);
  const [asked, succeeded] = [sum((route) => route.asked), sum((route) => route.succeeded)];
  if (asked === 0 || succeeded < PER_CONNECTION * capacity || succeeded / after < STEADY * (asked / dry)) return undefined;
  const text = `Nobody has given up in the ${span(after)} since the last one, and ${plural(succeeded, 'request')} succeeded in that time on routes that had been refused, as often as they were asked for in the ${span(dry)} before: the connections came back.`;
  return reason('served-since', 'saturation', text);
}
