import type { Evidence } from '../../model/report.ts';
import type { Intervals } from '../cooccurrence/index.ts';
import type { LoadSeries, PoolSample } from '../series/index.ts';
import type { Sketch } from '../sketch.ts';
import type { Census } from './hold.ts';
import type { Unreached } from './unreached.ts';

/** In-use over time, kept as a bounded number of buckets whose width doubles. */
export interface InUseSeries {
  bucketMs: number;
  start: number | null;
  /** The least and the most of each, in turn. Numbers in a row, because there is such a series for every pool that ever was. */
  buckets: number[];
  first: number;
  last: number;
  peak: number;
}

/** Requests of one route, or lines of one kind, from the first caller on that gave up waiting. */
export interface Served {
  /** Who wrote the lines, where they are no requests. */
  readonly logger?: string;
  /** Between the first and the last caller that gave up, of the latest time in which callers did: all, and those that succeeded. */
  asked: number;
  done: number;
  /** Succeeded in such times before. */
  earlier: number;
  /** Refused, ever since the first. */
  refused: number;
  /** After the last caller that gave up: all, and those that succeeded. */
  since: number;
  succeeded: number;
}

/** Ordinary lines of a process. */
export interface Talk {
  /** When the first of them was written, epoch ms; null where none has a time. */
  from: number | null;
  lines: number;
  /** By kind, as long as they are few. */
  kinds: Map<string, Kind> | undefined;
  /** By time; undefined where none has one. */
  pace: Pace | undefined;
  /** The last line, where it is no request's: of the request whose line comes next. */
  saying: { readonly template: string; readonly line: Evidence; readonly at: number | null } | undefined;
}

/** How many lines each stretch of time has, one behind the other. A few stretches: where time goes on each becomes twice as long. */
export interface Pace {
  /** When the first stretch begins, epoch ms. */
  from: number;
  /** How long each is, ms. */
  width: number;
  counts: number[];
}

/** Lines of one kind: requests of one route with one status, one message, or a message right before the line of a request. */
export interface Kind {
  readonly route?: string;
  readonly status?: number;
  readonly template?: string;
  /** They tell that a task or a request is over, without its status. */
  readonly ended?: boolean;
  /** Who wrote them, where they tell of no trouble and are no requests. */
  readonly logger?: string;
  lines: number;
  readonly first: Evidence;
  last: Evidence;
  /** When the first and the last one were written, or the lines before them that tell their time; epoch ms. */
  readonly from: number | null;
  at: number | null;
}

/** Deadlines that passed in a process whose pool tells its limit and no more: callers that may have waited for it. */
export interface Presumed {
  count: number;
  readonly first: Evidence;
  readonly firstAt: number | null;
  last: Evidence;
  lastAt: number | null;
}

export interface PoolState {
  name: string;
  /** A handle without a name that prints like another one and is told from it by its limit or size: a pool beside it, not another word for it. */
  toldByLimit: boolean;
  samples: PoolSample[];
  sampleLines: Evidence[];
  /** What number each sample had before any were folded: intervals are numbered like that. */
  sampleOrder: number[];
  inUse: InUseSeries | undefined;
  configuredMax: number | undefined;
  seenMax: number | undefined;
  /** Connections that it keeps open, where it may open more for a while. */
  keeps?: number;
  /** The most connections ever open, where no limit is printed: a lower bound of it. */
  openPeak: number | undefined;
  /** Connections that lay ready, and callers that waited, in the last sample that tells. */
  idle: number | undefined;
  pending: number | undefined;
  /** The latest values of counters that only rise. */
  counters: Readonly<Record<string, number>> | undefined;
  thresholdMs: number | undefined;
  /** The threshold is at most this: an alarm came so long after its connection can have gone out at the earliest. */
  thresholdAtMostMs: number | undefined;
  startedAt: number | null;
  timeoutsCounted: number;
  timeoutsRaised: number;
  /** Those of them that gave up while the database could not be reached. */
  unreached?: Unreached;
  firstTimeout: Evidence | undefined;
  lastTimeout: Evidence | undefined;
  /** Connections that came back between the first timeout and the last: a pool that is merely busy keeps turning over. */
  turnover: number;
  /** Those since the last timeout: they count once another follows. */
  turnoverOpen: number;
  /** By route, where requests are logged and callers gave up; lines of other work by their words. Bounded. */
  served?: Map<string, Served>;
  /** What the process had said before. */
  usual?: Talk;
  /** Words of a beginning were said after the last caller that gave up: the process may be another one, with a new pool. */
  begunSince?: boolean;
  firstTimeoutAt: number | null;
  /** When the latest time began in which callers gave up; a pause that is longer than what was before it ends one. */
  dryFrom?: number | null;
  /** How long that first caller had waited, ms, where its line tells. */
  firstWaitedMs?: number;
  /** Its line has no time: it gave up at `firstTimeoutAt`, the time of the line before, or later. */
  firstUntimed?: boolean;
  /** The longest that one of them had waited. */
  longestWaitMs?: number;
  lastTimeoutAt: number | null;
  /** Who held connections when callers gave up. */
  censuses: { first: Census | undefined; last: Census | undefined };
  /** Failed deadlines since the last sample, where and when they began and ended, and the number of those that fell into a pinned interval. */
  deadlines: { open: number; whilePinned: number; span: { evidence: Evidence; from: number | null; to: number | null } | undefined };
  /** As long as there is neither a sample nor a caller of which more is known. */
  presumed?: Presumed;
  waits: { count: number; totalMs: number };
  checkouts: number;
  /** Checked out now, by the pairs. */
  out: number;
  /** Honest returns, with or without a time. */
  back: number;
  returned: Sketch;
  /** Connections that the garbage collector took back though no line told that they had gone out. */
  collected?: number;
  /** Endings that are neither honest returns nor leaks. */
  detached: number;
  invalidated: number;
  lostEnds: number;
  intervals: Intervals | undefined;
  /** What becomes of it with the first sample: lines since the pool told of itself, as long as they are few. */
  ahead?: Intervals | undefined;
  /** In-use beside the requests of the process, where samples are printed. */
  load: LoadSeries | undefined;
  shutdown: boolean;
}
