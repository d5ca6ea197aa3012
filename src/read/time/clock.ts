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
  /** The latest offset that lines of the stream print, and the latest instant that such a line, or one in UTC, told. */
  #east: number | undefined;
  #zonedAt: number | undefined;
  /** Whether lines that print no zone are of that offset; undefined until one stands close enough to one that prints it. */
  #isLocal: boolean | undefined;
  readonly #near: number | undefined;
  readonly #told: boolean;

  /** @param told whoever asks says of which zone such lines are */
  constructor(near?: number, told = false) {
    this.#near = near;
    this.#told = told;
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
    return [this.#innerFine, this.#outerFine, this.#newest, this.#east, this.#zonedAt, this.#isLocal] as const;
  }

  recall(memory: ReturnType<Clock['memory']>): void {
    [this.#innerFine, this.#outerFine, this.#newest, this.#east, this.#zonedAt, this.#isLocal] = memory;
  }

  #choose(inner: ReadTime | undefined, outer: number | undefined): number | undefined {
    const ms = inner && whichOf(inner, this.#newest);
    if (!inner || ms === undefined) return outer;
    if (outer === undefined) return inner.dated ? this.#inZone(inner, ms) : ms;
    if (!this.#innerFine && this.#outerFine) return outer;
    if (inner.zoned && inner.dated) return ms;
    const zone = Math.round((outer - ms) / QUARTER_HOUR_MS) * QUARTER_HOUR_MS;
    const aligned = ms + zone;
    return Math.abs(zone) <= 14 * 3_600_000 && Math.abs(outer - aligned) <= DELAY_MS ? aligned : outer;
  }

  /**
   * A program's own lines may print no zone where those of the server that runs it do: gunicorn's `[2026-11-23 05:03:59 +0200] [7] [INFO] …` beside `05:04:01,250 INFO …`.
   * Both were written at about the same time, so the one stands for the other unless both are of UTC as they are.
   */
  #inZone({ zoned, east }: ReadTime, ms: number): number {
    if (zoned) {
      this.#east = east ?? this.#east;
      this.#zonedAt = ms;
      return ms;
    }
    if (this.#told || this.#east === undefined) return ms;
    if (this.#isLocal === undefined && this.#zonedAt !== undefined) {
      const apart = ms - this.#zonedAt;
      if (Math.abs(apart) <= DELAY_MS) this.#isLocal = false;
      else if (Math.abs(apart - this.#east) <= DELAY_MS) this.#isLocal = true;
    }
    return this.#isLocal === true ? ms - this.#east : ms;
  }
}
