import type { InputSummary, Report } from '../../model/report.ts';
import { counted, frameText, number, percent, span } from '../words.ts';
import { LINE, NAME, SENTENCE, type Budget } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';
import { evidence, facts, more } from './parts.ts';

const ROWS = 40;

/** Reports of earlier versions do not have all counts. */
const numberOr = (n: number | undefined): string => (n === undefined ? '' : number(n));

/** Who only waited: named so that nobody takes them for suspects. */
export function victims({ victims: all }: Report): Markup {
  if (all.length === 0) return NOTHING;
  const rows = all.slice(0, ROWS).map(({ callSite, route, waits, timeouts }) =>
    markup`<tr><td><code>${cut(callSite === undefined ? (route ?? 'unknown') : frameText(callSite), NAME)}</code></td><td class="n">${number(timeouts)}</td><td class="n">${number(waits)}</td></tr>`,
  ); // prettier-ignore
  return markup`<section id="victims" aria-labelledby="victims-h">
    <h2 id="victims-h">Victims</h2>
    <p class="hint">They waited for a connection; they did not leak.</p>
    <div class="scroll" tabindex="0" role="region" aria-label="Victims, scrolls sideways">
      <table>
        <thead>
          <tr>
            <th scope="col">Place</th>
            <th scope="col" class="n">Timed out</th>
            <th scope="col" class="n">Waited</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${more(all.length - ROWS, 'place')}
  </section>`;
}

/** Leaks that are known and accepted. */
export function accepted({ ignored = [] }: Report): Markup {
  if (ignored.length === 0) return NOTHING;
  const rows = ignored.slice(0, ROWS).map(({ fingerprint, reason, leaked, expires }) =>
    markup`<tr><td><code>${cut(fingerprint, 80)}</code></td><td class="n">${number(leaked)}</td><td>${cut(reason, NAME)}</td><td>${expires ?? ''}</td></tr>`,
  ); // prettier-ignore
  return markup`<section aria-labelledby="accepted-h">
    <h2 id="accepted-h">Known and accepted</h2>
    <div class="scroll" tabindex="0" role="region" aria-label="Known and accepted, scrolls sideways">
      <table>
        <thead>
          <tr>
            <th scope="col">Fingerprint</th>
            <th scope="col" class="n">Leaked</th>
            <th scope="col">Reason</th>
            <th scope="col">Until</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${more(ignored.length - ROWS, 'fingerprint')}
  </section>`;
}

/** What was read and what was not: no verdict without it. */
export function read({ input }: Report, budget: Budget): Markup {
  const { sources, lines, timeRange, notices, parsers, unread = [] } = input;
  const events = Object.entries(parsers).filter(([, { events: n }]) => n > 0).map(([id, { events: n }]) => `${id} ${number(n)}`); // prettier-ignore
  return markup`<section id="read" aria-labelledby="read-h"><h2 id="read-h">What was read</h2>
${shares(lines)}
${facts([
  ['Time', timeRange === null ? undefined : span(timeRange.from, timeRange.to)],
  ['Events', cut(events.join(', '), SENTENCE)],
])}
${notices.length === 0 ? NOTHING : markup`<ul class="notices">${notices.slice(0, ROWS).map(({ text, evidence: seen = [] }) => markup`<li>${cut(text, SENTENCE)}${evidence(seen, 2, budget)}</li>`)}</ul>${more(notices.length - ROWS, 'notice')}`}
${unread.length === 0 ? NOTHING : markup`<details><summary>${counted(unread.length, 'message')} that ${unread.length === 1 ? 'speaks' : 'speak'} of a pool and that no parser reads</summary><ul>${unread.map(({ template, records, evidence: seen }) => markup`<li>${number(records)} × <code>${cut(template, LINE)}</code>${evidence(seen, 1, budget)}</li>`)}</ul></details>`}
<details><summary>${counted(sources.length, 'source')}</summary><div class="scroll" tabindex="0" role="region" aria-label="Sources, scrolls sideways"><table><thead><tr><th scope="col">Source</th><th scope="col" class="n">Lines</th><th scope="col" class="n">Recognised</th><th scope="col" class="n">Context</th><th scope="col" class="n">Clipped</th><th scope="col" class="n">Bytes</th><th scope="col">Wrapped in</th></tr></thead><tbody>${sources.slice(0, 5 * ROWS).map(({ name, lines: n, recognised, context, clipped, bytes, envelopes, compression }) => markup`<tr><td><code>${cut(name, LINE)}</code></td><td class="n">${number(n)}</td><td class="n">${numberOr(recognised)}</td><td class="n">${numberOr(context)}</td><td class="n">${numberOr(clipped)}</td><td class="n">${number(bytes)}</td><td>${cut([...envelopes, ...(compression === undefined ? [] : [compression])].join(', '), NAME)}</td></tr>`)}</tbody></table></div>${more(sources.length - 5 * ROWS, 'source')}</details></section>`;
} // prettier-ignore

/** Lines by what became of them, as a bar and in figures. */
function shares(lines: InputSummary['lines']): Markup {
  const total = Math.max(1, lines.total);
  const parts = [
    ['recognised', lines.recognised],
    ['context', lines.context],
    ['ignored', lines.ignored],
  ] as const;
  let x = 0;
  const bars = parts.map(([kind, n]) => {
    const width = Math.round((n / total) * 10_000) / 10;
    const bar = markup`<rect class="${kind}" x="${Math.round(x * 10) / 10}" y="0" width="${width}" height="10" />`;
    x += width;
    return bar;
  });
  const keys = parts.map(([kind, n]) => markup`<span class="key ${kind}">${number(n)} ${kind} (${percent(n / total)})</span>`);
  return markup`<figure class="lines">
    <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
    <figcaption>
      <span class="key">${counted(lines.total, 'line')}</span
      >${keys}${lines.clipped > 0 ? markup`<span class="key">${number(lines.clipped)} clipped</span>` : NOTHING}
    </figcaption>
  </figure>`;
}
