import { readTimeAt, type ReadTime, type TimeOptions } from '../../time/index.ts';
import { afterLevel, skipBlanks } from './after-level.ts';
import { readColumns } from './columns.ts';
import { findLevel } from './find-level.ts';
import { bracketedTime, lateTime, loggerLevelTime, timeBehindLevel } from './leading-time.ts';
import { looksLikeThread, type Parts, type Prefix, type Shown } from '../parts.ts';
import { serverLog } from './server-log.ts';
import { readSpring } from './spring.ts';

/** Go's Lshortfile and Llongfile, which stand between time and message, and gorm's whole path without a colon (gorm, logger/logger.go). */
const FILE_LINE = /^ (?:[\w./@-]{1,160}\.go:\d{1,6}: |(?:\/|[A-Za-z]:\/)[\w./@-]{1,160}\.go:\d{1,6} )/;
/** `[host/IOOfOK7Nig-000017] `: what go-chi's middleware.RequestID makes and its Logger prints (chi, middleware/request_id.go). */
const CHI_REQUEST = /^\[([\w.-]{1,100}\/[A-Za-z0-9]{10}-\d{6,12})\] /;
/** `TID: [-1234] [] [2026-11-23 01:52:09,123]  INFO {logger} - …`: tenant and application, as WSO2's servers print them before the time (carbon-kernel, log4j2.properties). */
const TENANT = /^TID: {0,2}(?:\[[^\]]{0,60}\] ?){1,3}(?=\[\d{4}-)/;
/** Not `ERROR 1040 (HY000): …`, with which MySQL goes on. */
const CAPITAL_LEVEL = /^[A-Z]{4,8} {1,5}[A-Za-z[(]/;

/** A line without a level: the time alone, with a process id, or with groups and a logger that a separator closes. */
function withoutLevel(text: string, prefix: Prefix, shown: Shown): Prefix {
  let pos = prefix.start;
  while (text.charCodeAt(pos) === 32) pos++;
  if (text.charCodeAt(pos) === 9) {
    const column = readColumns(text, pos, '\t', prefix);
    return Object.assign(prefix, column);
  }
  // no system numbers its processes higher; a request's id may be digits alone. Gunicorn's `%(p)s` has brackets of its own
  const pid = /^\[(?:(\d{1,7})|<(\d{1,7})>)\]:? /.exec(text.slice(pos, pos + 16));
  if (pid) {
    prefix.pid = (pid[1] ?? pid[2]) as string;
    pos += pid[0].length;
  }
  const chi = CHI_REQUEST.exec(text.slice(pos, pos + 160));
  if (chi) {
    prefix.request = chi[1] as string;
    return Object.assign(prefix, { start: pos + chi[0].length });
  }
  if (text.charCodeAt(pos) === 91) {
    const trial: Parts = {};
    const after = afterLevel(text, pos, trial, false, shown);
    if (trial.logger !== undefined && after.start > pos) return Object.assign(prefix, trial, { start: after.start });
  }
  prefix.start = pos;
  return prefix;
}

/**
 * Reads whatever stands before a message: a time, a level, a logger, threads, ids, in any usual order and punctuation.
 * Undefined where the line does not begin like a record. What cannot be told from the message is left in the message.
 * `leading` is the time with which the line begins, if it does; `shown` is what the stream's lines have shown, and is added to. A collector that `stamped` the
 * line knows the time: then a level in capitals, first in the line, is enough.
 */
export function readPrefix(
  text: string,
  options: TimeOptions,
  leading: ReadTime | undefined,
  shown: Shown,
  stamped = false,
): Prefix | undefined {
  const prefix: Prefix = { layout: 'text', start: 0, end: text.length };
  let pos = skipBlanks(text, 0);
  const indented = pos > 0;
  if (text.charCodeAt(pos) === 84) pos += TENANT.exec(text.slice(pos, pos + 140))?.[0].length ?? 0;
  const code = text.charCodeAt(pos);
  const bracketed = code === 91 || code === 40 ? bracketedTime(text, pos, prefix, options) : undefined;
  if (bracketed !== undefined) pos = bracketed;
  else {
    const time = indented ? readTimeAt(text, pos, options) : leading;
    if (time) {
      prefix.time = time;
      pos = time.end;
    } else pos = lateTime(text, pos, prefix, options) ?? pos;
  }
  const time = prefix.time;
  prefix.start = pos;
  if (time) {
    const next = text.charCodeAt(pos);
    if (!(pos === text.length || next === 32 || next === 9 || next === 124 || next === 91 || next === 58 || next === 44 || next === 59))
      return undefined;
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
  let level = prefix.severity ? { end: pos, mark: undefined, bracketed: true } : findLevel(text, pos, tentative, time !== undefined, shown);
  if (!level) {
    const behind = time || indented ? undefined : loggerLevelTime(text, tentative, options);
    if (!behind) return time && !indented ? withoutLevel(text, prefix, shown) : undefined;
    prefix.time = behind.time;
    level = { end: behind.end, mark: undefined, bracketed: true };
  }
  Object.assign(prefix, tentative);
  pos = prefix.level = level.end;
  let sure = prefix.time !== undefined || (stamped && CAPITAL_LEVEL.test(text));
  if (!sure) {
    // a level first: then the time may follow, or this is no head at all
    const late = timeBehindLevel(text, pos, prefix, options);
    if (late !== undefined) {
      pos = late;
      sure = true;
    }
  }
  const spring = readSpring(text, pos, prefix);
  if (spring !== undefined) return Object.assign(prefix, { layout: 'spring-boot', start: spring, closed: true });
  const blank = skipBlanks(text, pos);
  const next = text.charCodeAt(blank);
  const mark = level.mark ?? (next === 124 ? '|' : text.charCodeAt(pos) === 9 ? '\t' : undefined);
  if (mark && (next === mark.charCodeAt(0) || mark === '\t')) {
    return sure ? Object.assign(prefix, { layout: 'columns' }, readColumns(text, mark === '\t' ? pos : blank, mark, prefix)) : undefined;
  }
  const after = afterLevel(text, pos, prefix, level.bracketed, shown);
  // Go has no names for its threads
  if (prefix.layout === 'go-log' && prefix.thread !== undefined && !looksLikeThread(prefix.thread)) {
    prefix.logger ??= prefix.thread;
    delete prefix.thread;
  }
  prefix.start = after.start;
  prefix.closed = after.closed;
  if (!sure && (!after.sure || indented) && !(level.bracketed && !indented && prefix.thread === undefined)) {
    if (!(indented && after.sure && prefix.logger !== undefined)) return undefined;
  }
  return prefix;
}
