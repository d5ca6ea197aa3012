import type { Level } from './floor.ts';
import type { SeriesJudgement, SeriesReason } from './types.ts';

/** Chance of accident below which levels are a ratchet. */
const SURE = Math.log(0.001);
/** One step may be one slow job. */
const FEWEST_EVENTS = 2;
/** Fewer regular samples than this never prove health. */
export const FEWEST_SAMPLES = 20;
/** One sample may have caught a single moment of waiting. */
const FEWEST_PRESSED = 2;
/** Above this much honest use in-use hardly ever falls to nothing, and the minima of a growing load look like steps. */
const BUSY = 5;
/** A load has grown when its last third is this much above its first. */
const GROWN = 1.2;

export const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
export const mean = (numbers: readonly number[]): number => (numbers.length === 0 ? 0 : sum(numbers) / numbers.length);

export interface Findings {
  /** Regular samples. */
  readonly n: number;
  /** Levels above the base that the floor passed. */
  readonly passed: number;
  /** Those of them that are touched like walls, and of those the ones that also lasted. */
  readonly walls: readonly Level[];
  readonly settled: readonly Level[];
  /** In use above the floor, sample by sample, censored ones left out. */
  readonly busy: readonly number[];
  readonly endsPinned: boolean;
  /** In-use has not come down to where it began for longer than it ever stayed away before. */
  readonly away: boolean;
  /** Since it left where it began, in-use has hardly come down: most samples stand on the floor, which rises with them. */
  readonly climbs: boolean;
  /** Moments at which callers really waited, and whether in-use came down after the last of them. */
  readonly pressed: number;
  readonly recovered: boolean;
  /** Moments at which callers waited for a pool that opened no connection. */
  readonly shut: number;
  /** Samples at the limit of which nobody knows whether callers waited. */
  readonly unseen: number;
}

/** The rules, in order; the first that holds decides. */
export function decide(found: Findings): { verdict: SeriesJudgement['verdict']; reasons: SeriesReason[] } {
  const { settled, walls, busy } = found;
  if (isRatchet(settled)) {
    // The stricter question is asked only where it matters: it costs a leak of few visits its proof.
    const accidental = growsHigh(busy) && lnAccident(settled) + lnWays(settled, found.passed) >= SURE;
    return accidental
      ? { verdict: 'inconclusive', reasons: ['mean-busy-high'] }
      : { verdict: 'leak', reasons: ['floor-ratchets', 'holders-possible'] };
  }
  if (found.endsPinned) return { verdict: 'inconclusive', reasons: ['pinned-no-ratchet'] };
  // What nobody opens nobody holds: neither load nor what is lost keeps it from those who wait.
  if (found.shut >= FEWEST_PRESSED && found.shut >= found.pressed) return { verdict: 'inconclusive', reasons: ['not-opened'] };
  if (settled.length > 0) return { verdict: 'inconclusive', reasons: [settled.length === 1 ? 'one-step' : 'weak-steps'] };
  if (found.pressed >= FEWEST_PRESSED) {
    return found.recovered
      ? { verdict: 'saturation', reasons: ['recovered-after-pressure'] }
      : { verdict: 'inconclusive', reasons: ['not-recovered'] };
  }
  if (found.unseen >= FEWEST_PRESSED) return { verdict: 'inconclusive', reasons: ['waits-unseen'] };
  if (found.n < FEWEST_SAMPLES) return { verdict: 'inconclusive', reasons: ['too-few-samples'] };
  if (isRatchet(walls)) return { verdict: 'inconclusive', reasons: ['busy-to-the-end'] };
  // What only rises has given nothing back that anybody saw, so nothing here speaks for health.
  if (found.away && found.climbs) return { verdict: 'inconclusive', reasons: ['climbs'] };
  return { verdict: 'healthy', reasons: [found.away ? 'rises-under-load' : 'no-ratchet'] };
}

const isRatchet = (walls: readonly Level[]): boolean => walls.length >= FEWEST_EVENTS && lnAccident(walls) < SURE;

/** ln of the chance that every one of these levels is an accidental minimum. */
export const lnAccident = (walls: readonly Level[]): number => sum(walls.map(({ lnP }) => lnP));

/**
 * ln of the number of ways in which the repeated visits could have fallen on the levels that the floor passed. Added to `lnAccident` it
 * asks whether SOME levels would look like walls among so many, and not only these.
 */
function lnWays(walls: readonly Level[], passed: number): number {
  const repeats = sum(walls.map(({ visits }) => visits - 1));
  let ways = 0;
  for (let i = 1; i < passed; i++) ways += Math.log((repeats + i) / i);
  return ways;
}

/** Much is honestly in use, and more in the last third than in the first. A leak alone lifts in-use and its floor alike. */
function growsHigh(busy: readonly number[]): boolean {
  const third = Math.floor(busy.length / 3);
  const last = mean(busy.slice(busy.length - third));
  return last > BUSY && last > GROWN * mean(busy.slice(0, third));
}
