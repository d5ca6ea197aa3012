/** The words with which a process began, where they are no request's. */
export interface FirstWords {
  readonly template: string;
  /** How often they were said, the first time included. */
  said: number;
  /** They were said once more since the last sample of a pool. */
  again: boolean;
}
