import { copyOf, mergeSketch } from '../../sketch.ts';
import type { PoolState } from '../../state.ts';
import { dryOf, earlier } from './ran-dry.ts';

const later = (a: number | null, b: number | null): number | null => (a === null ? b : b === null ? a : Math.max(a, b));

const least = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined ? b : b === undefined ? a : Math.min(a, b);

function unreachedOf({ unreached: one }: PoolState, { unreached: other }: PoolState): Pick<PoolState, 'unreached'> {
  if (one === undefined || other === undefined) return (one ?? other) === undefined ? {} : { unreached: (one ?? other)! };
  return {
    unreached: {
      counted: one.counted + other.counted,
      raised: one.raised + other.raised,
      waits: one.waits + other.waits,
      evidence: one.evidence,
    },
  };
}

/** Two views of one pool: lines with its name and lines without. */
export function joinedPool(a: PoolState, b: PoolState): PoolState {
  const returned = copyOf(a.returned);
  mergeSketch(returned, b.returned);
  const lines = [...a.sampleLines, ...b.sampleLines];
  const numbers = [...a.sampleOrder, ...b.sampleOrder];
  const order = [...a.samples, ...b.samples]
    .map((sample, i) => ({ sample, line: lines[i], number: numbers[i] }))
    .sort((x, y) => x.sample.line - y.sample.line);
  return {
    ...a,
    samples: order.map((entry) => entry.sample),
    sampleLines: order.flatMap((entry) => entry.line ?? []),
    sampleOrder: order.flatMap((entry) => entry.number ?? []),
    inUse: a.inUse ?? b.inUse,
    configuredMax: a.configuredMax ?? b.configuredMax,
    seenMax: a.seenMax ?? b.seenMax,
    ...((a.keeps ?? b.keeps) !== undefined && { keeps: a.keeps ?? b.keeps }),
    openPeak: a.openPeak ?? b.openPeak,
    idle: a.idle ?? b.idle,
    pending: a.pending ?? b.pending,
    thresholdMs: a.thresholdMs ?? b.thresholdMs,
    thresholdAtMostMs: least(a.thresholdAtMostMs, b.thresholdAtMostMs),
    startedAt: earlier(a.startedAt, b.startedAt),
    timeoutsCounted: a.timeoutsCounted + b.timeoutsCounted,
    timeoutsRaised: a.timeoutsRaised + b.timeoutsRaised,
    ...unreachedOf(a, b),
    firstTimeout: a.firstTimeout ?? b.firstTimeout,
    lastTimeout: (a.lastTimeout?.line ?? 0) >= (b.lastTimeout?.line ?? 0) ? a.lastTimeout : b.lastTimeout,
    turnover: a.turnover + b.turnover,
    turnoverOpen: a.turnoverOpen + b.turnoverOpen,
    ...dryOf(a, b),
    firstTimeoutAt: earlier(a.firstTimeoutAt, b.firstTimeoutAt),
    lastTimeoutAt: later(a.lastTimeoutAt, b.lastTimeoutAt),
    censuses: { first: a.censuses.first ?? b.censuses.first, last: a.censuses.last ?? b.censuses.last },
    deadlines: {
      open: a.deadlines.open + b.deadlines.open,
      whilePinned: a.deadlines.whilePinned + b.deadlines.whilePinned,
      span: a.deadlines.span ?? b.deadlines.span,
    },
    waits: a.waits.count >= b.waits.count ? a.waits : b.waits,
    checkouts: a.checkouts + b.checkouts,
    out: a.out + b.out,
    back: a.back + b.back,
    returned,
    ...((a.collected ?? b.collected) !== undefined && { collected: (a.collected ?? 0) + (b.collected ?? 0) }),
    detached: a.detached + b.detached,
    invalidated: a.invalidated + b.invalidated,
    lostEnds: a.lostEnds + b.lostEnds,
    intervals: a.intervals ?? b.intervals,
    ahead: a.ahead ?? b.ahead,
    load: a.load ?? b.load,
    shutdown: a.shutdown || b.shutdown,
  };
}
