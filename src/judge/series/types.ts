/** One reading of a pool's gauges, in file order, of one life of one process. Made from `pool-snapshot` events. */
export interface PoolSample {
  /** Epoch milliseconds; null where the line has no time. */
  readonly at: number | null;
  readonly inUse: number;
  /** Connections that exist, in use or not. */
  readonly open?: number | undefined;
  /** Callers waiting at this instant. */
  readonly pending?: number | undefined;
  /** Waits begun since the process started. */
  readonly waitCount?: number | undefined;
  /** Milliseconds of all FINISHED waits since the process started. */
  readonly waitDurationMs?: number | undefined;
  /** Waits begun since the sample before, where the line prints changes. */
  readonly waitCountDelta?: number | undefined;
  readonly waitDurationDeltaMs?: number | undefined;
  /** 0 = unlimited. */
  readonly max?: number | undefined;
  readonly line: number;
  /** Connections that were not given back but collected, so far: lost, though in-use does not show them any more. */
  readonly collected?: number | undefined;
  /** `shutdown` samples are left out: a closing pool empties itself. `exhaustion` samples are no regular ones and do not count towards `n`. */
  readonly occasion?: 'periodic' | 'exhaustion' | 'shutdown' | 'change' | undefined;
}

export interface SeriesOptions {
  /** The log holds the start of the process, so whatever the floor shows in the first sample was taken in this log. Default false. */
  readonly fromStart?: boolean;
}

/** The floor at a sample is the least that in-use ever falls to from there on. It never falls, so its steps tell it whole. */
export interface FloorStep {
  /** Index into the samples as given. The first step is the first usable sample and its value is the base. */
  readonly index: number;
  readonly at: number | null;
  readonly line: number;
  readonly value: number;
  /**
   * Held long enough, and touched often enough, to be a wall and no accident; or below a level that is. Steps near the end of a log are
   * mostly unsettled: what is in use in the last sample is no floor yet.
   */
  readonly settled: boolean;
  /** In-use stood far above it at first, in a rush: index of the first sample that shows it. */
  readonly veiledUntil?: number;
}

/** A run of samples, both ends included. */
export interface SampleSpan {
  readonly from: number | null;
  readonly to: number | null;
  readonly fromIndex: number;
  readonly toIndex: number;
}

/**
 * Why the verdict is what it is; several may hold at once.
 * - `floor-ratchets`: two levels or more that in-use never left again, too often touched to be accidents.
 * - `holders-possible`: stands beside `floor-ratchets` always: workers that start one by one and hold a connection for good look the same.
 * - `one-step`: a single such level; one slow job can do that.
 * - `weak-steps`: levels that did not come back, but accidents are not excluded.
 * - `mean-busy-high`: the floor rises while so much is honestly in use, and still growing, that minima say little.
 * - `busy-to-the-end`: would be a ratchet, had the log gone on for longer than the longest busy stretch in it.
 * - `pinned-no-ratchet`: pinned at the limit with callers waiting when the log ends, and no ratchet before.
 * - `recovered-after-pressure`: callers had to wait, and in-use came down again.
 * - `not-recovered`: callers had to wait, and in-use has not come down to where it was.
 * - `not-opened`: callers had to wait, mostly while far fewer connections were open than the pool has had: it could open none.
 * - `waits-unseen`: all connections were in use more than once, and the log does not tell whether anybody waited for one.
 * - `brief-waits`: callers waited, but for so short that demand never stood in a queue.
 * - `too-few-samples`: fewer than 20 regular samples.
 * - `no-ratchet`: in-use keeps returning to where it started.
 * - `rises-under-load`: no ratchet either, but in-use has not been down to where it started for longer than ever before.
 * - `climbs`: as before, and on its way there it hardly ever came down, so that nobody saw anything given back.
 * - `limit-inferred`: no limit is known; the most ever in use is taken for it, because callers had to wait.
 * - `limit-unknown`: neither limit nor waits are known, so being pinned cannot be read off.
 */
export type SeriesReason =
  | 'floor-ratchets'
  | 'holders-possible'
  | 'one-step'
  | 'weak-steps'
  | 'mean-busy-high'
  | 'busy-to-the-end'
  | 'pinned-no-ratchet'
  | 'recovered-after-pressure'
  | 'not-recovered'
  | 'not-opened'
  | 'waits-unseen'
  | 'brief-waits'
  | 'too-few-samples'
  | 'no-ratchet'
  | 'rises-under-load'
  | 'climbs'
  | 'limit-inferred'
  | 'limit-unknown';

export interface SeriesJudgement {
  readonly verdict: 'leak' | 'saturation' | 'inconclusive' | 'healthy';
  readonly reasons: readonly SeriesReason[];
  /** Regular samples. */
  readonly n: number;
  /** The floor at the first sample: leaked before the log, or held by design. */
  readonly base: number;
  /** The floor's steps, the base first. Empty without samples. */
  readonly floor: readonly FloorStep[];
  /** Time of the last sample; null where no sample has a time. */
  readonly until: number | null;
  /** Connections that will not come back: the highest settled level, above the base unless the log holds the process's start. */
  readonly leaked: number;
  /** Settled levels above the base. A jump by two between samples is one event. */
  readonly events: number;
  /** ln of the chance that all those levels are accidental minima; 0 without events. */
  readonly lnP: number;
  /** The longest finished stay above the floor, in milliseconds (in samples where no sample has a time). */
  readonly longestStayMs: number;
  /** Mean of what is in use above the floor, pinned samples left out. */
  readonly meanBusy: number;
  /** What the judgement took for the pool's limit. */
  readonly limit?: { readonly value: number; readonly inferred: boolean };
  /** Runs of samples at the limit. */
  readonly pinned: readonly SampleSpan[];
  /** Start of the first of them. */
  readonly firstPinned?: SampleSpan;
  /** Moments at which callers really had to wait: samples within a second see the same one. */
  readonly pressed: number;
  /** In-use came down after the last of them. True where there were none. */
  readonly recovered: boolean;
  /** Waits seen in the log. `totalMs` and `meanMs` only where durations are printed; a wait without end adds nothing to them. */
  readonly waits?: { readonly count: number; readonly totalMs?: number; readonly meanMs?: number };
  /** Theil-Sen slope of the settled floor from its first step on, until the pool was full; absent without a settled level or without times. */
  readonly slopePerHour?: number;
}
