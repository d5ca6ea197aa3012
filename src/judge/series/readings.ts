import { STARVING_MS } from '../starving.ts';
import type { PoolSample, SeriesOptions } from './types.ts';

/**
 * Whether callers stood in a queue before a sample.
 * `real`: they did; `unopened`: they did, and what they waited for was not in use: the pool had few connections open, or none at all; `brief`: some waited, but never long; `none`: nobody; `unknown`: the log does not tell.
 */
export type Pressure = 'real' | 'unopened' | 'brief' | 'none' | 'unknown';

/** The usable samples as columns, in file order. */
export interface Readings {
  /** Index of each in the samples as given. */
  readonly index: readonly number[];
  /** Milliseconds, never falling; the position where no sample has a time. */
  readonly t: readonly number[];
  readonly timed: boolean;
  /** In use. */
  readonly u: readonly number[];
  /** In use, and collected so far: what went out and was not given back. */
  readonly lent: readonly number[];
  readonly regular: readonly boolean[];
  /** 0 = unlimited or unknown. */
  readonly limit: readonly number[];
  readonly inferred: boolean;
  readonly pressure: readonly Pressure[];
  readonly waits?: { readonly count: number; readonly totalMs?: number; readonly meanMs?: number };
}

/** What is known of callers that waited between two samples. */
interface Waiting {
  readonly pending: number | undefined;
  readonly waits: number | undefined;
  readonly waitedMs: number | undefined;
  readonly elapsedMs: number;
  /** As many connections as may have been opened meanwhile: all of a pool that is full at neither end, none of one that is, or whose limit is unknown. */
  readonly room: number;
  /** Connections that may still be taken at the sample itself; none of a pool that is nearly full, whose limit is unknown, or before which a queue stands for long. */
  readonly left: number;
}

/** In use, and collected so far. */
export const lentOf = ({ inUse, collected = 0 }: PoolSample): number => inUse + collected;

/** From this share of the limit on, a pool with a queue before it is as good as full. */
export const NEARLY_FULL = 0.8;
/** A mean wait from which people notice: the usual limit of what feels immediate. */
const NOTICEABLE_MS = 100;

/**
 * Queued demand, not waits as such, is pressure. Little's law turns the two counters into the mean length of the queue, waited time by
 * elapsed time; from one on somebody was always waiting. Below that, a mean wait that people notice counts too, and waits of which none
 * has ended (count up, duration unchanged) because a caller without a deadline never adds to the duration. 18,600 waits of 0.6 ms on a
 * pool of one connection are neither.
 *
 * A few waits of unknown length before a pool that has room are neither: some pools count callers for whom a connection is opened as well. Nor is a queue
 * for all of which there is room: a pool that has not opened its connections yet, or of which the server has ended some, opens them now.
 */
function pressureOf({ pending, waits, waitedMs, elapsedMs, room, left }: Waiting): Pressure {
  if (pending !== undefined && pending > 0) return pending <= left ? 'brief' : 'real';
  if (waits === undefined) return pending === undefined ? 'unknown' : 'none';
  // nobody began to wait, but waits that began before have ended: there was a queue
  if (waits <= 0) return waitedMs !== undefined && elapsedMs > 0 && waitedMs >= elapsedMs ? 'real' : 'none';
  if (waitedMs === undefined || waitedMs <= 0) return waits <= room ? 'brief' : 'real';
  return (elapsedMs > 0 && waitedMs >= elapsedMs) || waitedMs / waits >= NOTICEABLE_MS ? 'real' : 'brief';
}

const known = (value: number | undefined): value is number => value !== undefined && Number.isFinite(value) && value >= 0;

/** Change of a counter. A counter that falls belongs to another life of the process; nothing is known of that interval. */
const change = (delta: number | undefined, now: number | undefined, before: number | undefined): number | undefined =>
  known(delta) ? delta : known(now) && known(before) && now >= before ? now - before : undefined;

/** Times that never fall; gaps take the time before them, and positions stand in where there is no time at all. */
function clock(samples: readonly PoolSample[]): { t: number[]; timed: boolean } {
  const first = samples.find((s) => s.at !== null && Number.isFinite(s.at))?.at ?? null;
  if (first === null) return { t: samples.map((_, i) => i), timed: false };
  let now = first;
  return { t: samples.map(({ at }) => (now = at !== null && at > now ? at : now)), timed: true };
}

/** Samples to columns: what cannot be used is left out, counters become changes, limits are found. Total over any input. */
export function read(samples: readonly PoolSample[], limit: number | undefined, { fromStart = false }: SeriesOptions): Readings {
  const index = samples.flatMap((s, i) => (known(s.inUse) && s.occasion !== 'shutdown' ? [i] : []));
  const used = index.map((i) => samples[i]!);
  const { t, timed } = clock(used);
  const u = used.map((s) => s.inUse);

  const elsewhere = known(limit) ? limit : (used.find((s) => known(s.max))?.max ?? -1);
  const stated = used.map((s) => (known(s.max) ? s.max : elsewhere));
  // What was in use at a time the pool may open, whatever its limit is.
  const peak = u.reduce((a, b) => Math.max(a, b), 0);
  const mayOpen = stated.map((m) => (m < 0 ? peak : m));
  const mostOpen = used.reduce((most, { open = 0 }) => Math.max(most, open), 0);
  /** It has had more connections than it has while callers wait: it opens none. */
  const isShut = (open: number): boolean => open === 0 || open < NEARLY_FULL * mostOpen;
  const hasRoom = (i: number): boolean => i < 0 || u[i]! < NEARLY_FULL * mayOpen[i]!;

  let [count, totalMs, counted, measured] = [0, 0, false, false];
  let queuedSince: number | undefined;
  let [countBefore, waitedBefore] = fromStart ? [0, 0] : [undefined, undefined] as (number | undefined)[]; // prettier-ignore
  const pressure = used.map((s, i): Pressure => {
    const waits = change(s.waitCountDelta, s.waitCount, countBefore);
    const waitedMs = change(s.waitDurationDeltaMs, s.waitDurationMs, waitedBefore);
    if (known(s.waitCount)) countBefore = s.waitCount;
    if (known(s.waitDurationMs)) waitedBefore = s.waitDurationMs;
    if (waits !== undefined) [count, counted] = [count + waits, true];
    if (waitedMs !== undefined) [totalMs, measured] = [totalMs + waitedMs, true];
    const elapsedMs = timed && i > 0 ? t[i]! - t[i - 1]! : 0;
    const room = hasRoom(i) && hasRoom(i - 1) ? mayOpen[i]! : 0;
    queuedSince = known(s.pending) && s.pending > 0 ? (queuedSince ?? t[i]!) : undefined;
    const stays = timed && queuedSince !== undefined && t[i]! - queuedSince > STARVING_MS;
    const left = hasRoom(i) && !stays ? mayOpen[i]! - u[i]! : 0;
    const seen = pressureOf({ pending: s.pending, waits, waitedMs, elapsedMs, room, left });
    const real = s.occasion === 'exhaustion' || seen === 'real';
    return real ? (s.open !== undefined && isShut(s.open) ? 'unopened' : 'real') : seen;
  });

  // Nobody waits for an unlimited pool, so waits prove a limit, and the most ever in use is the best guess at it; but not if they came where much less was in use.
  const inferred =
    stated.every((m) => m < 0) && pressure.some((p, i) => (p === 'real' || p === 'brief') && !(hasRoom(i) && hasRoom(i - 1)));
  return {
    index,
    t,
    timed,
    u,
    lent: used.map(lentOf),
    regular: used.map((s) => s.occasion !== 'exhaustion'),
    limit: stated.map((m) => (m >= 0 ? m : inferred ? peak : 0)),
    inferred: inferred && peak > 0,
    pressure,
    ...(counted && { waits: { count, ...(measured && { totalMs, ...(count > 0 && { meanMs: totalMs / count }) }) } }),
  };
}
