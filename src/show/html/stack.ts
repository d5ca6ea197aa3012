import type { CallSite, Suspect } from '../../model/report.ts';
import type { StackFrame } from '../../model/stack-frame.ts';
import { counted, location, qualifiedName } from '../words.ts';
import { NAME, type Budget } from './budget.ts';
import { cut, markup, NOTHING, type Markup } from './markup.ts';
import { more } from './parts.ts';

type Part = 'blamed' | 'via' | 'caller' | 'yours' | 'folded';
interface Step {
  readonly frame: StackFrame | CallSite;
  readonly part: Part;
}

const same = (a: CallSite, b: CallSite): boolean =>
  a.function === b.function && a.module === b.module && a.file === b.file && a.line === b.line;

/** What each frame is to the reader, innermost first. */
function stepsOf({ callSite, calledBy, via, stack = [] }: Suspect): Step[] {
  const blamed = callSite === null ? -1 : stack.findIndex((frame) => same(frame, callSite));
  if (callSite !== null && blamed < 0) {
    const known: Step[] = [...via.map((frame) => ({ frame, part: 'via' as const })), { frame: callSite, part: 'blamed' }];
    return calledBy === undefined ? known : [...known, { frame: calledBy, part: 'caller' }];
  }
  return stack.map((frame, index): Step => {
    if (index === blamed) return { frame, part: 'blamed' };
    if (index < blamed && via.some((step) => same(step, frame))) return { frame, part: 'via' };
    if (calledBy !== undefined && index > blamed && same(frame, calledBy)) return { frame, part: 'caller' };
    return { frame, part: frame.role === 'application' || frame.role === 'plumbing' ? 'yours' : 'folded' };
  });
}

const NOTES: Readonly<Record<Part, string>> = { blamed: 'blamed', via: 'on the way', caller: 'called by', yours: '', folded: '' };

function row({ frame, part }: Step): Markup {
  const where = location(frame);
  const note = NOTES[part];
  return markup`<li class="${part}">
    <code>${cut(qualifiedName(frame), NAME)}</code
    >${where === undefined ? NOTHING : markup` <span class="at">${cut(where, NAME)}</span>`}${note === '' ? NOTHING : markup` <span class="note">${note}</span>`}
  </li>`;
}

/** The way from the pool out to the blamed frame and its callers. Runs of frames that are not the user's open when asked. */
export function stack(suspect: Suspect, budget: Budget): Markup {
  const all = stepsOf(suspect);
  if (all.length === 0) return NOTHING;
  const steps = all.slice(0, budget.take('frames', all.length));
  const items: Markup[] = [];
  for (let i = 0; i < steps.length; i++) {
    const start = i;
    while (steps[i]?.part === 'folded') i++;
    const run = steps.slice(start, i);
    if (run.length === 1) items.push(row(run[0]!));
    else if (run.length > 1) items.push(foldedRun(run));
    if (i < steps.length) items.push(row(steps[i]!));
  }
  const list = items.length === 0 ? NOTHING : markup`<ol class="stack" aria-label="Stack, innermost frame first">${items}</ol>`;
  return markup`${list}${more(all.length - steps.length, 'frame')}`;
}

const foldedRun = (run: readonly Step[]): Markup =>
  markup`<li class="run"><details><summary>${counted(run.length, 'library frame')}</summary><ol>${run.map(row)}</ol></details></li>`;

/** The user's own code around the call site. */
export function excerpt({ source }: Suspect): Markup {
  if (source === undefined) return NOTHING;
  const rows = source.lines.map(
    ({ line, text }) =>
      markup`<li${line === source.line ? BLAMED : NOTHING}><span class="at">${line}</span> <code>${cut(text, NAME)}</code></li>`,
  );
  return markup`<figure class="source"><figcaption><code>${cut(source.path, NAME)}:${source.line}</code></figcaption><ol>${rows}</ol></figure>`;
}

const BLAMED = markup` class="blamed"`;
