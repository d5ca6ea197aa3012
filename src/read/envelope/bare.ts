import type { ReadTime } from '../time/index.ts';
import type { Memory } from './peel.ts';

/** Levels as programs print them behind their own time, and no envelope behind its. */
const LEVELS: ReadonlySet<string> = new Set(['TRACE', 'DEBUG', 'INFO', 'WARN', 'WARNING', 'ERROR', 'FATAL', 'CRITICAL']);

/** So many digits behind the second, and blanks before a level of four letters. */
const NANOSECONDS = 7;
const ALIGNED = 4;

/**
 * Whether a text that begins with a date and a time certainly wears no envelope, as its first words tell: nineteen in twenty lines of a dense
 * log. Every envelope that may stand behind such a time is ruled out here by the letter that its pattern needs; false where one may be.
 * @param time of the text, with a full date
 */
function isBare(text: string, time: ReadTime, memory: Memory): boolean {
  const { proved } = memory;
  // What was shown by lines before; rare enough to be looked at in full.
  if (memory.outermost && memory.indent !== -1) return false;
  if (proved.size > 0 && (proved.has('numbers') || proved.has('aws-text') || proved.has('timestamps'))) return false;
  const { end } = time;
  if (text.charCodeAt(end) !== 32) return false;
  const mark = text.charCodeAt(10);
  const dashed = text.charCodeAt(4) === 45;
  if (mark === 84) return (dashed || !time.zoned) && hasLevel(text, end + 1, time.digits);
  if (time.zoned && !(dashed && text.charCodeAt(end - 1) === 90)) return false;
  if (mark !== 32) return false;
  // A second stamp behind two blanks.
  if (text.charCodeAt(end + 1) === 32 && (proved.has('spaced') || !(text.charCodeAt(end + 2) > 64 || text.charCodeAt(end + 2) === 32)))
    return false;
  return !mayBeTagged(text, end + 1);
}

/** The full time with which a text begins that certainly wears no envelope; undefined where one has to be looked for. */
export function bareTime(text: string, memory: Memory): ReadTime | undefined {
  const time = memory.timeOf(text);
  return time?.dated === true && isBare(text, time, memory) && !text.includes('#012') ? time : undefined;
}

/** Whether a level follows, as a program prints it; some align it to the right, but then nanoseconds would be a container runtime's. */
function hasLevel(text: string, from: number, digits: number): boolean {
  let at = from;
  if (digits < NANOSECONDS) while (text.charCodeAt(at) === 32 && at - from < ALIGNED) at++;
  return LEVELS.has(firstWord(text, at));
}

/** The capitals before the next blank. */
function firstWord(text: string, from: number): string {
  let to = from;
  while (text.charCodeAt(to) >= 65 && text.charCodeAt(to) <= 90 && to - from < 10) to++;
  return text.charCodeAt(to) === 32 ? text.slice(from, to) : '';
}

/**
 * Whether what stands behind the time may be a stream (`stdout F`), labels (`{app="x"}`), or one or two words before a bracket: a process (`app[web.1]:`,
 * `host app[123]:`) or a part of a platform (`[APP/0]`).
 */
function mayBeTagged(text: string, from: number): boolean {
  const first = text.charCodeAt(from);
  if (first === 32) return false;
  if (first === 123 || (first === 115 && text.startsWith('std', from))) return true;
  if (first === 91) {
    let at = from + 1;
    while (text.charCodeAt(at) >= 65 && text.charCodeAt(at) <= 90) at++;
    return text.charCodeAt(at) === 47;
  }
  const word = wordEnd(text, from);
  if (text.charCodeAt(word) !== 32) return text.charCodeAt(word) === 91;
  // Nothing but a bracket is no name: `INFO [main] …` is a layout.
  const second = wordEnd(text, word + 1);
  return second > word + 1 && text.charCodeAt(second) === 91;
}

/** Where a word ends: at a blank, a bracket, a colon or what else no name of a host or a process holds. */
function wordEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const code = text.charCodeAt(at);
    if (!(code > 32) || code === 34 || code === 58 || code === 91 || code === 93) return at;
    at++;
  }
}
