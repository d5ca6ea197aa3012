import type { CallSite, Suspect } from '../../model/report.ts';
import type { FrameRole, StackFrame } from '../../model/stack-frame.ts';
import { counted, firstAndLast, frameText, location, number, outNow, runName, shortName } from '../words.ts';
import { clip, clipStart, columns, wrapAtMost } from './fit.ts';
import type { Page } from './page.ts';

type Part = 'pool' | 'via' | 'blamed' | 'caller' | 'yours' | 'folded';
interface Step {
  readonly frame: StackFrame | CallSite;
  readonly part: Part;
}

const same = (a: CallSite, b: CallSite): boolean =>
  a.function === b.function && a.module === b.module && a.file === b.file && a.line === b.line;

/** Callers of the user's own that are shown above the blamed frame; the rest is counted. */
const CALLERS = 4;

/** What each frame of a suspect's stack is to the reader, innermost first. */
function steps(suspect: Suspect): Step[] {
  const { callSite, calledBy, via } = suspect;
  const stack = suspect.stack ?? [];
  if (callSite === null) return [];
  const blamed = stack.findIndex((frame) => same(frame, callSite));
  if (blamed < 0) {
    const alone: Step[] = [...via.map((frame) => ({ frame, part: 'via' as const })), { frame: callSite, part: 'blamed' }];
    return calledBy === undefined ? alone : [...alone, { frame: calledBy, part: 'caller' }];
  }
  const door = stack.findLastIndex((frame, index) => index < blamed && (frame.role === 'pool' || frame.role === 'driver'));
  return stack.map((frame, index): Step => {
    if (index === blamed) return { frame, part: 'blamed' };
    if (index === door) return { frame, part: 'pool' };
    if (index < blamed && via.some((step) => same(step, frame))) return { frame, part: 'via' };
    if (index > blamed && calledBy !== undefined && same(frame, calledBy)) return { frame, part: 'caller' };
    return { frame, part: isYours(frame) && index > blamed ? 'yours' : 'folded' };
  });
}

const isYours = (frame: StackFrame | CallSite): boolean => frame.role === 'application' || frame.role === 'plumbing';

const NOTES: Readonly<Record<Part, string>> = { pool: 'pool', via: 'via', blamed: 'blamed', caller: 'called by', yours: '', folded: '' };

/** A frame in so many columns: whole, else with a short module, else with its path cut at the front. */
export function fitFrame(frame: CallSite, width: number): string {
  const whole = frameText(frame);
  if (columns(whole) <= width) return whole;
  const short = frameText(frame, shortName);
  if (columns(short) <= width) return short;
  const where = location(frame);
  const name = shortName(frame);
  const room = width - columns(name) - 3;
  return where !== undefined && room >= 16 ? `${name} (${clipStart(where, room)})` : clip(short, width);
}

const FOLDED: Readonly<Partial<Record<FrameRole, string>>> = {
  framework: 'framework',
  pool: 'pool',
  driver: 'driver',
  runtime: 'runtime',
  proxy: 'generated',
};

/** `… 12 framework frames`, `… 14 library frames`, `… 3 more of yours`. */
function folded(run: readonly Step[]): string {
  const roles = new Set(run.map(({ frame }) => frame.role));
  const only = roles.size === 1 ? [...roles][0] : undefined;
  const kind = run.every(({ frame }) => isYours(frame)) ? 'more' : ((only && FOLDED[only]) ?? (roles.has(undefined) ? '' : 'library'));
  return `… ${counted(run.length, `${kind} frame`.trim())}`;
}

/** Why the connection counts as not returned, in the words of the first reason for the verdict. */
export function returned(suspect: Suspect): { readonly answer: 'NO' | 'LATE' | 'UNKNOWN'; readonly why: string } {
  const answer = suspect.verdict === 'leak' ? 'NO' : suspect.verdict === 'long-hold' ? 'LATE' : 'UNKNOWN';
  const reason = suspect.reasons.find((candidate) => candidate.for === suspect.verdict) ?? suspect.reasons[0];
  return { answer, why: reason?.text ?? tally(suspect) };
}

const UNSEEN = new Set(['returns-not-visible', 'returns-never-logged']);

/** `12 leaked, 10 still open, 2 returned late, of 340 checkouts`. */
export function tally(suspect: Suspect): string {
  const { leaked, reclaimed, open, ended = 0, returnedLate, checkouts, reasons } = suspect;
  const parts = [`${number(leaked)} leaked`];
  if (reclaimed) parts.push(`${number(reclaimed)} of them taken back by force`);
  // Where no return could be seen, nobody knows what is out.
  const unseen = leaked === 0 && reasons.some(({ code }) => UNSEEN.has(code));
  parts.push(unseen ? `${number(open)} reported` : `${number(outNow(suspect))} still out at the end`);
  if (!unseen && ended > 0) parts.push(`${number(ended)} gone with an earlier life of the process`);
  if (returnedLate > 0) parts.push(`${number(returnedLate)} came back late`);
  if (checkouts !== undefined) parts.push(`of ${counted(checkouts, runName(suspect))}`);
  return parts.join(', ');
}

/** The way from the pool to the blamed frame and its callers, wavy under the blame, with the answer to "was it returned?". */
export function trace(page: Page, suspect: Suspect): string[] {
  const { ink } = page;
  const all = steps(suspect);
  const lines: string[] = [`  ${ink.dim('┬───')}`];
  const margin = all.some(({ part }) => NOTES[part] !== '') ? 12 : 0;
  const room = page.width - 6 - margin;
  // On a wide page the notes stand where a narrow one has them, or behind the longest of their frames: far off nobody sees whose they are.
  const widest = Math.max(NARROW, ...all.filter(({ part }) => NOTES[part] !== '').map(({ frame }) => columns(fitFrame(frame, room)) + 2));
  const noteAt = Math.min(room + 1, widest);
  let yours = 0;
  for (let index = 0; index < all.length; index++) {
    const step = all[index]!;
    const shown = step.part !== 'folded' && (step.part !== 'yours' || ++yours <= CALLERS);
    if (!shown) {
      const start = index;
      while (index + 1 < all.length && hidden(all[index + 1]!, yours)) index++;
      lines.push(`  ${ink.dim(`├─ ${folded(all.slice(start, index + 1))}`)}`);
      continue;
    }
    const text = fitFrame(step.frame, room);
    const paint = step.part === 'blamed' ? (plain: string) => ink.bold(plain) : (plain: string) => plain;
    const note = NOTES[step.part];
    lines.push(`  ${ink.dim('├─')} ${paint(text)}${note === '' ? '' : ' '.repeat(Math.max(1, noteAt - columns(text))) + ink.dim(note)}`);
    if (step.part === 'blamed') lines.push(...answer(page, suspect, name(text)));
  }
  if (all.length === 0) lines.push(...anonymous(page, suspect));
  const last = lines.findLastIndex((line) => line.includes('├─'));
  if (last === lines.length - 1) lines[last] = lines[last]!.replace('├─', '╰─');
  else lines.push(`  ${ink.dim('╰───')}`);
  return lines;
}

/** Where the notes stand on a page of 80 columns. */
const NARROW = 63;

const hidden = (step: Step, yours: number): boolean => step.part === 'folded' || (step.part === 'yours' && yours >= CALLERS);
const name = (text: string): string => (text.includes(' (') && !text.startsWith('(') ? text.slice(0, text.lastIndexOf(' (')) : text);

function answer(page: Page, suspect: Suspect, underlined: string): string[] {
  const { ink } = page;
  const { answer: word, why } = returned(suspect);
  const paint = word === 'NO' ? ink.red : word === 'LATE' ? ink.yellow : ink.cyan;
  const said = wrapAtMost(`Returned: ${word} (${why})`, page.width - 6, 3);
  return [paint('~'.repeat(columns(underlined))), ...said.map((line) => (word === 'NO' ? ink.red(line) : line))].map(
    (line) => `  ${ink.dim('│')}  ${line}`,
  );
}

/** Without a stack the place is a route, a log line or a statement. */
function anonymous(page: Page, suspect: Suspect): string[] {
  const { ink } = page;
  const known = [
    ['route', suspect.route],
    ['log line', suspect.template],
    ['statement', suspect.statement],
  ].filter((pair): pair is [string, string] => pair[1] !== undefined);
  const [first, ...rest] = known;
  const room = page.width - 5;
  const title = clip(first?.[1] ?? 'no stack, route or statement in the log', room);
  const more = rest.map(([label, text]) => `  ${ink.dim('├─')} ${clip(`${label}: ${text}`, room)}`);
  return [`  ${ink.dim('├─')} ${ink.bold(title)}`, ...answer(page, suspect, title), ...more];
}

/** When the suspect was first and last seen. */
export function seen(suspect: Suspect): string {
  const { firstSeen, lastSeen } = suspect;
  if (firstSeen === null) return 'at times the log does not tell';
  const { seenAs } = suspect;
  const verb =
    suspect.verdict === 'leak' ? (seenAs === undefined ? 'lost' : 'lost by') : seenAs === 'sampled' ? 'seen' : (seenAs ?? 'taken');
  return firstAndLast(firstSeen, lastSeen ?? firstSeen, verb);
}
