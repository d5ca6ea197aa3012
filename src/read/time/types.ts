export interface TimeOptions {
  /** Zone of stamps that name none: a name of the tz database or an offset. Default UTC. */
  readonly timezone?: string | undefined;
  /** An instant known to be near, in epoch milliseconds: gives stamps without a year or a date the one that brings them closest. */
  readonly near?: number | undefined;
}

export interface ReadTime {
  /** Epoch milliseconds, fractions kept; undefined where the text has no year or no date and nothing near is known. */
  readonly ms: number | undefined;
  /** Where the text after the time begins. */
  readonly end: number;
  /** The text names its zone. */
  readonly zoned: boolean;
  /** The offset that the text prints, ms east of Greenwich, where it is another than none. */
  readonly east?: number;
  /** The text has a full date. */
  readonly dated: boolean;
  /** Digits of the fraction of a second; negative for whole minutes. */
  readonly digits: number;
  /** When a clock shows the same once more, epoch milliseconds: it is put back at the end of summer time, and the text names no offset. */
  readonly again?: number;
}
