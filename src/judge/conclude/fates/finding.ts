import type { Evidence } from '../../../model/report.ts';
import type { Gap } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';

/** What a connection's fate looked like: gone for good, too early to tell, taken at the start and kept, or back after too long. */
export type Fate = 'leaked' | 'undecided' | 'kept' | 'late';

/** One connection and what is known of who took it. Findings of one culprit become one suspect. */
export interface Finding {
  readonly fate: Fate;
  readonly poolCase: PoolCase;
  readonly connection: string | undefined;
  readonly since: number | null;
  /** Of several, when the last of them was taken; that of the first is `since`. */
  readonly lastSince?: number;
  /** When the log last said something of it: the alarm, the collector, the end of the log. */
  readonly seenAt: number | null;
  readonly reclaimed: boolean;
  /** No line tells that the garbage collector found it. */
  readonly unsaid?: boolean;
  /** It came back only as its process ended. */
  readonly swept?: boolean;
  /** Still out at the end of the log. */
  readonly open: boolean;
  /** Probability that it never comes back by itself. */
  readonly confidence: number;
  readonly stack: string | undefined;
  readonly route: string | undefined;
  /** The chance that the route is another's. */
  readonly routeDoubt: number;
  readonly template: string | undefined;
  /** Templates of all messages in its context. */
  readonly templates: readonly string[];
  readonly statement: string | undefined;
  readonly exception: string | undefined;
  /** It would be called leaked, were it not the only one of its kind in this process: a leak comes again, there or elsewhere. */
  readonly lone?: boolean;
  /** It is out for so long that it would be called leaked, but is the only one of work that keeps one for good, perhaps: a listener, a lock. */
  readonly byDesign?: boolean;
  /** It would be called leaked, did not each process of its program take one, right before it was shut down. */
  readonly cutOff?: boolean;
  /** How many connections it stands for; one where absent. */
  readonly times?: number;
  /** How long it had been out when last seen, ms. */
  readonly ageMs: number | undefined;
  /** `since` and `ageMs` count from its report: how long it had been out by then the log does not tell. */
  readonly agedFromReport?: boolean;
  /** Lines are missing that may have told that it came back. */
  readonly gap?: Gap;
  /** It would be called leaked, were not the ends of as many others missing for sure. */
  readonly endsMissing?: boolean;
  /** It would be called leaked, did not all work of its pool hang since it was taken. */
  readonly stalled?: boolean;
  /** It was out for too long when a worker was killed, perhaps the one that had taken it. */
  readonly killed?: boolean;
  /** The pool took it back by force from work that was still at it. */
  readonly takenAtWork?: boolean;
  /** Its borrower's thread had gone on to other work without giving it back. */
  readonly leftBehind?: boolean;
  /** What changes the schema took it for itself. */
  readonly migrators?: boolean;
  /** Its work is seen to go on: the template of what its thread says of its progress. */
  readonly goesOn?: string;
  readonly evidence: Evidence;
}
