import type { ReadTime, TimeOptions } from './read-time.ts';
import { whichOf } from './twice.ts';

const QUARTER_HOUR_MS = 900_000;
/** A line is rarely written later than this after its own stamp; a zone's offset is never smaller. */
const DELAY_MS = 300_000;

/**
 * Chooses, for one stream, between the time that a line prints of itself (inner) and the one that its envelope wrote on it (outer).
 * The finer of the two wins for the whole stream, so that two clocks are never mixed; what the inner one lacks (zone, year, date) comes
 * from the outer one.
 */
export class Clock {
  #innerFine = false;
  #outerFine = false;
  #newest: number | undefined;
  readonly #near: number | undefined;

  constructor(near?: number) {
    this.#near = near;
  }

  /** How to read the stamp of a line that was written at `outer`. */
  options(timezone: string | undefined, outer: number | undefined): TimeOptions {
    return { timezone, near: outer ?? this.#newest ?? this.#near };
  }

  /** Epoch milliseconds of a line, undefined where neither clock tells. */
  at(inner: ReadTime | undefined, outer: number | undefined): number | undefined {
    if (inner && inner.digits > 0) this.#innerFine = true;
    if (outer !== undefined && outer % 1000 !== 0) this.#outerFine = true;
    const chosen = this.#choose(inner, outer);
    if (chosen !== undefined && (this.#newest === undefined || chosen > this.#newest)) this.#newest = chosen;
    return chosen;
  }

  /** What the stream has shown of its clocks. */
  memory() {
    return [this.#innerFine, this.#outerFine, this.#newest] as const;
  }

  recall(memory: ReturnType<Clock['memory']>): void {
    [this.#innerFine, this.#outerFine, this.#newest] = memory;
  }

  #choose(inner: ReadTime | undefined, outer: number | undefined): number | undefined {
    const ms = inner && whichOf(inner, this.#newest);
    if (!inner || ms === undefined) return outer;
    if (outer === undefined) return ms;
    if (!this.#innerFine && this.#outerFine) return outer;
    if (inner.zoned && inner.dated) return ms;
    const zone = Math.round((outer - ms) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
    const aligned = ms + zone;
    return Math.abs(zone) <= 14 * 3_600_000 && Math.abs(outer - aligned) <= DELAY_MS ? aligned : outer;
  }
}
