import type { PoolReport } from '../../model/report.ts';
import { counted, duration, percent } from '../words.ts';
import { SENTENCE } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';

const WIDTH = 1000;
const HEIGHT = 120;
/** A class with one hold among thousands must still be seen. */
const LEAST = 2;

type HoldTime = NonNullable<PoolReport['holdTime']>;
interface Ruler {
  readonly x: (ms: number) => number;
  /** Powers of ten, in ms. */
  readonly decades: readonly number[];
}

/** How long connections were held that came back, on a logarithmic ruler, with the threshold to set and the one that is set. */
export function holds({ holdTime, threshold }: PoolReport): Markup {
  if (holdTime === undefined) return NOTHING;
  const { count, p50Ms, p99Ms, p999Ms, maxMs } = holdTime;
  const advised = threshold?.recommendedMs ?? undefined;
  const current = threshold?.current;
  const marks = [
    ['p50', 'half within', p50Ms],
    ['p99', '99 % within', p99Ms],
    ['p999', '99.9 % within', p999Ms],
    ['longest', 'longest', maxMs],
    ['advised', `threshold to set${threshold?.atLeast ? ', at least' : ''}`, advised],
    ['current', 'threshold now', current === 0 ? undefined : current],
  ] as const;
  const known = marks.flatMap(([kind, label, ms]) => (ms === undefined ? [] : [{ kind, label, ms }]));
  const off = markup`<div class="key current"><dt>threshold now</dt><dd>off</dd></div>`;
  return markup`<figure class="holds">
    <p class="title">Hold times of ${counted(count, 'returned connection')}</p>
    ${drawing(holdTime, known)}
    <dl class="marks">
      ${known.map(({ kind, label, ms }) => markup`<div class="key ${kind}"><dt>${label}</dt><dd>${duration(ms)}</dd></div>`)}${current === 0 ? off : NOTHING}
    </dl>
    ${threshold === undefined ? NOTHING : markup`<figcaption>${cut(threshold.advice, SENTENCE)}${threshold.basis === '' ? '' : ` (${cut(threshold.basis, SENTENCE)})`}</figcaption>`}
  </figure>`;
}

function rulerOf(values: readonly number[]): Ruler {
  const least = 0.1;
  const low = Math.floor(Math.log10(Math.max(least, Math.min(...values))));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(least, ...values)) - 1e-9));
  const x = (ms: number): number => Math.round(Math.max(0, (Math.log10(Math.max(ms, 10 ** low)) - low) / (high - low)) * WIDTH * 10) / 10;
  return { x, decades: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)) };
}

function drawing(holdTime: HoldTime, marks: readonly { readonly kind: string; readonly ms: number }[]): Markup {
  const { classes = [], count } = holdTime;
  const filled = classes.filter((one) => one.count > 0);
  // A class begins where the one before it ends; they are all as wide as the first two are apart.
  const factor = classes.length > 1 ? classes[1]!.atMostMs / classes[0]!.atMostMs : 10 ** (1 / 6);
  const ruler = rulerOf([...marks.map(({ ms }) => ms), ...filled.flatMap(({ atMostMs }) => [atMostMs / factor, atMostMs])]);
  const { x, decades } = ruler;
  const most = Math.max(1, ...classes.map((one) => one.count));
  const widest = filled.reduce((a, b) => (b.count > a.count ? b : a), { atMostMs: 0, count: 0 });
  const told = `Logarithmic scale from ${duration(decades[0]!)} to ${duration(decades.at(-1)!)}${widest.count === 0 ? '' : `; most of them, ${percent(widest.count / Math.max(1, count))}, end at up to ${duration(widest.atMostMs)}`}`;
  const bars = filled.map(({ atMostMs, count: n }) => {
    const [from, to] = [x(atMostMs / factor), x(atMostMs)];
    const height = Math.max(LEAST, Math.round((n / most) * (HEIGHT - 10)));
    return markup`<rect class="class" x="${from}" width="${Math.max(1, Math.round((to - from - 1) * 10) / 10)}" y="${HEIGHT - height}" height="${height}" />`;
  });
  return markup`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${told}">
      ${decades.map((ms) => markup`<line class="grid" x1="${x(ms)}" x2="${x(ms)}" y1="0" y2="${HEIGHT}" />`)}${bars}
      <line class="axis" x1="0" x2="${WIDTH}" y1="${HEIGHT}" y2="${HEIGHT}" />
      ${marks.map(({ kind, ms }) => markup`<line class="${kind}" x1="${x(ms)}" x2="${x(ms)}" y1="${kind === 'advised' || kind === 'current' ? 0 : HEIGHT / 3}" y2="${HEIGHT}" />`)}
    </svg>
    <div class="x decades">${decades.map((ms) => markup`<span>${duration(ms)}</span>`)}</div>`;
} // prettier-ignore
