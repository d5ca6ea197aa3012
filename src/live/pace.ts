/** Of the time, the part that may be spent judging. */
const SHARE = 0.1;
/** From the end of a judgement to the next one, at least: to whoever hears of a finding it makes no difference. */
const LEAST_MS = 50;

/**
 * How often to judge: as often as helps, but never for more than a tenth of the time, so that reading keeps up with the log whatever there is to
 * judge. Knows no clock; times are milliseconds of one that does not go back.
 */
export class Pace {
  private next = 0;

  /** Milliseconds until one may judge. */
  due(now: number): number {
    return Math.max(0, this.next - now);
  }

  /** Somebody judged, from the one time to the other. */
  spent(from: number, to: number): void {
    this.next = to + Math.max(LEAST_MS, (to - from) * (1 / SHARE - 1));
  }
}
