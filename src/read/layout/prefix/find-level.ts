import type { Mark } from './columns.ts';
import { addGroup, looksLikeLogger, looksLikeThread, type Parts, type Shown } from '../parts.ts';
import { letterAt, letterBeforeName, severityAt, severityOf } from '../severity.ts';

export interface FoundLevel {
  readonly end: number;
  /** Columns were seen on the way. */
  readonly mark: Mark | undefined;
  readonly bracketed: boolean;
}

const THREAD_WORDS = /^([A-Za-z][^\s[\]|:=]{0,60}(?: [^\s[\]|:=]{1,40}){1,3}) +(?=[A-Z]{4,8} +\[)/;

/** logging's `%(process)d %(thread)d`: a process' number and what pthread_self gives. */
const PROCESS_THREAD = /^(\d{1,10}) (\d{5,20}) +(?=[A-Z[])/;

/** ` - worker-1 - shop.orders - INFO - `: Python's and others' columns between dashes, more than one before the level. */
const DASHED = /^ - ((?:[^\s[\]|"'{}]{1,120} - ){3,5})/;

/** Those before the level: the first one, for a message may begin with a level as well. */
function dashedColumns(text: string, from: number): readonly string[] {
  const columns = DASHED.exec(text.slice(from, from + 400))?.[1]?.split(' - ') ?? [];
  const level = columns.findIndex((word) => /^[A-Z]{4,8}$/.test(word) && severityOf(word) !== undefined);
  return level > 1 ? columns.slice(0, level) : [];
}

/** `{impl.py:143} `: Airflow's place of the call, between time and level. */
const SOURCE = /^\{[\w$./-]{1,120}:\d{1,7}\} /;

/** `[20:42:55] [Server thread/WARN]: …`: Minecraft's servers and others with Log4j's `[%t/%level]`. */
const THREAD_LEVEL = /^(.{1,120})\/([A-Z]{4,8})$/;

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
export function findLevel(text: string, from: number, parts: Parts, timed: boolean, { dash }: Shown): FoundLevel | undefined {
  let pos = from;
  let words = timed ? 1 : 0;
  let mark: Mark | undefined;
  for (const column of timed ? dashedColumns(text, from) : []) {
    if (looksLikeLogger(column) && parts.logger === undefined) parts.logger = column;
    else addGroup(parts, column);
    pos += column.length + 3;
  }
  for (let n = 0; n < 10; n++) {
    while (text.charCodeAt(pos) === 32) pos++;
    const code = text.charCodeAt(pos);
    if (code === 124 || code === 9) {
      mark = code === 9 ? '\t' : '|';
      pos++;
      continue;
    }
    // values without blanks between them, right behind the time
    if ((code === 59 || code === 44) && ((pos === from && timed) || mark === text.charAt(pos)) && text.charCodeAt(pos + 1) !== 32) {
      mark = code === 59 ? ';' : ',';
      pos++;
      continue;
    }
    if ((code === 45 || code === 44 || code === 58) && (text.charCodeAt(pos + 1) === 32 || pos === from)) {
      pos++;
      continue;
    }
    const source = code === 123 ? SOURCE.exec(text.slice(pos, pos + 140))?.[0] : undefined;
    if (source !== undefined) {
      pos += source.length;
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
      const game = had === undefined && code === 91 ? THREAD_LEVEL.exec(group) : null;
      const said = game && severityOf(game[2] as string);
      if (said) {
        parts.severity = said;
        parts.thread ??= game[1] as string;
        return { end: close + 1, mark, bracketed: true };
      }
      addGroup(parts, group);
      if (had === undefined && parts.severity !== undefined) return { end: close + 1, mark, bracketed: true };
      pos = close + 1;
      continue;
    }
    // Jira's thread, whose name holds blanks: `HikariPool-1 housekeeper WARN      [logger] `
    const thread = timed && n === 0 ? THREAD_WORDS.exec(text.slice(pos, pos + 160))?.[1] : undefined;
    if (thread !== undefined && looksLikeThread(thread)) {
      parts.thread ??= thread;
      pos += thread.length;
      continue;
    }
    const numbers = timed && n === 0 ? PROCESS_THREAD.exec(text.slice(pos, pos + 60)) : null;
    if (numbers) {
      parts.pid ??= numbers[1] as string;
      parts.thread ??= numbers[2] as string;
      pos += numbers[0].length;
      continue;
    }
    const level = severityAt(text, pos);
    if (level && (level.upper || n === 0 || mark !== undefined)) {
      parts.severity = level.severity;
      return { end: level.end, mark, bracketed: false };
    }
    const initial = timed && n === 0 ? letterBeforeName(text, pos, dash) : undefined;
    if (initial) {
      parts.severity = initial.severity;
      if (initial.logger !== undefined) parts.logger = initial.logger;
      return { end: initial.end, mark, bracketed: false };
    }
    const letter = mark !== undefined && timed && text.slice(from, pos).trim() === mark.trim() ? letterAt(text, pos, mark) : undefined;
    if (letter) {
      parts.severity = letter.severity;
      return { end: letter.end, mark, bracketed: false };
    }
    const word = (mark === ';' || mark === ',' ? /^[^\s;,[\]"'{}]{1,120}/ : /^[^\s|[\]"'{}]{1,120}/).exec(text.slice(pos, pos + 121))?.[0];
    if (word === undefined) return undefined;
    // Quarkus prints `host process[pid]` between time and level
    const process = /^\[\d{1,10}\] /.test(text.slice(pos + word.length, pos + word.length + 13));
    if (!process && words-- <= 0 && mark === undefined) return undefined;
    if (process) {
      pos += word.length;
      continue;
    }
    if (word.includes('=') && !/^[\w.-]{1,40}=\S{1,80}$/.test(word)) return undefined;
    // `TIME - app - LEVEL - …` of Python's documentation
    const dashed = /^\s-\s$/.test(text.slice(pos - 3, pos)) && text.startsWith(' - ', pos + word.length) && !looksLikeThread(word);
    if ((looksLikeLogger(word) || (dashed && /^[A-Za-z_][\w-]*$/.test(word))) && parts.logger === undefined) parts.logger = word;
    // `orders: ERROR …` of a prefix that all lines bear is no thread
    else if (!word.endsWith(':')) addGroup(parts, word);
    pos += word.length;
  }
  return undefined;
}
