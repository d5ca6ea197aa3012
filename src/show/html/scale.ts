import type { PoolReport } from '../../model/report.ts';
import type { Track } from './tracks.ts';

/** The drawing is stretched to the page, so it holds lines only; words stand around it. */
export const WIDTH = 1000;
export const HEIGHT = 200;
/** The upper line (limit or peak) always stands at this height, where the style sheet puts its label. */
const HEADROOM = 0.9;
/** Single holds that are looked at; more of them would be one bar. */
export const TICKS = 200;

export interface Scale {
  readonly x: (iso: string) => number;
  readonly y: (value: number) => number;
  readonly from: number;
  readonly to: number;
  /** What the upper line means. */
  readonly top: number;
  readonly limit: boolean;
  /** There is a line of in-use to draw, not only moments. */
  readonly drawn: boolean;
}

export type InUse = NonNullable<PoolReport['inUse']>;

/** When the last bucket ends: it is as wide as the one before it. Epoch ms. */
export function endOf({ series }: InUse): number {
  const [before, last] = [series.at(-2), series.at(-1)].map((point) => (point ? Date.parse(point.at) : NaN));
  return (last ?? NaN) + (before !== undefined && last !== undefined && before < last ? last - before : 0);
}

/** Moments of a life: alarms, timeouts, holds that are still out, exhaustion. Epoch ms. */
const momentsOf = ({ exhaustion, openHolds, marks }: PoolReport): number[] => [
  ...(exhaustion !== undefined && 'at' in exhaustion ? [Date.parse(exhaustion.drySince ?? exhaustion.at)] : []),
  ...openHolds.slice(0, TICKS).flatMap(({ since }) => (since === null ? [] : [Date.parse(since)])),
  ...[...(marks?.alarms ?? []), ...(marks?.timeouts ?? [])].map(({ at }) => Date.parse(at)),
];

/** How far beyond what is drawn the time goes on, in lengths of that, and at least: a pool that is used up may be silent for long. */
const REACH = 4;
const LEAST_REACH_MS = 3_600_000;

/**
 * The time that is drawn: of the samples, or where there are none of the moments, and then as long as the log tells of the process, so that one sees what came before
 * and whether it went on. What lies far off, as a clock that is wrong, does not belong into it.
 */
function timeOf({ lives }: Track): { from: number; to: number; drawn: boolean } {
  const ends = lives.flatMap(({ inUse }) => (inUse?.series[0] ? [Date.parse(inUse.series[0].at), endOf(inUse)] : []));
  const moments = lives.flatMap(momentsOf);
  const drawn = Math.max(...ends) > Math.min(...ends);
  const seen = drawn ? ends : [...ends, ...moments];
  const [from, to] = [Math.min(...seen), Math.max(...seen)];
  const reach = Math.max(LEAST_REACH_MS, REACH * (to - from));
  const near = moments.filter((at) => at > from - reach && at < to + reach);
  const watched = lives.flatMap((life) => (life.watched ? [Date.parse(life.watched.from), Date.parse(life.watched.to)] : []));
  const asFar = watched.map((at) => Math.min(to + reach, Math.max(from - reach, at)));
  return { from: Math.min(from, ...near, ...asFar), to: Math.max(to, ...near, ...asFar), drawn };
}

/** Undefined where no time passes between what is known. */
export function scaleOf(track: Track): Scale | undefined {
  const { lives } = track;
  const { from, to, drawn } = timeOf(track);
  if (!(to > from)) return undefined;
  const peak = Math.max(1, ...lives.map(({ inUse }) => inUse?.peak ?? 0));
  const max = Math.max(0, ...lives.map((life) => life.max ?? 0));
  // A limit far above all that was in use would press the line to the ground.
  const limit = max >= peak && max <= 4 * peak;
  const top = limit ? max : peak;
  const round = (n: number): number => Math.round(n * 10) / 10;
  return {
    x: (iso) => round(((Date.parse(iso) - from) / (to - from)) * WIDTH),
    y: (value) => round(HEIGHT - Math.min(1, (value / top) * HEADROOM) * HEIGHT),
    from, to, top, limit, drawn,
  }; // prettier-ignore
}
