import { STARVING_MS } from '../starving.ts';
import { levels, longestStay, suffixMinimum, type Level } from './floor.ts';
import { pinnedSpans } from './pinned.ts';
import { NEARLY_FULL, read, type Readings } from './readings.ts';
import { decide, lnAccident, mean } from './rules.ts';
import { pairSlopes, quantile } from './slope.ts';
import type { FloorStep, PoolSample, SeriesJudgement, SeriesOptions, SeriesReason } from './types.ts';

/** A wall needs two touches. */
const FEWEST_VISITS = 2;
/** A level must outlast the longest honest stay above the floor this many times. */
const OUTLAST = 2;
/** Levels that a climb passes at least; fewer are a few jobs. */
const FEWEST_LEVELS = 8;
/** More than this part of a climb's samples stand on the floor. */
const MOST_ON_FLOOR = 0.5;
/** A queue that is gone so soon is a moment's, whatever number of samples saw it. */
const MOMENT_MS = 1000;
const HOUR_MS = 3_600_000;
/** So many times as far above the floor as in the quieter half of the samples in-use stands in a rush. */
const RUSH = 5;

/**
 * Judges a pool by its in-use samples alone: does the floor ratchet, was the pool pinned, did it recover. Pure and total; linear in the
 * samples but for the slope, which looks at 300 of them.
 *
 * @param samples of ONE pool in one life of one process, in file order
 * @param limit what a sample without a `max` of its own is held against; 0 = unlimited
 */
export function judgeSeries(samples: readonly PoolSample[], limit?: number, options: SeriesOptions = {}): SeriesJudgement {
  const r = read(samples, limit, options);
  const f = suffixMinimum(r.lent);
  const base = f[0] ?? 0;
  const atLimit = r.u.map((u, i) => r.limit[i]! > 0 && u >= r.limit[i]!);
  // At the limit in-use cannot show how much was wanted, so a brief wait blinds a sample as much as a long one.
  const censored = atLimit.map((full, i) => full && r.pressure[i] !== 'none');
  const stay = longestStay(r.t, r.lent, f);
  const passed = levels(r.t, r.lent, f, censored);
  const walls = passed.filter(({ visits }) => visits >= FEWEST_VISITS);
  const frozen = frozenMs(r, atLimit);
  const outlasting = walls.filter(({ age }) => age - frozen > OUTLAST * stay);
  // Where nothing in the log is ever given back no stay is known; then only work that starves others is too long.
  // Two levels that are old in themselves convict the younger ones above them.
  const old = outlasting.filter(({ age }) => !r.timed || age > STARVING_MS);
  const settled = old.length >= 2 ? outlasting : old;
  const busy = r.lent.flatMap((u, i) => (censored[i] ? [] : [u - f[i]!]));
  const n = r.regular.filter(Boolean).length;
  const pressure = underPressure(r, f);
  const shut = moments(r, pressedAt(r, 'unopened'));
  const endsPinned = (atLimit.at(-1) ?? false) && r.pressure.at(-1) === 'real';
  const unseen = atLimit.filter((full, i) => full && r.pressure[i] === 'unknown').length;
  const away = awayFromBase(r, base, stay);
  const climbs = climbsFrom(r, f, base, passed.length);
  const { verdict, reasons } = decide({
    n,
    unseen,
    passed: passed.length,
    walls,
    settled,
    busy,
    endsPinned,
    away,
    climbs,
    shut,
    ...pressure,
  });

  // A pool that leaks, and then stays full for much longer than it was ever busy, is full of leaks: what still circulated would show.
  const last = passed.at(-1);
  const full = last !== undefined && verdict === 'leak' && atLimit[last.from] && last.age > OUTLAST * stay && last.to > last.from;
  const top = full ? last : settled.at(-1);
  const spans = pinnedSpans(r, atLimit);
  const known = r.limit.findLast((m) => m > 0);
  return {
    verdict,
    reasons: [...reasons, ...remarks(r, pressure.pressed)],
    n,
    base,
    floor: steps(samples, r, f, passed, top?.value ?? base),
    until: r.timed ? (r.t.at(-1) ?? null) : null,
    leaked: (top?.value ?? base) - (options.fromStart ? 0 : base),
    events: settled.length,
    lnP: lnAccident(settled),
    longestStayMs: stay,
    meanBusy: mean(busy),
    ...(known !== undefined && { limit: { value: known, inferred: r.inferred } }),
    pinned: spans,
    ...(spans[0] && { firstPinned: spans[0] }),
    ...pressure,
    ...(r.waits && { waits: r.waits }),
    ...(r.timed && top && slope(r, f, passed[0]!.from - 1, full ? top.from : top.to)),
  };
}

/**
 * How long the pool has been full with callers queueing when the log ends. All that time in-use cannot come down, whether work gives back or not,
 * so it does not count for the age of a level.
 */
function frozenMs(r: Readings, atLimit: readonly boolean[]): number {
  if (atLimit.at(-1) !== true) return 0;
  const before = r.u.findLastIndex((u, i) => u < NEARLY_FULL * r.limit[i]!);
  if (!r.pressure.includes('real', before + 1)) return 0;
  return (r.t.at(-1) ?? 0) - (r.t[before + 1] ?? 0);
}

/** In-use has not been down at the base for longer than any stay above it that ended, and not for a moment only. */
function awayFromBase(r: Readings, base: number, stay: number): boolean {
  const last = r.lent.findLastIndex((u) => u <= base);
  const since = (r.t.at(-1) ?? 0) - (r.t[last] ?? 0);
  return since > OUTLAST * stay && (!r.timed || since > STARVING_MS);
}

/**
 * In-use passes so many levels, a sample or little more on each, that lost connections build no wall: they are lost faster than samples are taken. A load that
 * grows goes up and down on its way, so that few samples are the least of all that follow; where most of them are, it is no load that in-use follows.
 */
function climbsFrom(r: Readings, f: readonly number[], base: number, levels: number): boolean {
  const left = r.lent.findLastIndex((u) => u <= base) + 1;
  const since = r.lent.length - left;
  const onFloor = r.lent.filter((u, i) => i >= left && u === f[i]).length;
  return levels >= FEWEST_LEVELS && onFloor > MOST_ON_FLOOR * since;
}

const pressedAt = (r: Readings, kind: 'real' | 'unopened'): number[] => r.pressure.flatMap((one, i) => (one === kind ? [i] : []));

/** Where callers really waited: with a queue at the sample, or between samples, where only the counters show it. */
function underPressure(r: Readings, f: readonly number[]): { pressed: number; recovered: boolean } {
  const at = pressedAt(r, 'real');
  const [first, last] = [at[0], at.at(-1)];
  if (first === undefined || last === undefined) return { pressed: 0, recovered: true };
  const before = Float64Array.from(r.lent.slice(0, first)).sort();
  const usual = before.length === 0 ? f[0]! : Math.max(f[0]!, quantile(before, 0.5));
  return { pressed: moments(r, at), recovered: f[last]! <= usual };
}

/** Samples that a pool prints in a burst, because somebody waits, look at one moment again and again. Callers that gave up had waited for long before. */
function moments(r: Readings, at: readonly number[]): number {
  let [count, since] = [0, -Infinity];
  for (const i of at) {
    if (r.timed && r.regular[i] && r.t[i]! - since < MOMENT_MS) continue;
    count += 1;
    since = r.t[i]!;
  }
  return count;
}

function remarks(r: Readings, pressed: number): SeriesReason[] {
  const made: SeriesReason[] = [];
  if (pressed === 0 && r.pressure.includes('brief')) made.push('brief-waits');
  if (r.inferred) made.push('limit-inferred');
  if (r.limit.every((m) => m === 0) && r.pressure.every((p) => p === 'unknown')) made.push('limit-unknown');
  return made;
}

function steps(samples: readonly PoolSample[], r: Readings, f: readonly number[], passed: readonly Level[], top: number): FloorStep[] {
  const usual = Math.max(1, mean(r.lent.map((u, i) => u - f[i]!).sort((a, b) => a - b).slice(0, Math.ceil(f.length / 2)))); // prettier-ignore
  const step = (i: number, settled: boolean, veiled?: number): FloorStep => {
    const { at, line } = samples[r.index[i]!]!;
    return {
      index: r.index[i]!,
      at,
      line,
      value: f[i]!,
      settled,
      ...(veiled !== undefined && { veiledUntil: r.index[veiled]! }),
    };
  };
  const veil = ({ from, value }: Level): number | undefined => {
    const shown = r.lent.indexOf(value, from);
    const above = mean(r.lent.slice(from, shown).map((u) => u - value));
    return shown > from + 1 && above > RUSH * usual ? shown : undefined;
  };
  return f.length === 0 ? [] : [step(0, true), ...passed.map((level) => step(level.from, level.value <= top, veil(level)))];
}

/** Theil-Sen over the floor from the sample before its first step on. */
function slope(r: Readings, f: readonly number[], from: number, to: number): { slopePerHour?: number } {
  const median = quantile(pairSlopes(r.t.slice(from, to + 1), f.slice(from, to + 1)), 0.5);
  return Number.isNaN(median) ? {} : { slopePerHour: median * HOUR_MS };
}
