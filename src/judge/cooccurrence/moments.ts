import { gain } from '../likelihood.ts';
import { group, type Group } from './groups.ts';
import { sameRoute } from './attribute.ts';
import type { Intervals } from './types.ts';

/** The line of a request comes shortly after its last statement; clocks of server and application differ by a little, if they are kept. */
const BEFORE_MS = 150;
const AFTER_MS = 500;
/** Lines with whole seconds were written up to a second after what they print. */
const SECOND_MS = 1000;
/** Fewer moments than this a chance name fits too easily. */
const FEWEST = 3;
/** Nats that a name must tell beyond the cost of picking one of so many. */
const LEAST_GAIN = 3;
const LEAST_CONFIDENCE = 0.8;

/** A route or message whose lines stand at given moments. */
export interface MomentMatch {
  readonly group: Group;
  /** The moments, as indexes. */
  readonly hits: readonly number[];
  readonly confidence: number;
  readonly gain: number;
}

/**
 * Finds the route or message whose lines stand right after given moments (the instants at which the server's sessions went idle for good), and
 * that of no other do nearly as often. Where one explains only a part, the rest is looked at again. Times make this sharper than steps between
 * samples: even a route that is called every second is told from another one.
 */
export function matchMoments(value: Intervals, moments: readonly number[]): MomentMatch[] {
  const groups = group(value, value.intervals.length + 1).filter(({ keys }) => (keys[0]?.times.length ?? 0) > 0);
  const [from, to] = range(groups);
  const matches: MomentMatch[] = [];
  let left = moments.flatMap((at, i) => (at >= from - AFTER_MS && at <= to ? [i] : []));
  while (left.length >= FEWEST) {
    const best = bestOf(groups, left, moments, to - from);
    if (!best) break;
    matches.push(best);
    left = left.filter((i) => !best.hits.includes(i));
  }
  return matches;
}

function bestOf(groups: readonly Group[], left: readonly number[], moments: readonly number[], length: number): MomentMatch | undefined {
  const told = groups
    .map((one) => measure(one, left, moments, length))
    .sort((a, b) => b.gain - a.gain || (a.group.names[0]! < b.group.names[0]! ? -1 : 1));
  const [best] = told;
  if (!best || best.hits.length < FEWEST) return undefined;
  const cost = LEAST_GAIN + Math.log(groups.length);
  // who explains other moments is no rival, so all are compared over those of the best
  const own = measure(best.group, best.hits, moments, length).gain;
  const rivals = told
    .slice(1)
    .filter((other) => !sameRoute(other.group, best.group))
    .map((other) => measure(other.group, best.hits, moments, length));
  const confidence = 1 / (1 + Math.exp(cost - best.gain) + rivals.reduce((sum, { gain }) => sum + Math.exp(gain - own), 0));
  return best.gain > cost && confidence >= LEAST_CONFIDENCE ? { ...best, confidence } : undefined;
}

/** How many of the moments have a line of the group beside them, against how many would by chance. */
function measure(one: Group, left: readonly number[], moments: readonly number[], length: number): Omit<MomentMatch, 'confidence'> {
  const times = [...(one.keys[0]?.times ?? [])].sort((a, b) => a - b);
  // a line that prints whole seconds seems to come before what it follows
  const before = times.every((time) => time % SECOND_MS === 0) ? SECOND_MS : BEFORE_MS;
  const hits = left.filter((i) => (times[lowerBound(times, moments[i]! - before)] ?? Infinity) <= moments[i]! + AFTER_MS);
  const chance = covered(times, before + AFTER_MS) / Math.max(length, 1);
  return { group: one, hits, gain: gain(hits.length, left.length, chance) };
}

/** How much of the time lies within `width` after one of the times. */
function covered(times: readonly number[], width: number): number {
  let [sum, end] = [0, -Infinity];
  for (const time of times) {
    sum += Math.min(width, time + width - end);
    end = time + width;
  }
  return sum;
}

function lowerBound(times: readonly number[], at: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function range(groups: readonly Group[]): [number, number] {
  let [from, to] = [Infinity, -Infinity];
  for (const { keys } of groups) {
    for (const time of keys[0]?.times ?? []) {
      if (time < from) from = time;
      if (time > to) to = time;
    }
  }
  return [from, to];
}
