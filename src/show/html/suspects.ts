import type { Report, Suspect } from '../../model/report.ts';
import { returned, seen, tally } from '../text/trace.ts';
import { counted, duration, frameText, number, place } from '../words.ts';
import { spread } from '../pool-titles.ts';
import { NAME, SENTENCE, type Budget } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';
import { codeBlock, evidence, facts, more, pill, reasons } from './parts.ts';
import { excerpt, stack } from './stack.ts';

/** Suspects that are open from the start, that have all of their evidence, and that have a card at all. */
const OPENED = 2;
export const SUSPECTS = 2000;
const EVIDENCE = 5;
const SESSIONS = 8;

/** Each suspect as a card: who, how much, why, by what lines, and what to do. `linesOf`: the evidence of the suspect at an index. */
export function suspects(report: Report, linesOf: (index: number) => Suspect['evidence'], budget: Budget): Markup {
  const { suspects: all } = report;
  if (all.length === 0) return NOTHING;
  const remedies = new Map<string, number>();
  const cards = all.slice(0, SUSPECTS).map((suspect, index) => card({ ...suspect, evidence: linesOf(index) }, report, budget, remedies));
  return markup`<section id="suspects" aria-labelledby="suspects-h">
    <h2 id="suspects-h">Suspects <span class="count">${number(all.length)}</span></h2>
    ${cards}${more(all.length - SUSPECTS, 'suspect')}
  </section>`;
}

function card(suspect: Suspect, report: Report, budget: Budget, remedies: Map<string, number>): Markup {
  const { rank, verdict, fingerprint, attribution } = suspect;
  const { answer, why } = returned(suspect);
  const where = spread(suspect);
  return markup`<details class="card suspect" id="s${rank}"${rank <= OPENED ? OPEN : NOTHING}><summary>${pill(verdict)}<span class="name">${cut(place(suspect), NAME)}</span><span class="told">${cut(tally(suspect), NAME)}${where === undefined ? '' : ` · ${where}`}</span></summary>
<div class="body"><p class="returned ${verdict}"><strong>Returned: ${answer}</strong> ${cut(why, SENTENCE)}</p>
${facts([
  ['Called by', suspect.calledBy && cut(frameText(suspect.calledBy), NAME)],
  ['Route', suspect.route && cut(suspect.route, NAME)],
  ['Log line', suspect.template && markup`<code>${cut(suspect.template, SENTENCE)}</code>`],
  ['Statement', suspect.statement && markup`<code>${cut(suspect.statement, SENTENCE)}</code>`],
  ['Seen', seen(suspect)],
  ['Where', spread(suspect, report)],
  ['Known by', `${attribution.method}, confidence ${suspect.confidence.toFixed(2)}`],
  ['Fingerprint', markup`<code>${cut(fingerprint, 80)}</code>`],
])}
${stack(suspect, budget)}${excerpt(suspect)}${reasons(suspect.reasons, verdict)}${evidence(suspect.evidence, EVIDENCE, budget)}${sessions(suspect)}${remedy(suspect, remedies)}</div></details>`;
} // prettier-ignore

const OPEN = markup` open`;

/** What the server saw of the suspect's connections. */
function sessions({ serverSide = [] }: Suspect): Markup {
  if (serverSide.length === 0) return NOTHING;
  const rows = serverSide.slice(0, SESSIONS).map(({ pid, state, idleForMs, lastQuery, applicationName }) =>
    markup`<tr><td class="n">${pid}</td><td>${cut(state, 60)}${applicationName === undefined ? '' : ` (${cut(applicationName, 60)})`}</td><td>${idleForMs === undefined ? '' : duration(Math.max(0, idleForMs))}</td><td><code>${cut(lastQuery ?? '', NAME)}</code></td></tr>`,
  ); // prettier-ignore
  return markup`<table>
      <caption>
        What the server saw of them
      </caption>
      <thead>
        <tr>
          <th scope="col" class="n">pid</th>
          <th scope="col">State</th>
          <th scope="col">Idle for</th>
          <th scope="col">Last statement</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
    ${more(serverSide.length - SESSIONS, 'session')}`;
}

/** What to do, once: suspects of the same pattern are told who has it. */
function remedy({ rank, remedy: { text, fix, containment, validate } }: Suspect, known: Map<string, number>): Markup {
  const key = `${text}\u0001${fix ?? ''}`;
  const first = known.get(key);
  if (first !== undefined) return markup`<p class="remedy">Remedy: <a href="#s${first}">as for suspect ${first}</a></p>`;
  known.set(key, rank);
  return markup`<div class="remedy">
    <h3>Remedy</h3>
    <p>${cut(text, 2 * SENTENCE)}</p>
    ${fix === undefined ? NOTHING : codeBlock(fix)}
    ${containment === undefined ? NOTHING : markup`<p><strong>Meanwhile:</strong> ${cut(containment, 2 * SENTENCE)}</p>`}
    ${
      validate.length === 0
        ? NOTHING
        : markup`<details>
            <summary>${counted(validate.length, 'way')} to prove the fix</summary>
            ${validate.slice(0, 10).map(codeBlock)}
          </details>`
    }
  </div>`;
}
