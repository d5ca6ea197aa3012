import type { Report } from '../model/report.ts';

export interface ShowOptions {
  readonly color: boolean;
  /** Columns of the terminal; 80 where there is none. */
  readonly width: number;
}

/** Makes one format of a report: the report in, text out, in pieces. Pure; it never writes. */
export type Reporter = (report: Report, options: ShowOptions) => Iterable<string>;
