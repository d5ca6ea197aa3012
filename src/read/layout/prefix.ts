import { readTimeAt, type ReadTime, type TimeOptions } from '../time/index.ts';
import { afterLevel, skipBlanks } from './after-level.ts';
import { readColumns } from './columns.ts';
import { addGroup, looksLikeLogger, type Parts } from './parts.ts';
import { severityAt, severityOf } from './severity.ts';
import { readSpring } from './spring.ts';

export interface Prefix extends Parts {
  layout: string;
  time?: ReadTime;
  /** Where the message begins and ends. */
  start: number;
  end: number;
}

/** Go's Lshortfile and Llongfile, which stand between time and message. */
const FILE_LINE = /^ [\w./@-]{1,160}\.go:\d{1,6}: /;
/** What may stand before the time: Go's log.SetPrefix, a thread, NestJS' name and process id. */
const BEFORE_TIME = /^(?:(?:\[[^\]]{0,80}\] ?){1,3}(?:\d{1,10} {1,3}- )?|[A-Za-z][\w.-]{0,40}: ?)(?=\d)/;
const SERVER_SEVERITY =
  /(?:^|[\s:\]])(?:LOG|FATAL|ERROR|PANIC|WARNING|NOTICE|INFO|DEBUG[1-5]?|STATEMENT|DETAIL|HINT|CONTEXT|QUERY|LOCATION): {2}/;

/** `[2026-11-23 01:56:35 +0000]`, Celery's `[2026-11-23 01:55:47,532: ERROR/ForkPoolWorker-2]`, Tornado's `[I 2026-11-23 01:55:47 web:21]`. */
function bracketedTime(text: string, pos: number, prefix: Prefix, options: TimeOptions): number | undefined {
  const close = text.indexOf(']', pos);
  if (close < 0 || close - pos > 160) return undefined;
  const letter = /^[DIWEC] /.test(text.slice(pos + 1, pos + 3));
  const time = readTimeAt(text, pos + (letter ? 3 : 1), options);
  if (!time || time.end > close) return undefined;
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
  return close + 1;
}

/** A time that does not begin the line but follows a prefix. */
function lateTime(text: string, pos: number, prefix: Prefix, options: TimeOptions): number | undefined {
  const before = BEFORE_TIME.exec(text.slice(pos, pos + 280))?.[0];
  if (before === undefined) return undefined;
  const time = readTimeAt(text, pos + before.length, options);
  if (!time) return undefined;
  if (!before.startsWith('[') && !(time.dated && text.charAt(pos + before.length + 4) === '/')) return undefined;
  const groups = [...before.matchAll(/\[([^\]]*)\]/g)].map((group) => group[1] as string);
  if (severityOf((groups[0] ?? '').trim()) !== undefined) return undefined;
  prefix.time = time;
  if (groups.length === 0) prefix.logger = before.replace(/: ?$/, '');
  else for (const group of groups) if (addGroup(prefix, group) === 'likely' && prefix.thread === group) delete prefix.thread;
  // a name that looks like no thread is the program's or the component's
  if (prefix.logger === undefined && prefix.thread === undefined && /^[A-Za-z][\w.-]*$/.test(groups[0] ?? ''))
    prefix.logger = groups[0] as string;
  const pid = /(\d+) +- $/.exec(before);
  if (pid) prefix.pid = pid[1] as string;
  return time.end;
}

const groupEnd = (text: string, pos: number): number => {
  let depth = 0;
  const limit = Math.min(text.length, pos + 200);
  for (let i = pos; i < limit; i++) {
    const code = text.charCodeAt(i);
    if (code === 91) depth++;
    else if (code === 93 && --depth === 0) return i;
  }
  return -1;
};

/** From the time on, or from the line's start: groups, columns and at most one bare word, then the level. Undefined where no level comes. */
function findLevel(
  text: string,
  from: number,
  parts: Parts,
  timed: boolean,
): { end: number; mark: '|' | '\t' | undefined; bracketed: boolean } | undefined {
  let pos = from;
  let words = timed ? 1 : 0;
  let mark: '|' | '\t' | undefined;
  for (let n = 0; n < 10; n++) {
    while (text.charCodeAt(pos) === 32) pos++;
    const code = text.charCodeAt(pos);
    if (code === 124 || code === 9) {
      mark = code === 9 ? '\t' : '|';
      pos++;
      continue;
    }
    if ((code === 45 || code === 44 || code === 58) && (text.charCodeAt(pos + 1) === 32 || pos === from)) {
      pos++;
      continue;
    }
    if (code === 91 || code === 40 || code === 60) {
      const close = code === 91 ? groupEnd(text, pos) : text.indexOf(code === 40 ? ')' : '>', pos);
      if (close < 0 || close - pos > 200) return undefined;
      const had = parts.severity;
      const group = text.slice(pos + 1, close);
      const sub = code === 91 && severityAt(group, 0);
      // `[WARN ]`, `[ERROR] `, and `[INFO/MainProcess]` of multiprocessing
      if (had === undefined && sub && /^[ \t/:]/.test(group.slice(sub.end) || ' ')) {
        parts.severity = sub.severity;
        const rest = group.slice(sub.end + 1).trim();
        if (rest !== '') addGroup(parts, rest);
        return { end: close + 1, mark, bracketed: true };
      }
      addGroup(parts, group);
      if (had === undefined && parts.severity !== undefined) return { end: close + 1, mark, bracketed: true };
      pos = close + 1;
      continue;
    }
    const level = severityAt(text, pos);
    if (level && (level.upper || n === 0 || mark !== undefined)) {
      parts.severity = level.severity;
      return { end: level.end, mark, bracketed: false };
    }
    const word = /^[^\s|[\]"'{}]{1,120}/.exec(text.slice(pos, pos + 121))?.[0];
    if (word === undefined) return undefined;
    // Quarkus prints `host process[pid]` between time and level
    const process = /^\[\d{1,10}\] /.test(text.slice(pos + word.length, pos + word.length + 13));
    if (!process && words-- <= 0 && mark === undefined) return undefined;
    if (process) {
      pos += word.length;
      continue;
    }
    if (word.includes('=') && !/^[\w.-]{1,40}=\S{1,80}$/.test(word)) return undefined;
    if (looksLikeLogger(word) && parts.logger === undefined) parts.logger = word;
    else addGroup(parts, word);
    pos += word.length;
  }
  return undefined;
}

/** A line without a level: the time alone, or with a process id. */
function withoutLevel(text: string, prefix: Prefix): Prefix {
  let pos = prefix.start;
  while (text.charCodeAt(pos) === 32) pos++;
  if (text.charCodeAt(pos) === 9) {
    const column = readColumns(text, pos, '\t', prefix);
    return Object.assign(prefix, column);
  }
  const pid = /^\[(\d{1,10})\]:? /.exec(text.slice(pos, pos + 16));
  if (pid) {
    prefix.pid = pid[1] as string;
    pos += pid[0].length;
  }
  prefix.start = pos;
  return prefix;
}

/** `[14103] FATAL:  …`, `user=,db= LOG:  …`, `::@:[10056]:LOG:  …`: PostgreSQL's own prefix is its plug-in's business, all but time and pid. */
function serverLog(text: string, prefix: Prefix): Prefix | undefined {
  const rest = text.slice(prefix.start, prefix.start + 300);
  const found = SERVER_SEVERITY.exec(rest);
  if (!found) return undefined;
  const pid = /\[(\d{1,10})(?:-\d{1,6})?\]/.exec(rest.slice(0, found.index + 1));
  prefix.layout = 'postgres';
  if (pid) prefix.pid = pid[1] as string;
  const leading = /^ ?\[\d{1,10}\]:? /.exec(rest);
  prefix.start += leading ? leading[0].length : (/^ */.exec(rest)?.[0].length ?? 0);
  const word = /(?:LOG|FATAL|ERROR|PANIC|WARNING|NOTICE|INFO|DEBUG)/.exec(found[0])?.[0];
  const severity = word === undefined ? undefined : severityOf(word);
  if (severity) prefix.severity = severity;
  return prefix;
}

/**
 * Reads whatever stands before a message: a time, a level, a logger, threads, ids, in any usual order and punctuation.
 * Undefined where the line does not begin like a record. What cannot be told from the message is left in the message.
 */
export function readPrefix(text: string, options: TimeOptions): Prefix | undefined {
  const prefix: Prefix = { layout: 'text', start: 0, end: text.length };
  let pos = skipBlanks(text, 0);
  const indented = pos > 0;
  const code = text.charCodeAt(pos);
  const bracketed = code === 91 ? bracketedTime(text, pos, prefix, options) : undefined;
  if (bracketed !== undefined) pos = bracketed;
  else {
    const time = readTimeAt(text, pos, options);
    if (time) {
      prefix.time = time;
      pos = time.end;
    } else pos = lateTime(text, pos, prefix, options) ?? pos;
  }
  const time = prefix.time;
  prefix.start = pos;
  if (time) {
    const next = text.charCodeAt(pos);
    if (!(pos === text.length || next === 32 || next === 9 || next === 124 || next === 91 || next === 58 || next === 44)) return undefined;
    const server = time.dated && next !== 9 ? serverLog(text, prefix) : undefined;
    if (server) return server;
    const file = next === 32 ? FILE_LINE.exec(text.slice(pos, pos + 180)) : null;
    if (file) {
      prefix.layout = 'go-log';
      pos += file[0].length;
      prefix.start = pos;
    }
  }
  const tentative: Parts = {};
  for (const key of ['severity', 'logger', 'thread', 'request', 'pid'] as const)
    if (prefix[key] !== undefined) Object.assign(tentative, { [key]: prefix[key] });
  const level = prefix.severity ? { end: pos, mark: undefined, bracketed: true } : findLevel(text, pos, tentative, time !== undefined);
  if (!level) return time && !indented ? withoutLevel(text, prefix) : undefined;
  Object.assign(prefix, tentative);
  pos = level.end;
  let sure = time !== undefined;
  if (!time) {
    // a level first: then the time may follow, or this is no head at all
    const late = readTimeAt(text, skipBlanks(text, pos), options);
    if (late) {
      prefix.time = late;
      pos = late.end;
      sure = true;
    }
  }
  const spring = readSpring(text, pos, prefix);
  if (spring !== undefined) return Object.assign(prefix, { layout: 'spring-boot', start: spring });
  const blank = skipBlanks(text, pos);
  const next = text.charCodeAt(blank);
  const mark = level.mark ?? (next === 124 ? '|' : text.charCodeAt(pos) === 9 ? '\t' : undefined);
  if (mark && (next === 124 || mark === '\t')) {
    return sure ? Object.assign(prefix, { layout: 'columns' }, readColumns(text, mark === '|' ? blank : pos, mark, prefix)) : undefined;
  }
  const after = afterLevel(text, pos, prefix, level.bracketed);
  prefix.start = after.start;
  if (!sure && (!after.sure || indented) && !(level.bracketed && !indented && prefix.thread === undefined)) {
    if (!(indented && after.sure && prefix.logger !== undefined)) return undefined;
  }
  return prefix;
}
