/** Of the time, the part that may be spent. */
const SHARE = 0.1;
/** From the end of one time to the next one, at least: to whoever hears of a finding it makes no difference. */
const LEAST_MS = 50;

/** What one would like: it may take more of the time then. */
export interface Wish {
  /** From the beginning of one time to that of the next. */
  readonly everyMs: number;
  readonly share: number;
}

/**
 * How often to do what takes time: as often as helps, but never for more than a tenth of the time, so that reading keeps up with the log whatever there is to
 * do; with a wish, for as much more as it takes and may. Knows no clock; times are milliseconds of one that does not go back.
 */
export class Pace {
  private readonly wish: Wish | undefined;
  private next = 0;

  constructor(wish?: Wish) {
    this.wish = wish;
  }

  /** Milliseconds until one may do it. */
  due(now: number): number {
    return Math.max(0, this.next - now);
  }

  /**
   * Somebody did it, from the one time to the other.
   * @param cost what counts of it, where others worked meanwhile. @param behind the log grows faster than it is read: no wish counts
   */
  spent(from: number, to: number, cost = to - from, behind = false): void {
    const rest = cost * (1 / SHARE - 1);
    const { wish } = this;
    const wished = wish === undefined || behind ? rest : Math.max(wish.everyMs - (to - from), cost * (1 / wish.share - 1));
    this.next = to + Math.max(LEAST_MS, Math.min(rest, wished));
  }
}
