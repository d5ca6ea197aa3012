import type { PoolReport } from '../../model/report.ts';
import { duration, number } from '../words.ts';
import { SENTENCE } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';

const WIDTH = 1000;

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
    ['advised', 'threshold to set', advised],
    ['current', 'threshold now', current === 0 ? undefined : current],
  ] as const;
  const known = marks.flatMap(([kind, label, ms]) => (ms === undefined ? [] : [{ kind, label, ms }]));
  return markup`<figure class="holds">
    <p class="title">Hold times of ${number(count)} returned connections</p>
    ${ruler(known)}
    <dl class="marks">
      ${known.map(
        ({ kind, label, ms }) =>
          markup`<div class="key ${kind}">
            <dt>${label}</dt>
            <dd>${duration(ms)}</dd>
          </div>`,
      )}${
        current === 0
          ? markup`<div class="key current">
              <dt>threshold now</dt>
              <dd>off</dd>
            </div>`
          : NOTHING
      }
    </dl>
    ${threshold === undefined ? NOTHING : markup`<figcaption>${cut(threshold.advice, SENTENCE)}${threshold.basis === '' ? '' : ` (${cut(threshold.basis, SENTENCE)})`}</figcaption>`}
  </figure>`;
}

function ruler(marks: readonly { readonly kind: string; readonly ms: number }[]): Markup {
  const values = marks.map(({ ms }) => Math.max(ms, 0.1));
  const low = Math.floor(Math.log10(Math.min(...values)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  const x = (ms: number): number => Math.round(((Math.log10(Math.max(ms, 0.1)) - low) / (high - low)) * WIDTH * 10) / 10;
  const decades = Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i));
  const described = `Logarithmic scale from ${duration(decades[0]!)} to ${duration(decades.at(-1)!)}`;
  return markup`<svg viewBox="0 0 ${WIDTH} 60" preserveAspectRatio="none" role="img" aria-label="${described}">
      <line class="axis" x1="0" x2="${WIDTH}" y1="58" y2="58" />
      ${decades.map((ms) => markup`<line class="grid" x1="${x(ms)}" x2="${x(ms)}" y1="30" y2="58" />`)}${marks.map(({ kind, ms }) => markup`<line class="${kind}" x1="${x(ms)}" x2="${x(ms)}" y1="${kind === 'advised' || kind === 'current' ? 2 : 18}" y2="58" />`)}
    </svg>
    <div class="x"><span>${duration(decades[0]!)}</span><span>${duration(decades.at(-1)!)}</span></div>`;
}
