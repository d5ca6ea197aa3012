import type { Reason } from '../../../model/report.ts';
import { LATEST } from '../../observe/work/answered.ts';
import type { Alarm, Answered, Life, PoolState } from '../../state.ts';
import type { PoolCase } from '../case/pool-case.ts';
import { clock, largest, plural, reason, smallest } from '../words/reasons.ts';
import type { Finding } from './finding.ts';
import { countOccasions } from '../case/occasions.ts';
import { assumedThresholdMs } from './threshold.ts';

/** Times at which connections went out, and code paths that took them: fewer may have forgotten theirs each for itself. */
const FEWEST = 3;
/** The chance below which none of the requests that stop at one moment is answered any more by accident. */
const UNLIKELY = 0.001;
/** A route is still asked for where the latest request is no longer ago than so many of the times between two. */
const PAUSES = 3;
/** What asks at even times is no user: a check of the process' health, which may need no connection. Share of the time between two by which it varies. */
const EVEN = 1 / 4;
/** Of the pace at which requests were answered that must be seen in what goes out. */
const PACE = 1 / 2;

/** A time in which connections go out and none comes back: the first went out after `after` and by `first`, the last not before `last`; epoch ms. */
interface Stretch {
  readonly after: number;
  readonly first: number;
  readonly last: number;
}

/**
 * How often the requests were answered that stop as the first connection goes out, 1/ms; undefined where they do not, or may do so by chance. A leak leaves
 * requests going until the pool is dry, those that forget a connection too; where the database hangs none is answered while connections still go out.
 */
function paceOfStopped({ answered }: Life, { after, first, last }: Stretch): number | undefined {
  const all = [...answered.values()];
  if (all.some((one) => one.at > first && !isEven(one, after))) return undefined;
  const stopped = all.filter(({ at, lines, gapMs }) => at <= first && lines > 1 && gapMs > 0 && after - at <= PAUSES * gapMs);
  const silent = last - Math.max(after, largest(stopped.map(({ at }) => at)));
  if (stopped.length === 0 || silent <= 0) return undefined;
  // the pace is itself known from a few times only
  const ln = stopped.reduce((sum, one) => sum + timesOf(one) * Math.log1p(silent / (timesOf(one) * one.gapMs)), 0);
  return Math.exp(-ln) < UNLIKELY ? stopped.reduce((sum, { gapMs }) => sum + 1 / gapMs, 0) : undefined;
}

const timesOf = ({ lines }: Answered): number => Math.min(lines - 1, LATEST);

const isEven = ({ from, lines, gapMs, unevenMs }: Answered, before: number): boolean =>
  from < before && lines > LATEST && unevenMs <= EVEN * gapMs;

/** All reported connections went out on several paths and no request is answered any more since the first did. @param group the path of a report, '' where unknown */
export function allReportedHang({ life, pool, alarms, lateReturns }: PoolCase, group: (alarm: Alarm) => string): boolean {
  const paths = new Set(alarms.map(group).filter((path) => path !== ''));
  const begins = alarms.map(({ at }) => at ?? NaN);
  if (paths.size < FEWEST || countOccasions(begins) < FEWEST || life.unseenReturns > 0 || alarms.some(({ reclaimed }) => reclaimed))
    return false;
  const [from, to] = [smallest(begins), largest(begins)];
  const outMs = pool.thresholdMs ?? 0;
  if (!(from <= to) || lateReturns.some(({ at }) => at === null || at > from) || fellSince(pool, from)) return false;
  const mostMs = outMs > 0 ? outMs : assumedThresholdMs(pool);
  return paceOfStopped(life, { after: from - mostMs, first: from - outMs, last: to - mostMs }) !== undefined;
}

const fellSince = ({ samples }: PoolState, from: number): boolean =>
  samples.some(({ at, inUse }, i) => at !== null && at > from && inUse < (samples[i - 1]?.inUse ?? 0));

export const asStalled = (finding: Finding): Finding =>
  finding.fate === 'leaked' && finding.open ? { ...finding, fate: 'undecided', confidence: 0.4, stalled: true } : finding;

/**
 * By samples: in-use rises at the pace of the requests that stop as it begins to, and never comes down again. What is out by then may be honest, as much as
 * there ever was before.
 */
export function allHangs({ life, pool }: PoolCase): Reason | undefined {
  const samples = pool.samples.flatMap(({ at, inUse, occasion }, i) => (at === null || occasion === 'shutdown' ? [] : [{ at, inUse, i }]));
  const begin = samples.findLastIndex(({ inUse }, i) => inUse < (samples[i - 1]?.inUse ?? 0));
  const climb = samples.slice(Math.max(0, begin));
  const busiest = largest(samples.slice(0, Math.max(1, begin)).map(({ inUse }) => inUse));
  const rises = climb.flatMap((one, i): Rise[] => {
    const before = climb[i - 1];
    return before === undefined || one.inUse === before.inUse ? [] : [{ ...one, before }];
  });
  const from = rises.findIndex((_, i) => isHang(life, rises.slice(i)));
  const first = rises[from];
  if (first === undefined || first.before.inUse > busiest) return undefined;
  const out = (rises.at(-1) as Rise).inUse - first.before.inUse;
  const text = `Since ${clock(first.before.at)} in-use rose by ${plural(out, 'connection')} and never came down, as often as requests had been answered until then, and none of those is answered any more. A leak leaves requests going until the pool is dry. Look at what the database does then (locks, storage, the network), or at what else all of them wait for.`;
  return reason('all-stalled', 'inconclusive', text, rises.slice(from).map(({ i }) => pool.sampleLines[i])); // prettier-ignore
}

interface Reading {
  readonly at: number;
  readonly inUse: number;
  /** Its place among the pool's samples. */
  readonly i: number;
}

/** A sample that shows more in use than the one before. */
interface Rise extends Reading {
  readonly before: Reading;
}

function isHang(life: Life, rises: readonly Rise[]): boolean {
  const [first, last] = [rises[0], rises.at(-1)];
  if (first === undefined || last === undefined || countOccasions(rises.map(({ at }) => at)) < FEWEST) return false;
  const pace = paceOfStopped(life, { after: first.before.at, first: first.at, last: last.before.at });
  return pace !== undefined && last.inUse - first.before.inUse >= PACE * pace * (last.before.at - first.at);
}
