import { pairsOf } from './windows.ts';
import type { Pairs } from './windows.ts';

/** The search is made to fit a source after so many bytes of it, and each time that so many times as many were read; it looks at so many bytes for that. */
export const TUNE = { first: 2 << 20, again: 16 };
const SAMPLE = 1 << 16;
/** By which windows may be hashed: odd ones whose bits look random. */
const FACTORS = [0x9e3779b1, 0x85ebca6b, 0xc2b2ae35, 0x27d4eb2f, 0x165667b1, 0xcc9e2d51, 0x1b873593, 0x2545f491];
/** The one of which nothing is known. */
export const FACTOR = FACTORS[0] as number;

/** Chooses for each literal windows that a block holds least, and the factor by which the fewest others have their hashes. @param bits of a hash */
export function tuned(literals: readonly string[], block: Buffer, bits: number): { pairs: Pairs[]; factor: number } {
  const met = new Frequencies(block.subarray(0, SAMPLE));
  const pairs = pairsOf(literals, (window) => met.of(window));
  const windows = pairs.flatMap((pair) => pair.windows.map(({ window }) => window));
  const alarms = FACTORS.map((factor) => met.falseAlarms(windows, factor, bits));
  return { pairs, factor: FACTORS[alarms.indexOf(Math.min(...alarms))] as number };
}

const SLOTS = 1 << 16;
const slotOf = (window: number): number => (Math.imul(window, 0x9e3779b1) >>> 16) & (SLOTS - 1);

/** How often a sample of a log holds each four bytes in a row; some that share a slot count together. */
class Frequencies {
  private readonly counts = new Uint32Array(SLOTS);
  /** All windows that begin at even places, as the search looks at them. */
  private readonly looked: Int32Array;

  constructor(sample: Buffer) {
    const last = Math.max(0, sample.length - 3);
    this.looked = new Int32Array((last + 1) >> 1);
    for (let at = 0; at < last; at++) {
      const window = sample.readInt32LE(at);
      (this.counts[slotOf(window)] as number)++;
      if (at % 2 === 0) this.looked[at >> 1] = window;
    }
  }

  of(window: number): number {
    return this.counts[slotOf(window)] as number;
  }

  /** How often the search would look again, where windows are hashed to so many bits by this factor. */
  falseAlarms(windows: readonly number[], factor: number, bits: number): number {
    const known = new Uint8Array(1 << bits);
    for (const window of windows) known[Math.imul(window, factor) >>> (32 - bits)] = 1;
    let alarms = 0;
    for (const window of this.looked) alarms += known[Math.imul(window, factor) >>> (32 - bits)] as number;
    return alarms;
  }
}
