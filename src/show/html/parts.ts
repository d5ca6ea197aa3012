import type { Evidence, Reason, Verdict } from '../../model/report.ts';
import { clean } from '../clean.ts';
import { VERDICT_WORDS, counted } from '../words.ts';
import { LINE, SENTENCE, type Budget } from './budget.ts';
import { cut, markup, NOTHING, type Content, type Markup } from './markup.ts';

export const pill = (verdict: Verdict): Markup => markup`<span class="pill ${verdict}">${VERDICT_WORDS[verdict]}</span>`;

/** A list of terms; those without a text are left out. */
export function facts(rows: readonly (readonly [string, Content])[]): Markup {
  const told = rows.filter(([, text]) => text !== undefined && text !== '');
  return told.length === 0
    ? NOTHING
    : markup`<dl class="facts">
        ${told.map(
          ([term, text]) =>
            markup`<div>
              <dt>${term}</dt>
              <dd>${text}</dd>
            </div>`,
        )}
      </dl>`;
}

const REASONS = 8;

/** Reasons for the verdict, then those against it. */
export function reasons(all: readonly Reason[], verdict: string): Markup {
  const sorted = [...all.filter((reason) => reason.for === verdict), ...all.filter((reason) => reason.for !== verdict)];
  if (sorted.length === 0) return NOTHING;
  return markup`<ul class="reasons">${sorted.slice(0, REASONS).map((reason) => {
    const side = reason.for === verdict ? 'for' : 'against';
    return markup`<li class="${side}"><span class="side">${side}</span> ${cut(reason.text, SENTENCE)}</li>`;
  })}</ul>${more(sorted.length - REASONS, 'reason')}`;
} // prettier-ignore

/** Lines of logs, each with its place, made safe here: a report may hold very many. */
export function evidence(lines: readonly Evidence[], most: number, budget: Budget): Markup {
  const shown = lines.slice(0, budget.take('evidence', Math.min(most, lines.length)));
  if (lines.length === 0) return NOTHING;
  const items = shown.map(
    ({ source, line, text }) =>
      markup`<li><span class="at">${clean(cut(source, LINE))}:${line}</span> <code>${clean(cut(text, LINE))}</code></li>`,
  );
  const list = items.length === 0 ? NOTHING : markup`<ol class="evidence">${items}</ol>`;
  return markup`${list}${more(lines.length - shown.length, 'line')}`;
}

/** `3 more lines in the JSON report`, nothing where there are none. */
export const more = (n: number, what: string): Markup =>
  n > 0 ? markup`<p class="more">${counted(n, `more ${what}`)} in the JSON report</p>` : NOTHING;

export const codeBlock = (text: string): Markup => markup`<pre><code>${cut(text.replace(/\n+$/, ''), 4000)}</code></pre>`;
