import type { Severity } from '../../model/event.ts';

const NAMES: Readonly<Record<string, Severity>> = {
  trace: 'trace', trc: 'trace', trac: 'trace', finest: 'trace', finer: 'trace', verbose: 'trace', spam: 'trace',
  debug: 'debug', dbg: 'debug', debu: 'debug', dbug: 'debug', fine: 'debug', config: 'debug',
  info: 'info', inf: 'info', information: 'info', informational: 'info', notice: 'info', success: 'info', log: 'info',
  warn: 'warn', wrn: 'warn', warning: 'warn', warni: 'warn',
  error: 'error', err: 'error', severe: 'error', eror: 'error', erro: 'error',
  fatal: 'fatal', ftl: 'fatal', fata: 'fatal', critical: 'fatal', crit: 'fatal', criti: 'fatal', panic: 'fatal', pnc: 'fatal', pani: 'fatal', dpanic: 'fatal', alert: 'fatal', emerg: 'fatal',
  emergency: 'fatal',
}; // prettier-ignore

/** As they are printed most: all small or all capital. */
const WORDS: ReadonlyMap<string, Severity> = new Map(
  Object.entries(NAMES).flatMap(([name, severity]): [string, Severity][] => [
    [name, severity],
    [name.toUpperCase(), severity],
  ]),
);
const wordOf = (word: string): Severity | undefined => WORDS.get(word) ?? WORDS.get(word.toLowerCase());

/** Severity of a level's name in any case (`WARNING`, `inf`, slog's `INFO+2`), undefined where it is none. */
export function severityOf(word: string): Severity | undefined {
  if (word.length < 3 || word.length > 16) return undefined;
  const severity = wordOf(word);
  if (severity !== undefined) return severity;
  return /^[a-z]+[+-]\d{1,2}$/i.test(word) ? severityOf(word.replace(/[+-]\d+$/, '')) : undefined;
}

/** Severity of a number: syslog's 0–7 where the record is known to count so, else the tens of pino, bunyan and Python. */
export function severityOfNumber(level: number, scale: 'syslog' | 'pino' | 'python'): Severity | undefined {
  if (scale === 'syslog')
    return level <= 2 ? 'fatal' : level === 3 ? 'error' : level === 4 ? 'warn' : level <= 6 ? 'info' : level === 7 ? 'debug' : undefined;
  const tens =
    scale === 'python'
      ? [undefined, 'debug', 'info', 'warn', 'error', 'fatal']
      : [undefined, 'trace', 'debug', 'info', 'warn', 'error', 'fatal'];
  return tens[Math.floor(level / 10)] as Severity | undefined;
}

const letter = (code: number): boolean => (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

/** The level's name that stands at `pos` as a word of its own, and where it ends. `log` alone is too common a word to be one. */
export function severityAt(text: string, pos: number): { severity: Severity; end: number; upper: boolean } | undefined {
  let end = pos;
  while (end - pos < 14 && letter(text.charCodeAt(end))) end++;
  if (end - pos < 3) return undefined;
  const next = text.charCodeAt(end);
  // a word goes on with a digit, an underscore, a dot or a dash: `error-page`, `info.txt`
  if (letter(next) || (next >= 48 && next <= 57) || next === 95 || next === 46 || next === 45) return undefined;
  const word = text.slice(pos, end);
  const severity = wordOf(word);
  return severity !== undefined && word.toLowerCase() !== 'log' ? { severity, end, upper: text.charCodeAt(pos + 1) <= 90 } : undefined;
}

/** `D` for DEBUG and its relatives, as NLog, loguru and `%(levelname).1s` print them. */
const LETTERS: Readonly<Record<string, Severity>> = { T: 'trace', V: 'trace', D: 'debug', I: 'info', N: 'info', W: 'warn', E: 'error', C: 'fatal', F: 'fatal' }; // prettier-ignore

/** Severity of the letter that a level is shortened to, beego's `[E]`. */
export const severityOfLetter = (letter: string): Severity | undefined => LETTERS[letter];

/** A level's first letter that fills a column between two marks, and where it ends. */
export function letterAt(text: string, pos: number, mark: string): { severity: Severity; end: number } | undefined {
  const severity = LETTERS[text.charAt(pos)];
  if (severity === undefined) return undefined;
  let end = pos + 1;
  while (text.charCodeAt(end) === 32) end++;
  return text.charAt(end) === mark ? { severity, end: pos + 1 } : undefined;
}

const TAG = /[A-Z]\/([A-Za-z_$][\w$.-]{0,80}): +/y;
const LETTER = /[A-Z] (?=([A-Za-z_][\w-]{0,60}(?:\.[\w-]{1,60}){0,12})(?: - |: ))/y;

/**
 * A level's first letter right behind the time, before a logger: `I/HikariPool: …` of Android's `brief` format, `I shop.orders - …`. For a sentence may begin with
 * `I`, its logger must be a name in steps, unless lines before had one between level and dash (`dash`).
 * @returns where the level ends, and the logger that ends there too
 */
export function letterBeforeName(
  text: string,
  pos: number,
  dash: boolean,
): { severity: Severity; end: number; logger?: string } | undefined {
  const severity = LETTERS[text.charAt(pos)];
  if (severity === undefined) return undefined;
  TAG.lastIndex = LETTER.lastIndex = pos;
  const tag = TAG.exec(text);
  if (tag) return { severity, end: TAG.lastIndex, logger: tag[1] as string };
  const name = LETTER.exec(text)?.[1];
  return name !== undefined && (dash || name.includes('.')) ? { severity, end: pos + 1 } : undefined;
}
