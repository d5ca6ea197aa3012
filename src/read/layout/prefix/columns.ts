import { addGroup, looksLikeLogger, looksLikeThread, type Parts } from '../parts.ts';
import { severityOf } from '../severity.ts';

/** What may stand between the columns of a layout. */
export type Mark = '|' | '\t' | ';' | ',';

const BLANK = /[ \t]/;
/** `12 - org.apache.karaf.jdbc - 4.4.6`: the bundle of Karaf's and ServiceMix' column. */
const BUNDLE = /^\d{1,6} - [\w.-]{1,120}(?: - [\w.-]{1,60})?$/;
/** Jenkins' `logger#method: message` in the last column. */
const LOGGER_METHOD = /^([A-Za-z_$][\w$.]{2,160})#[\w$<>]{1,80}: /;
const CALLER = /^[\w./@-]{1,160}\.(?:go|py|java|kt|rs|js|ts):\d+$/;
/** `run: 390`, a function and its line. */
const POSITION = /^[A-Za-z_<][\w<>.]{0,80}: *\d{1,7}$/;
/** `name:function:line` of loguru before ` - ` or in a column of its own; the name may be `__main__`, the function `<module>`. */
const LOGURU = /^([\w.<>$-]{1,120}):([\w<>$]{1,80}):(\d{1,7})(?: - | *\| ?)/;

/**
 * Layouts in columns: `TIME | LEVEL | thread | logger | message` and the same with tabs (zap's console, log4j patterns).
 * `pos` is where the first separator may stand; returns where the message begins, and what follows it in a column of its own (zap's fields).
 */
export function readColumns(text: string, pos: number, mark: Mark, parts: Parts): { start: number; end: number } {
  let start = text.charAt(pos) === mark ? pos + 1 : pos;
  // these marks are in messages as well
  const narrow = mark === ';' || mark === ',';
  for (let n = 0; n < 8; n++) {
    while (text.charCodeAt(start) === 32) start++;
    const loguru = mark === '|' ? LOGURU.exec(text.slice(start, start + 220)) : null;
    if (loguru) {
      parts.logger ??= loguru[1] as string;
      return { start: start + loguru[0].length, end: text.length };
    }
    const next = text.indexOf(mark, start);
    if (next < 0) break;
    const column = text.slice(start, next).trim();
    if (column.length > 120) break;
    const json = mark === '\t' && text.charCodeAt(next + 1) === 123;
    if (json && severityOf(column) === undefined) return { start, end: next };
    if (CALLER.test(column)) {
      start = next + 1;
      const fields = mark === '\t' ? text.indexOf('\t{', start) : -1;
      return { start, end: fields < 0 ? text.length : fields };
    }
    if (column.startsWith('"') || (narrow && parts.logger !== undefined && !looksLikeThread(column))) break;
    if (parts.thread === undefined && parts.logger === undefined && BLANK.test(column) && threadBeforeLogger(text, next, mark, column)) {
      parts.thread = column;
      start = next + 1;
      continue;
    }
    if (column !== '' && BLANK.test(column) && !BUNDLE.test(column) && !POSITION.test(column) && !/^[\w.-]+ ?\([\w.-]+\)$/.test(column))
      break;
    if (parts.logger === undefined && (looksLikeLogger(column) || (mark === '\t' && isPlainName(text, next, parts, column))))
      parts.logger = column;
    else if (!POSITION.test(column) && !BUNDLE.test(column) && !nameOfTwo(parts, column)) addGroup(parts, column);
    start = next + 1;
  }
  while (text.charCodeAt(start) === 32) start++;
  const named = parts.logger === undefined ? LOGGER_METHOD.exec(text.slice(start, start + 260)) : null;
  if (named) parts.logger = named[1] as string;
  if (named) return { start: start + named[0].length, end: text.length };
  return narrow ? unquoted(text, start) : { start, end: text.length };
}

/** zap's console names its logger in one word, `campaigns`; a thread's name that is one word is known, or a logger's column follows. */
function isPlainName(text: string, next: number, { severity, thread }: Parts, column: string): boolean {
  if (severity === undefined || thread !== undefined || !/^[A-Za-z][A-Za-z_-]{0,60}$/.test(column) || looksLikeThread(column)) return false;
  const end = text.indexOf('\t', next + 1);
  return end < 0 || !looksLikeLogger(text.slice(next + 1, end).trim());
}

/** Of two columns with single words, `w_0|pool`, the one that is named like a thread is the thread; the other is the logger, whose name needs no points here. */
function nameOfTwo(parts: Parts, column: string): boolean {
  const { thread, logger } = parts;
  const second = looksLikeThread(column);
  if (logger !== undefined || thread === undefined || looksLikeThread(thread) === second) return false;
  const name = second ? thread : column;
  if (!/^[A-Za-z_]\w{0,60}$/.test(name)) return false;
  parts.logger = name;
  if (second) parts.thread = column;
  return true;
}

/** A thread's name that holds blanks is one only where a logger's column follows: a message may hold the mark, too. */
function threadBeforeLogger(text: string, next: number, mark: Mark, column: string): boolean {
  const end = text.indexOf(mark, next + 1);
  return end >= 0 && looksLikeThread(column) && looksLikeLogger(text.slice(next + 1, end).trim());
}

/** The last value of comma-separated ones, which may stand in quotes; the closing one may come lines below. */
function unquoted(text: string, start: number): { start: number; end: number } {
  if (text.charCodeAt(start) !== 34) return { start, end: text.length };
  const trimmed = text.trimEnd();
  return { start: start + 1, end: trimmed.length > start + 1 && trimmed.endsWith('"') ? trimmed.length - 1 : text.length };
}
