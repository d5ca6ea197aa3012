import { readTimeAt, type ReadTime, type TimeOptions } from '../../time/index.ts';
import { addGroup, looksLikeLogger, type Parts, type Prefix } from '../parts.ts';
import { severityAt, severityOf, severityOfLetter } from '../severity.ts';

/** A head of which so far the time, and the layout if the time's group tells it, are known. */
type Stamped = Parts & { time?: ReadTime; layout?: string };

/** What may stand before the time: Go's log.SetPrefix, a level's letter, a thread, NestJS' name and process id. */
const BEFORE_TIME = /^(?:(?:\[[^\]]{0,80}\] ?){1,3}(?:\d{1,10} {1,3}- )?|[A-Za-z][\w.-]{0,40}(?:: ?| )|[TDIWECF] )(?=\d)/;
/** What closes a group of this kind. */
const CLOSE: Readonly<Record<string, string>> = { '[': ']', '(': ')', '<': '>' };
const OFFSET = /^, ?([+-]\d\d:?\d\d)$/;
/** `[2026-11-23 01:56:35 +0000]`, `[[23/Nov/2026:01:56:35 +0000]]` (gunicorn's `[%(t)s]`), `(2026-11-23 01:56:35)`, Celery's `[2026-11-23 01:55:47,532: ERROR/ForkPoolWorker-2]`, Tornado's `[I 2026-11-23 01:55:47 web:21]`. */
export function bracketedTime(text: string, pos: number, prefix: Stamped, options: TimeOptions): number | undefined {
  const twice = text.startsWith('[[', pos);
  if (twice) pos++;
  const close = text.indexOf(CLOSE[text.charAt(pos)] ?? ']', pos);
  if (close < 0 || close - pos > 160) return undefined;
  const letter = /^[DIWEC] /.test(text.slice(pos + 1, pos + 3));
  const start = pos + (letter ? 3 : 1);
  const plain = readTimeAt(text, start, options);
  const time = plain && withOffset(text, start, plain, close, options);
  if (!time || time.end > close || (twice && text.charAt(close + 1) !== ']')) return undefined;
  prefix.time = time;
  if (letter) {
    const name = { D: 'debug', I: 'info', W: 'warn', E: 'error', C: 'critical' }[text.charAt(pos + 1)];
    prefix.severity = severityOf(name as string) as NonNullable<Parts['severity']>;
  }
  const rest = text.slice(time.end, close).replace(/^[:,\s]+/, '');
  const celery = /^([A-Za-z]{3,12})\/(.{1,80})$/.exec(rest);
  const severity = celery ? severityOf(celery[1] as string) : undefined;
  if (celery && severity) {
    prefix.severity = severity;
    prefix.pid = celery[2] as string;
    prefix.layout = 'celery';
  } else if (rest !== '')
    for (const word of rest.split(/[\s,]+/).slice(0, 4)) {
      const position = /^([\w.]{1,80}):\d{1,7}$/.exec(word);
      if (position && !/^\d/.test(word)) prefix.logger ??= position[1] as string;
      else addGroup(prefix, word);
    }
  return close + (twice ? 2 : 1);
}

/** `[2020-09-20 01:28:56, +05:30]`: the offset behind a comma, as patterns print it that list their values. */
function withOffset(text: string, from: number, time: ReadTime, close: number, options: TimeOptions): ReadTime {
  const offset = time.zoned || text.charCodeAt(time.end) !== 44 ? null : OFFSET.exec(text.slice(time.end, close));
  const zoned = offset && readTimeAt(text.slice(from, time.end) + (offset[1] as string), 0, options);
  return zoned ? { ...zoned, end: close } : time;
}

/** A time that does not begin the line but follows a prefix. */
export function lateTime(text: string, pos: number, prefix: Prefix, options: TimeOptions): number | undefined {
  const before = BEFORE_TIME.exec(text.slice(pos, pos + 280))?.[0];
  if (before === undefined) return undefined;
  const time = readTimeAt(text, pos + before.length, options);
  if (!time) return undefined;
  const letter = severityOfLetter(before.trim());
  if (letter !== undefined) {
    if (!time.dated) return undefined;
    prefix.severity = letter;
    prefix.time = time;
    return time.end;
  }
  if (!before.startsWith('[') && !(time.dated && text.charAt(pos + before.length + 4) === '/')) return undefined;
  const groups = [...before.matchAll(/\[([^\]]*)\]/g)].map((group) => group[1] as string);
  if (severityOf((groups[0] ?? '').trim()) !== undefined) return undefined;
  prefix.time = time;
  const name = before.trimEnd().replace(/:$/, '');
  const level = severityOf(name);
  // `ERROR: 2026/11/23 …`, a prefix for each level
  if (level !== undefined) prefix.severity = level;
  else if (groups.length === 0) prefix.logger = name;
  else for (const group of groups) if (addGroup(prefix, group) === 'likely' && prefix.thread === group) delete prefix.thread;
  // a name that looks like no thread is the program's or the component's
  if (prefix.logger === undefined && prefix.thread === undefined && /^[A-Za-z][\w.-]*$/.test(groups[0] ?? ''))
    prefix.logger = groups[0] as string;
  const pid = /(\d+) +- $/.exec(before);
  if (pid) prefix.pid = pid[1] as string;
  return time.end;
}

/** `app.jobs.Worker WARN `: a logger that stands before the level. */
const LOGGER_FIRST = /^([A-Za-z_$][\w$.-]{2,160}) {1,8}\[?(?=[A-Z])/;
/** `plugin-runner [91e5ffe91251] WARN `: a program and its host before the level. */
const PROGRAM_FIRST = /^([A-Za-z][\w.-]{1,60}) \[[\w.:-]{1,64}\] (?=[A-Z]{4,8} \d{4}-)/;
const BEFORE_BEHIND = /^[ \t]{0,4}[:|,;-]?[ \t]{0,8}/;

/**
 * The time behind a level: `WARN  [2026-11-23 01:56:35,123] logger: …` of Dropwizard (dropwizard-logging, DropwizardLayout.java),
 * `[WARN] [2026-11-23 01:56:35,123] …` of Akka, `[WARNING]\t2026-11-23T01:56:35.123Z\tREQUEST\t…` of AWS Lambda's runtime for Python (awslambdaric, bootstrap.py), `WARN: 2026-11-23 01:56:35,123: …`, `WARN 2026-11-23T01:56:35Z …`.
 * @param pos where the level ends
 * @returns where the time or its group ends
 */
export function timeBehindLevel(text: string, pos: number, prefix: Stamped, options: TimeOptions): number | undefined {
  const at = pos + (BEFORE_BEHIND.exec(text.slice(pos, pos + 16))?.[0].length ?? 0);
  if (CLOSE[text.charAt(at)] !== undefined) return bracketedTime(text, at, prefix, options);
  const time = readTimeAt(text, at, options);
  if (time) prefix.time = time;
  return time?.end;
}

/**
 * `logger LEVEL [TIME] message`: Log4j patterns that begin with `%c %p`. Without a time behind the level the words are a message's.
 * @returns the time, and where it or its group ends
 */
export function loggerLevelTime(text: string, parts: Parts, options: TimeOptions): { time: ReadTime; end: number } | undefined {
  const program = PROGRAM_FIRST.exec(text.slice(0, 160));
  const found = program ?? LOGGER_FIRST.exec(text.slice(0, 180));
  if (!found || !(program || looksLikeLogger(found[1] as string))) return undefined;
  const level = severityAt(text, found[0].length);
  if (!level) return undefined;
  const bracket = found[0].endsWith('[') ? /^ {0,4}\]/.exec(text.slice(level.end, level.end + 5)) : undefined;
  if (bracket === null) return undefined;
  const trial: Stamped = { ...parts, severity: level.severity, logger: found[1] as string };
  const end = timeBehindLevel(text, level.end + (bracket?.[0].length ?? 0), trial, options);
  const time = trial.time;
  if (end === undefined || !time) return undefined;
  delete trial.time;
  Object.assign(parts, trial);
  return { time, end };
}
