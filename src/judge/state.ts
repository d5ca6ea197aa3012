import type { Instance, Severity, TimedEventOf } from '../model/event.ts';
import type { Evidence } from '../model/report.ts';
import type { StackFrame } from '../model/stack-frame.ts';
import type { Intervals } from './cooccurrence/index.ts';
import type { PoolSample } from './series/index.ts';
import type { Sketch } from './sketch.ts';

/** A connection that went out, until it is known to be back. */
export interface Hold {
  connection: string;
  /** Epoch ms, null where no line before it had a time. */
  since: number | null;
  pool: string;
  thread: string | undefined;
  request: string | undefined;
  sequence: string | undefined;
  /** Key into `Life.stacks`. */
  stack: string | undefined;
  route: string | undefined;
  statement: string | undefined;
  /** Template of the first warning or error in the same context. */
  template: string | undefined;
  /** Key into `Life.stacks` of an exception logged in the same context. */
  exception: string | undefined;
  /** A checkout listener saw it too. */
  listened: boolean;
  /** Its pre-ping failed: the pool will move it to another connection. */
  pinging: boolean;
  /** Order number of its checkout in the life. */
  order: number;
  evidence: Evidence;
}

export interface ClosedHold extends Hold {
  until: number | null;
  /** Folded into this site and may have to be taken out again. */
  site: string | undefined;
  /** The request line that it claimed, where order has to tell whose it was. */
  claimed: RequestLine | undefined;
}

/** An ordinary line that names a route. */
export interface RequestLine {
  readonly order: number;
  readonly route: string;
  readonly template: string | undefined;
}

/** How returned holds of one site behaved. A site is a stack, a route, or '' where neither is known. */
export interface SiteHolds {
  returned: Sketch;
  firstAt: number | null;
  lastAt: number | null;
}

/** A pool's own claim that a connection leaks, not yet taken back. */
export interface Alarm {
  connection: string | undefined;
  at: number | null;
  pool: string | undefined;
  thread: string | undefined;
  stack: string | undefined;
  heldMs: number | undefined;
  reclaimed: boolean;
  evidence: Evidence;
}

export interface LateReturn {
  stack: string | undefined;
  pool: string | undefined;
  /** From alarm to return, ms; null where a time is missing. */
  afterMs: number | null;
  at: number | null;
  evidence: Evidence;
}

/** Who waited and gave up. */
export interface VictimGroup {
  stack: string | undefined;
  route: string | undefined;
  timeouts: number;
  evidence: Evidence;
}

/** In-use over time, kept as a bounded number of buckets whose width doubles. */
export interface InUseSeries {
  bucketMs: number;
  start: number | null;
  buckets: { min: number; max: number }[];
  first: number;
  last: number;
  peak: number;
}

export interface PoolState {
  name: string;
  samples: PoolSample[];
  sampleLines: Evidence[];
  /** What number each sample had before any were folded: intervals are numbered like that. */
  sampleOrder: number[];
  /** Samples that were folded into neighbours to stay bounded. */
  samplesFolded: number;
  inUse: InUseSeries | undefined;
  configuredMax: number | undefined;
  seenMax: number | undefined;
  /** The most connections ever open, where no limit is printed: a lower bound of it. */
  openPeak: number | undefined;
  /** The latest values of counters that only rise. */
  counters: Readonly<Record<string, number>> | undefined;
  thresholdMs: number | undefined;
  connectionTimeoutMs: number | undefined;
  timeoutsCounted: number;
  timeoutsRaised: number;
  firstTimeout: Evidence | undefined;
  firstTimeoutAt: number | null;
  lastTimeoutAt: number | null;
  /** Failed deadlines since the last sample, and those that fell into a pinned interval. */
  deadlines: { open: number; whilePinned: number; total: number };
  waits: { count: number; totalMs: number };
  checkouts: number;
  /** Checked out now, by the pairs. */
  out: number;
  returned: Sketch;
  /** Endings that are neither honest returns nor leaks. */
  detached: number;
  invalidated: number;
  lostEnds: number;
  intervals: Intervals | undefined;
  /** Who held the pool at its first timeout: site → connections. */
  autopsy: Map<string, number> | undefined;
  shutdown: boolean;
}

/** One requester's context: a request, a thread, or a process that does one thing at a time. */
export interface ContextState {
  /** Checkouts of this context whose route is still unknown, in order. */
  pending: (Hold | ClosedHold)[];
  /** Order of the last line, for forgetting the oldest. */
  touched: number;
}

/** Attribution by order of lines where nothing names the requester. */
export interface ClaimState {
  /** Returned checkouts that have not found their request line yet. */
  waiting: ClosedHold[];
  /** Request lines that no return has claimed. */
  unclaimed: RequestLine[];
  lines: Map<string, number>;
  claimed: Map<string, number>;
  sites: Map<string, SiteHolds>;
  /** Returns that came while a newer checkout of the same context was out: the context runs several requests at once. */
  overlaps: number;
  returns: number;
}

/** One life of one process as one runtime's pools show it. Two lives share nothing. */
export interface Life {
  runtime: string;
  source: string;
  instance: Instance;
  restart: number;
  firstAt: number | null;
  lastAt: number | null;
  lines: number;
  order: number;
  /** The log shows this life's beginning. */
  startSeen: boolean;
  /** Lines of the pool's own loggers by severity: tells whether a return could have been seen. */
  visible: Map<Severity | 'unknown', number>;
  returnsSeen: number;
  clockTrouble: { at: number | null; evidence: Evidence }[];
  pools: Map<string, PoolState>;
  stacks: Map<string, readonly StackFrame[]>;
  open: Map<string, Hold>;
  /** The last hold of each connection, as long as a later line may still correct it. */
  lastClosed: Map<string, ClosedHold>;
  /** Holds whose pre-ping failed, waiting for the connection that takes their place. */
  moving: Hold[];
  reclaimed: ClosedHold[];
  sites: Map<string, SiteHolds>;
  alarms: Alarm[];
  lateReturns: LateReturn[];
  /** Alarms whose connection alarmed again: it came back unseen. */
  unseenReturns: number;
  victims: Map<string, VictimGroup>;
  /** The last failure to get a connection of each borrower. */
  failures: Map<string, { at: number | null; waited: number | null; line: number }>;
  /** Stacks of recovered panics by the template under which the lines between samples know them. */
  panics: Map<string, string>;
  contexts: Map<string, ContextState>;
  claims: ClaimState;
  goroutines: GoroutineDump[];
  /** What was forgotten to stay bounded, by what it was. */
  forgotten: Map<string, number>;
}

export interface GoroutineDump {
  at: number | null;
  openTransactions: number;
  openRows: number;
  waiting: number;
  stacks: { about: 'transaction' | 'rows' | 'waiter' | 'panic'; count: number; stack: string }[];
  evidence: Evidence;
}

export interface ServerSession {
  pid: number;
  state: string;
  applicationName: string | undefined;
  query: string | undefined;
  waitEvent: string | undefined;
  /** When it began to be idle, by the capture's clock; null where the capture had no time. */
  since: number | null;
  idleForMs: number | undefined;
  captures: number;
  lastCapture: string;
  evidence: Evidence;
}

export interface ServerState {
  sessions: Map<string, ServerSession>;
  captures: Map<string, { at: number | null; rows: number }>;
  terminations: Map<string, { count: number; times: (number | null)[]; evidence: Evidence[]; pids: number[] }>;
  applications: Map<string, number>;
}

export interface Process {
  pid: string;
  /** Ordinary lines before the first pool line, for attribution; bounded. */
  early: TimedEventOf<'context'>[];
  lives: Map<string, Life[]>;
}

export interface State {
  /** Stream (source, pod, container, host) → processes by pid ('' where lines name none). */
  streams: Map<string, Map<string, Process>>;
  server: ServerState;
}

export const emptyState = (): State => ({
  streams: new Map(),
  server: { sessions: new Map(), captures: new Map(), terminations: new Map(), applications: new Map() },
});
