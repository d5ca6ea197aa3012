import type { SuspectChange } from '../../model/comparison.ts';
import type { Report, Suspect } from '../../model/report.ts';
import type { Ticket } from './content.ts';

/** What is sent, and what has to be looked for before: keys of one line of output after `to` and `fingerprint`. */
export interface Message {
  readonly action: 'create' | 'trigger' | 'close' | 'resolve';
  /** Where the system has no key for duplicates of its own. */
  readonly search?: Readonly<Record<string, string>>;
  readonly priority?: string;
  readonly comment?: object;
  readonly payload: object;
}

/** One system that takes tickets. */
export interface Tracker {
  readonly open: (ticket: Ticket, report: Report, suspect: Suspect) => Message;
  readonly resolve: (change: SuspectChange) => Message;
}
