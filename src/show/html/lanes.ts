import type { PoolReport } from '../../model/report.ts';
import { number, time, timeBeside } from '../words.ts';
import { markup, NOTHING, type Markup } from './markup.ts';
import { TICKS, WIDTH, type Scale } from './scale.ts';
import type { Track } from './tracks.ts';

type Mark = NonNullable<NonNullable<PoolReport['marks']>['alarms']>[number];

const KINDS = [
  ['alarms', 'alarms', 'leak reported'],
  ['timeouts', 'timeouts', 'caller gave up'],
  ['held', 'lost', 'connection went out that is still out'],
] as const;

/** Below the line of in-use: when leaks were reported, callers turned away, and what is still out went out; a lane for each. */
export function lanes(track: Track, scale: Scale): Markup {
  const drawn = KINDS.flatMap(([kind, label, what]) => {
    const marks = marksOf(track, kind).filter(({ at }) => Date.parse(at) >= scale.from && Date.parse(at) <= scale.to);
    // Of most timeouts the report knows only that they came between the first and the last.
    const counted = kind === 'timeouts' ? track.lives.reduce((sum, { acquireTimeouts }) => sum + acquireTimeouts, 0) : 0;
    return marks.length === 0 ? [] : [lane(kind, label, what, marks, scale, counted)];
  });
  return drawn.length === 0 ? NOTHING : markup`<div class="lanes">${drawn}</div>`;
}

function marksOf({ lives }: Track, kind: (typeof KINDS)[number][0]): Mark[] {
  if (kind !== 'held') return lives.flatMap(({ marks }) => marks?.[kind] ?? []);
  const since = lives.flatMap(({ openHolds }) => openHolds.flatMap((hold) => (hold.since === null ? [] : [hold.since])));
  return since.slice(0, TICKS).map((at) => ({ at, count: 1 }));
}

function lane(kind: string, label: string, what: string, marks: readonly Mark[], { x }: Scale, counted: number): Markup {
  const known = marks.reduce((sum, { count }) => sum + count, 0);
  const times = marks.map(({ at }) => at).sort();
  const [first, last] = [times[0]!, times.at(-1)!];
  const said = `${plural(Math.max(known, counted), what)}, ${first === last ? `at ${time(first)}` : `first ${time(first)}, last ${timeBeside(last, first)}`}`;
  // A mark at the very edge would be cut in half.
  const at = (iso: string): number => Math.min(WIDTH - 1, Math.max(1, x(iso)));
  const between = counted > known ? markup`<rect x="${at(first)}" width="${Math.max(0, at(last) - at(first))}" y="0" height="10" />` : NOTHING;
  return markup`<div class="lane ${kind}">
    <span class="y">${label}</span
    ><svg viewBox="0 0 ${WIDTH} 10" preserveAspectRatio="none" role="img" aria-label="${said}">
      ${between}${marks.map((mark) => markup`<line x1="${at(mark.at)}" x2="${at(mark.at)}" y1="0" y2="10" />`)}
    </svg>
  </div>`;
} // prettier-ignore

const plural = (n: number, what: string): string => (n === 1 ? `Once: ${what}` : `${number(n)} times: ${what}`);
