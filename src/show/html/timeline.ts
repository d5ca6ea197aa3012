import type { PoolReport } from '../../model/report.ts';
import { counted, time } from '../words.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import type { Track } from './tracks.ts';

/** The drawing is stretched to the page, so it holds lines only; words stand around it. */
const WIDTH = 1000;
const HEIGHT = 200;
/** The upper line (limit or peak) always stands at this height, where the style sheet puts its label. */
const HEADROOM = 0.9;
const TICKS = 200;

interface Scale {
  readonly x: (iso: string) => number;
  readonly y: (value: number) => number;
  readonly from: number;
  readonly to: number;
  /** What the upper line means. */
  readonly top: number;
  readonly limit: boolean;
}

type InUse = NonNullable<PoolReport['inUse']>;

/** When the last bucket ends: it is as wide as the one before it. Epoch ms. */
function endOf({ series }: InUse): number {
  const [before, last] = [series.at(-2), series.at(-1)].map((point) => (point ? Date.parse(point.at) : NaN));
  return (last ?? NaN) + (before !== undefined && last !== undefined && before < last ? last - before : 0);
}

/** Undefined where no time passes between the samples. */
export function scaleOf({ lives }: Track): Scale | undefined {
  const ends = lives.flatMap(({ inUse }) => (inUse?.series[0] ? [Date.parse(inUse.series[0].at), endOf(inUse)] : []));
  const from = Math.min(...ends);
  const seen = Math.max(...ends);
  const marks = lives.flatMap(({ exhaustion, openHolds }) => [
    ...(exhaustion !== undefined && 'at' in exhaustion ? [Date.parse(exhaustion.at)] : []),
    ...openHolds.slice(0, TICKS).flatMap(({ since }) => (since === null ? [] : [Date.parse(since)])),
  ]);
  // What happened soon after the last sample belongs into the picture; a clock that is far off does not.
  const to = marks.reduce((latest, at) => (at > latest && at < seen + (seen - from) / 4 ? at : latest), seen);
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
    from, to, top, limit,
  }; // prettier-ignore
}

/** Buckets that say the same as the one before are no new corner. */
const corners = ({ series }: InUse): InUse['series'] =>
  series.filter(({ min, max }, i) => i === 0 || i === series.length - 1 || min !== series[i - 1]!.min || max !== series[i - 1]!.max);

/** From the least to the most in use, bucket by bucket, as one filled shape. */
function band(inUse: InUse, { x, y }: Scale): string {
  const points = corners(inUse);
  const last = points.at(-1);
  if (last === undefined) return '';
  const end = x(new Date(endOf(inUse)).toISOString());
  const along = (value: (point: InUse['series'][number]) => number): string[] => points.map((point, i) => `${x(point.at)} ${y(value(point))}H${points[i + 1] ? x(points[i + 1]!.at) : end}`);
  const back = [...points].reverse().map((point, i, all) => `${i === 0 ? end : x(all[i - 1]!.at)} ${y(point.min)}H${x(point.at)}`);
  return `M${along(({ max }) => max).join('L')}L${back.join('L')}Z`;
} // prettier-ignore

/** From nothing to the most in use: the weight of the picture. */
function area(inUse: InUse, { x, y }: Scale): string {
  const points = corners(inUse);
  const last = points.at(-1);
  if (last === undefined) return '';
  const end = x(new Date(endOf(inUse)).toISOString());
  const top = points.map((point, i) => `${x(point.at)} ${y(point.max)}H${points[i + 1] ? x(points[i + 1]!.at) : end}`);
  return `M${x(points[0]!.at)} ${HEIGHT}L${top.join('L')}V${HEIGHT}Z`;
}

const stairs = (points: readonly { readonly at: string; readonly value: number }[], end: number, { x, y }: Scale): string =>
  points.length === 0 ? '' : `M${x(points[0]!.at)} ${y(points[0]!.value)}${points.slice(1).map(({ at, value }) => `H${x(at)}V${y(value)}`).join('')}H${end}`; // prettier-ignore

const line = (kind: string, at: number): Markup => markup`<line class="${kind}" x1="${at}" x2="${at}" y1="0" y2="${HEIGHT}" />`;

/** In-use of a pool over time: band, floor, limit, and when it ran out or began anew. `most`: buckets to draw for each life. */
export function timeline(track: Track, most = 240): Markup {
  const scale = scaleOf(track);
  if (scale === undefined) return NOTHING;
  const { x, y, top, limit } = scale;
  const inside = (iso: string): boolean => Date.parse(iso) >= scale.from && Date.parse(iso) <= scale.to;
  const drawn = track.lives.flatMap((life) =>
    life.inUse && life.inUse.series.length > 0 ? [{ life, inUse: thinned(life.inUse, most) }] : [],
  );
  const dry = track.lives.flatMap(({ exhaustion }) =>
    exhaustion !== undefined && 'at' in exhaustion && inside(exhaustion.at) ? [exhaustion.at] : [],
  );
  const births = drawn.slice(1).map(({ inUse }) => inUse.series[0]!.at);
  const held = track.lives.flatMap(({ openHolds }) => openHolds.flatMap(({ since }) => (since !== null && inside(since) ? [since] : [])));
  const shapes = drawn.map(({ life, inUse }) => {
    const end = x(new Date(endOf(inUse)).toISOString());
    const floor = stairs(inUse.floor.filter(({ at }) => inside(at)), end, scale); // prettier-ignore
    return markup`<path class="area" d="${area(inUse, scale)}"/><path class="band" d="${band(inUse, scale)}"/>${floor === '' ? NOTHING : markup`<path class="floor ${life.verdict}" d="${floor}" />`}`;
  });
  return markup`<figure class="chart">
    <div class="plot">
      <span class="y top">${limit ? `max ${top}` : `peak ${top}`}</span><span class="y zero">0</span>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${described(track, scale)}">
        <line class="${limit ? 'limit' : 'grid'}" x1="0" x2="${WIDTH}" y1="${y(top)}" y2="${y(top)}" />
        <line class="grid" x1="0" x2="${WIDTH}" y1="${y(top / 2)}" y2="${y(top / 2)}" />
        ${shapes}${births.map((at) => line('birth', x(at)))}${dry.map((at) => line('dry', x(at)))}
        ${held.slice(0, TICKS).map((at) => markup`<line class="held" x1="${x(at)}" x2="${x(at)}" y1="${HEIGHT - 8}" y2="${HEIGHT}" />`)}
      </svg>
    </div>
    <div class="x"><span>${time(new Date(scale.from).toISOString())}</span><span>${time(new Date(scale.to).toISOString())}</span></div>
    ${legend(track, dry, births, held.length)}
  </figure>`;
}

function legend({ lives, verdict }: Track, dry: readonly string[], births: readonly string[], held: number): Markup {
  const timeouts = lives.reduce((sum, { acquireTimeouts }) => sum + acquireTimeouts, 0);
  const entries: (readonly [string, string])[] = [['band', 'in use, least to most'], [`floor ${verdict}`, 'floor: it never falls lower again']]; // prettier-ignore
  for (const at of dry) entries.push(['dry', `${timeouts > 0 ? `first of ${counted(timeouts, 'acquire timeout')}` : 'ran out'} at ${time(at)}`]);
  if (births.length > 0) entries.push(['birth', `restarted at ${births.slice(0, 3).map(time).join(', ')}${births.length > 3 ? ` and ${births.length - 3} times more` : ''}`]);
  if (held > 0) entries.push(['held', `${counted(held, 'connection')} that ${held === 1 ? 'is' : 'are'} still out went out`]);
  return markup`<figcaption>${entries.map(([kind, text]) => markup`<span class="key ${kind}">${text}</span>`)}</figcaption>`;
} // prettier-ignore

/** The drawing in words. */
function described({ title, lives }: Track, { from, to, top, limit }: Scale): string {
  const peak = Math.max(0, ...lives.map(({ inUse }) => inUse?.peak ?? 0));
  const [first, last] = [lives[0]?.inUse, lives.at(-1)?.inUse];
  const floor = last?.floor ?? [];
  const risen = floor.length > 1 ? `, floor rising from ${floor[0]!.value} to ${floor.at(-1)!.value}` : '';
  return `Connections of ${title} in use from ${time(new Date(from).toISOString())} to ${time(new Date(to).toISOString())}: ${first?.first ?? 0} at the start, ${last?.last ?? 0} at the end, at most ${peak}${limit ? ` of ${top}` : ''}${risen}.`;
}

/** The same without words, a line high. */
export function spark(track: Track): Markup {
  const scale = scaleOf(track);
  if (scale === undefined) return NOTHING;
  const shapes = track.lives.flatMap(({ inUse }) =>
    inUse
      ? [markup`<path class="area" d="${area(thinned(inUse, 60), scale)}"/><path class="band" d="${band(thinned(inUse, 60), scale)}"/>`]
      : [],
  );
  return markup`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${shapes}</svg>`;
}

/** At most so many buckets, each as wide as what it holds of the others. */
function thinned(inUse: InUse, most: number): InUse {
  if (inUse.series.length <= most) return inUse;
  const step = Math.ceil(inUse.series.length / most);
  const series: InUse['series'] = [];
  for (let i = 0; i < inUse.series.length; i += step) {
    const part = inUse.series.slice(i, i + step);
    series.push({ at: part[0]!.at, min: Math.min(...part.map(({ min }) => min)), max: Math.max(...part.map(({ max }) => max)) });
  }
  return { ...inUse, series };
}
