const SLOTS = 1 << 16;
const slotOf = (window: number): number => (Math.imul(window, 0x9e3779b1) >>> 16) & (SLOTS - 1);

/** How often a sample of a log holds each four bytes in a row; some that share a slot count together. */
export class Frequencies {
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
