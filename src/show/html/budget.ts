/**
 * How much detail a page may hold, so that it opens at once and fits into an e-mail: the first suspects have all of theirs, later ones get
 * what is left, and every place that leaves something out says how much of it the JSON report has.
 */
export class Budget {
  /** Frames and lines left. */
  frames = 6000;
  evidence = 1200;
  /** Timelines as fine as the report has them, and coarser ones after them. */
  fine = 12;
  charts = 300;

  /** Takes up to so many, and tells how many it got. */
  take(what: 'frames' | 'evidence' | 'fine' | 'charts', wanted: number): number {
    const got = Math.max(0, Math.min(wanted, this[what]));
    this[what] -= got;
    return got;
  }
}

/** Characters of one line of a log, of a sentence, and of a name. */
export const LINE = 400;
export const SENTENCE = 1000;
export const NAME = 300;
