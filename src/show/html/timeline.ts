import { exhaustionText } from '../exhaustion.ts';
import { time, timeBeside } from '../words.ts';
import { lanes } from './lanes.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import { HEIGHT, WIDTH, endOf, scaleOf, type Scale } from './scale.ts';
import { area, band, stairs, thinned } from './shapes.ts';
import type { Track } from './tracks.ts';

/** Parts of the time axis: its words stand where they begin. */
const QUARTERS = [0, 1, 2, 3] as const;

/** The whole time once, then only what of it is another. */
function axis({ from, to }: Scale): Markup {
  const start = new Date(from).toISOString();
  const at = (quarter: number): string => new Date(from + ((to - from) * quarter) / 4).toISOString();
  const texts = QUARTERS.map((quarter) => (quarter === 0 ? time(start) : timeBeside(at(quarter), start)));
  const end = timeBeside(new Date(to).toISOString(), start);
  // Of a short time the seconds are the same: a word said twice helps nobody.
  const told = new Set([...texts, end]).size === texts.length + 1 ? texts : texts.slice(0, 1);
  return markup`<div class="x time">${told.map((text) => markup`<span>${text}</span>`)}<span class="end">${end}</span></div>`;
}

/** When a pool had no connection left, and how that is known. */
interface Dry {
  readonly at: string;
  readonly text: string;
}

const line = (kind: string, at: number): Markup => markup`<line class="${kind}" x1="${at}" x2="${at}" y1="0" y2="${HEIGHT}" />`;

/**
 * In-use of a pool over time: band, floor, limit, when it ran out or began anew; below it alarms, timeouts and losses. `most`: buckets to
 * draw for each life.
 */
export function timeline(track: Track, most = 240): Markup {
  const scale = scaleOf(track);
  if (scale === undefined) return NOTHING;
  const below = markup`${lanes(track, scale)}
    ${axis(scale)}`;
  if (!scale.drawn) return markup`<figure class="chart">${below}</figure>`;
  const inside = (iso: string): boolean => Date.parse(iso) >= scale.from && Date.parse(iso) <= scale.to;
  const dry = track.lives.flatMap((life): Dry[] => {
    const { exhaustion } = life;
    if (exhaustion === undefined || !('at' in exhaustion)) return [];
    const at = exhaustion.drySince ?? exhaustion.at;
    return inside(at) ? [{ at, text: exhaustionText(life) ?? '' }] : [];
  });
  const births = birthsOf(track);
  return markup`<figure class="chart">
    ${plot(track, scale, { dry, births, most })}${below}${legend(track, dry, births)}
  </figure>`;
}

/** When the process began anew: the first sample of each later life. */
const birthsOf = ({ lives }: Track): string[] => lives.flatMap(({ inUse }) => inUse?.series[0]?.at ?? []).slice(1);

function plot(
  { title, lives }: Track,
  scale: Scale,
  { dry, births, most }: { readonly dry: readonly Dry[]; readonly births: readonly string[]; readonly most: number },
): Markup {
  const { x, y, top, limit } = scale;
  const shapes = lives.flatMap((life) => {
    if (life.inUse === undefined || life.inUse.series.length === 0) return [];
    const inUse = thinned(life.inUse, most);
    const end = x(new Date(endOf(inUse)).toISOString());
    const steps = inUse.floor.filter(({ at }) => Date.parse(at) >= scale.from && Date.parse(at) <= scale.to);
    const floor = stairs(steps, end, scale);
    // Nothing is said any more, but what is lost is out: only of the last life, as the others have ended.
    const silent =
      life === lives.at(-1) && life.verdict === 'leak' && end < WIDTH
        ? markup`<path class="silent" d="M${end} ${y(inUse.last)}H${WIDTH}" />`
        : NOTHING;
    return [
      markup`<path class="area" d="${area(inUse, scale)}"/><path class="band" d="${band(inUse, scale)}"/>${floor === '' ? NOTHING : markup`<path class="floor ${life.verdict}" d="${floor}" />`}${silent}`,
    ];
  });
  return markup`<div class="plot">
    <span class="y top">${limit ? `max ${top}` : `peak ${top}`}</span><span class="y zero">0</span>
    <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${described(title, lives, scale)}">
      <line class="${limit ? 'limit' : 'grid'}" x1="0" x2="${WIDTH}" y1="${y(top)}" y2="${y(top)}" />
      <line class="grid" x1="0" x2="${WIDTH}" y1="${y(top / 2)}" y2="${y(top / 2)}" />
      ${QUARTERS.slice(1).map((quarter) => line('grid', (WIDTH * quarter) / 4))}
      ${shapes}${births.map((at) => line('birth', x(at)))}${dry.map(({ at }) => line('dry', x(at)))}
    </svg>
  </div>`;
}

function legend({ verdict, lives }: Track, dry: readonly Dry[], births: readonly string[]): Markup {
  const entries: (readonly [string, string])[] = [['band', 'in use, least to most']];
  if (lives.some(({ inUse }) => inUse !== undefined && inUse.floor.length > 0)) entries.push([`floor ${verdict}`, 'floor: it never falls lower again']);
  for (const { text } of dry) entries.push(['dry', text]);
  if (births.length > 0) entries.push(['birth', `restarted at ${births.slice(0, 3).map(time).join(', ')}${births.length > 3 ? ` and ${births.length - 3} times more` : ''}`]);
  return markup`<figcaption>${entries.map(([kind, text]) => markup`<span class="key ${kind}">${text}</span>`)}</figcaption>`;
} // prettier-ignore

/** The drawing in words. */
function described(title: string, lives: Track['lives'], { from, to, top, limit }: Scale): string {
  const peak = Math.max(0, ...lives.map(({ inUse }) => inUse?.peak ?? 0));
  const [first, last] = [lives[0]?.inUse, lives.at(-1)?.inUse];
  const floor = last?.floor ?? [];
  const risen = floor.length > 1 ? `, floor rising from ${floor[0]!.value} to ${floor.at(-1)!.value}` : '';
  return `Connections of ${title} in use from ${time(new Date(from).toISOString())} to ${time(new Date(to).toISOString())}: ${first?.first ?? 0} at the start, ${last?.last ?? 0} at the end, at most ${peak}${limit ? ` of ${top}` : ''}${risen}.`;
}

/** The same without words, a line high. */
export function spark(track: Track): Markup {
  const scale = scaleOf(track);
  if (scale?.drawn !== true) return NOTHING;
  const shapes = track.lives.flatMap(({ inUse }) => {
    if (inUse === undefined) return [];
    const few = thinned(inUse, 60);
    return [markup`<path class="area" d="${area(few, scale)}"/><path class="band" d="${band(few, scale)}"/>`];
  });
  return markup`<svg class="spark" viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">${shapes}</svg>`;
}
