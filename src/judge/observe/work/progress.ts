import type { TimedEventOf } from '../../../model/event.ts';
import type { Life, Progress } from '../../state.ts';

const MOST_THREADS = 2000;
/** Messages of one thread that are told from each other: work that reads and writes tells of both in turn. */
const MOST_EACH = 4;
const VARIABLE = '<*>';
const FIGURE = /\d+/g;
/** Figures of a line that are followed. */
const MOST_FIGURES = 8;

/** Notes what a thread says of its work, line by line. The line of a request, or of a task that has a name, is no progress: it ends a piece of work. */
export function noteProgress(life: Life, event: TimedEventOf<'context'>): void {
  const { thread, template, at, access, route, text } = event;
  if (thread === undefined || template === undefined || at === null || access === true || route !== undefined) return;
  if (!template.includes(VARIABLE)) return;
  const figures = figuresOf(text, template);
  if (figures.length === 0) return;
  const mine = life.progress.get(thread) ?? [];
  const known = mine.find((one) => one.template === template);
  if (known === undefined) {
    if (mine.length === 0 && life.progress.size >= MOST_THREADS) return;
    if (mine.length >= MOST_EACH) mine.shift();
    mine.push({ template, from: at, at, lines: 1, pauseMs: 0, figures, rising: undefined });
    life.progress.set(thread, mine);
    return;
  }
  const rising = (known.rising ?? figures.map((_, i) => i)).filter((i) => (figures[i] ?? 0) > (known.figures[i] ?? Infinity));
  known.figures = figures;
  if (rising.length === 0) Object.assign(known, { from: at, at, lines: 1, pauseMs: 0, rising: undefined });
  else Object.assign(known, { at, lines: known.lines + 1, pauseMs: Math.max(known.pauseMs, at - known.at), rising });
}

/** The numbers in what a message's template leaves open, in order; what cannot be found again in the text has none. */
function figuresOf(text: string, template: string): number[] {
  const words = template.split(VARIABLE);
  let end = words[0] === '' ? 0 : text.indexOf(words[0] as string);
  if (end < 0) return [];
  end += (words[0] as string).length;
  const figures: number[] = [];
  for (const [i, word] of words.slice(1).entries()) {
    const last = i === words.length - 2;
    const next = word === '' ? (last ? text.length : end) : text.indexOf(word, end);
    if (next < 0) break;
    // before the first word may stand a head with its time: of that only the nearest figure is the message's
    const found = text.slice(end, next).match(FIGURE) ?? [];
    const own = i === 0 && words[0] === '' ? found.slice(-1) : found;
    for (const one of own) if (figures.length < MOST_FIGURES) figures.push(Number(one));
    end = next + word.length;
  }
  return figures;
}

/** Lines of progress that are none by chance. */
const FEWEST_LINES = 6;
/** Share of the time for which the connection is out. */
const MOST_OF_THE_TIME = 1 / 2;
/** A thread that pauses for so many times longer than ever has perhaps stopped. */
const PAUSES = 2;
/** Layouts cut the names of threads to so many characters and keep the end: Spring Boot's `%15.15t`. */
const CUT_LENGTH = 15;

/**
 * Whether the work that took a connection is seen to go on: its thread has told of progress since, with figures that rose from line to line, of which it had
 * not spoken before, and tells of it to the end of the log.
 * @param thread by its whole name
 * @param until when the log ends, or the last moment of which it tells, epoch ms
 */
export function goesOn(life: Life, thread: string | undefined, since: number | null, until: number | null): Progress | undefined {
  if (thread === undefined || since === null || until === null) return undefined;
  const mine = life.progress.get(thread) ?? (thread.length > CUT_LENGTH ? life.progress.get(thread.slice(-CUT_LENGTH)) : undefined);
  return mine?.find(
    ({ from, at, lines, pauseMs }) =>
      from >= since && lines >= FEWEST_LINES && until - at <= PAUSES * pauseMs && at - from >= MOST_OF_THE_TIME * (until - since),
  );
}
