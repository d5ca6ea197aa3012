import type { Instance, TimedEventOf } from '../model/event.ts';
import type { Evidence } from '../model/report.ts';
import type { StackFrame } from '../model/stack-frame.ts';
import type { Answered } from './state/answered.ts';
import type { Reaching } from './state/reaching.ts';
import type { ClaimState } from './state/claims.ts';
import type { Failure } from './state/failure.ts';
import type { FirstWords } from './state/first-words.ts';
import type { Gap } from './state/gap.ts';
import type { Elsewhere, GaveBack } from './state/gave-back.ts';
import type { GoroutineDump } from './state/goroutine-dump.ts';
import type { Alarm, ClosedHold, ContextState, Hold, LateReturn, SiteHolds, VictimGroup } from './state/hold.ts';
import type { Killed } from './state/killed.ts';
import type { PoolState, Talk } from './state/pool.ts';
import type { Progress } from './state/progress.ts';
import { emptyServer, type ServerState } from './state/server.ts';

export type * from './state/answered.ts';
export type * from './state/claims.ts';
export type * from './state/failure.ts';
export type * from './state/first-words.ts';
export type * from './state/gap.ts';
export type * from './state/gave-back.ts';
export type * from './state/goroutine-dump.ts';
export type * from './state/hold.ts';
export type * from './state/killed.ts';
export type * from './state/pool.ts';
export type * from './state/progress.ts';
export type * from './state/reaching.ts';
export type * from './state/server.ts';
export type * from './state/unreached.ts';

/** One life of one process as one runtime's pools show it. Two lives share nothing. */
export interface Life {
  runtime: string;
  source: string;
  instance: Instance;
  restart: number;
  firstAt: number | null;
  lastAt: number | null;
  /** Lines of the pools themselves. */
  events: number;
  order: number;
  /** The log shows this life's beginning. */
  startSeen: boolean;
  /** The pool's own loggers that print at INFO or below, and how far down each goes; '' where lines name none. Tells whether a return could have been seen. */
  quietest: Map<string, 'info' | 'debug'>;
  /** Who wrote its last report of a connection. */
  reporter: string | undefined;
  /** Packages whose loggers print ordinary lines at INFO or below; two at most. */
  others: string[];
  returnsSeen: number;
  /** Another process of the same program prints lines of the pool's logger at INFO or below. Known once the log has ended. */
  infoElsewhere: boolean;
  /** This version of the pool prints no returns at all. */
  returnsNeverLogged: boolean;
  clockTrouble: { at: number | null; evidence: Evidence }[];
  /** Where lines of it were lost, in the order of the log. Bounded. */
  gaps: Gap[];
  /** Workers that were killed, where its lines tell no process: it may be any of them. Bounded. */
  killed: Killed[];
  pools: Map<string, PoolState>;
  stacks: Map<string, readonly StackFrame[]>;
  open: Map<string, Hold>;
  /** The last hold of each connection, as long as a later line may still correct it. */
  lastClosed: Map<string, ClosedHold>;
  /** Some checkout named its connection. */
  named: boolean;
  /** When the pool's own lines last told a loan by its connection's address, null at a time they do not tell, undefined never. */
  addressed: number | null | undefined;
  /** Those of the open holds whose lines name no connection, in their order. Bounded. */
  unnamed: Hold[];
  /** Holds whose pre-ping failed, waiting for the connection that takes their place. */
  moving: Hold[];
  /** The checkouts that went out last, back or not, in their order; a few. */
  newest: Hold[];
  reclaimed: ClosedHold[];
  /** Came back only as the process ended; known once the log has ended. */
  swept: ClosedHold[];
  /** How returns went. */
  gaveBack: GaveBack;
  /** Came back long after their work had gone on: see `observe/holds/elsewhere.ts`. Bounded. */
  elsewhere: Elsewhere[];
  /** Order number of the newest checkout. */
  lastCheckout: number;
  /** Order number of the newest honest return. */
  lastReturn: number;
  sites: Map<string, SiteHolds>;
  /** The pool whose configuration is being printed, a property a line. */
  configuring: string | undefined;
  alarms: Set<Alarm>;
  /** Those of them whose connection is not back yet, by connection: one each. */
  alarmed: Map<string, Alarm>;
  /** Those that name no connection, by who took it. */
  borrowed: Map<string, Alarm[]>;
  /** The longest time between two reports of one hold, where a watchdog repeats itself. */
  repeatMs: number;
  lateReturns: LateReturn[];
  /** When each connection was last known to be in the pool: created, or back. */
  idleAt: Map<string, number>;
  /** Alarms whose connection alarmed again: it came back unseen. */
  unseenReturns: number;
  /** The longest time between two such reports of one connection, ms. */
  unseenReturnMs: number;
  victims: Map<string, VictimGroup>;
  /** Stacks of connections that a list of holders names, whose borrowers were still at work by then. Bounded. */
  busy: Set<string>;
  /** The last failure to get a connection of each borrower. */
  failures: Map<string, Failure>;
  /** Stacks of recovered panics by the template under which the lines between samples know them. */
  panics: Map<string, string>;
  /** Those of exceptions by the template of the line that told of them, '' where they came from several places. Bounded. */
  raised: Map<string, string>;
  contexts: Map<string, ContextState>;
  /**
   * Messages in the contexts of checkouts that came back: template → such checkouts. What innocents say too accuses nobody. `named`: those
   * of a thread or request that has a name, `finished`: those of them whose work was seen to end.
   */
  innocent: { checkouts: number; named: number; finished: number; templates: Map<string, number> };
  /** Routes of the requests whose lines came last, by the request's id. Bounded. */
  requestRoutes: Map<string, string>;
  /** Kinds of threads, '' for none, of which some gave a connection back: see `observe/work/givers.ts`. Bounded. */
  givers: Set<string>;
  /** Messages of contexts that hold checkouts, said when none waited for its route, or once more to the same one: template → lines. Of which work they are nobody knows. */
  astray: Map<string, number>;
  claims: ClaimState;
  /** Those of its process. */
  answered: Map<string, Answered>;
  /** That of its process. */
  reaching: Reaching;
  goroutines: GoroutineDump[];
  /** Lines that say that their work took long. */
  longWork: LongWork[];
  /** What each thread tells of its progress, message by message. Bounded. */
  progress: Map<string, Progress[]>;
  /** What was forgotten to stay bounded, by what it was. */
  forgotten: Map<string, number>;
  /** Requests that ran out of time while no line had told of a pool: from the first to the last, with the first one's line. */
  strayDeadlines?: { count: number; from: number | null; to: number | null; evidence: Evidence };
}

/** Work that was over at `at` and had begun so long before, by its own word. */
export interface LongWork {
  readonly at: number;
  readonly lastedMs: number;
  /** It has one of the two. */
  readonly route: string | undefined;
  readonly template: string | undefined;
  readonly evidence: Evidence;
}

export interface Process {
  pid: string;
  /** Ordinary lines before the first pool line, for attribution; bounded. */
  early: TimedEventOf<'context'>[];
  /** Of those, lines that were forgotten. */
  earlyForgotten: number;
  /** Ordinary lines so far. */
  lines: number;
  /** Those of them that tell of work, since it began. */
  talk: Talk;
  /** Requests that were answered well since it began, by route. Bounded. */
  answered: Map<string, Answered>;
  reaching: Reaching;
  /** The latest time of its lines, epoch ms; null where none showed one. */
  heardAt: number | null;
  /** How this process announced its beginning: when the same words come again, it began anew. */
  startup: string | undefined;
  /** When they were said first: two handlers print them twice at one time, and nothing has begun anew. */
  startupAt: number | null;
  /** Its very first line, which comes again where it begins anew. */
  first: FirstWords | undefined;
  lives: Map<string, Life[]>;
  /** The first runtime that its lines told: those that tell none are of that one. */
  named: string | undefined;
  /** Some line has shown that its pools are a database's. */
  database: boolean;
  /** Processes that were forgotten to make room for this one. */
  forgotten: number;
}

export interface State {
  /** Events so far, but for a server's. */
  observed: number;
  /** Stream (source, pod, container, host) → processes by pid ('' where lines name none). */
  streams: Map<string, Map<string, Process>>;
  server: ServerState;
  /** Processes that were gone and were forgotten, where a log was followed for long. */
  gone: number;
}

export const emptyState = (): State => ({
  observed: 0,
  streams: new Map(),
  server: emptyServer(),
  gone: 0,
});
