import { addGroup, looksLikeLogger, type Parts } from './parts.ts';
import { severityOf } from './severity.ts';

const BLANK = /[ \t]/;
const CALLER = /^[\w./@-]{1,160}\.(?:go|py|java|kt|rs|js|ts):\d+$/;
/** `run: 390`, a function and its line. */
const POSITION = /^[A-Za-z_<][\w<>.]{0,80}: *\d{1,7}$/;
/** `name:function:line` of loguru before ` - ` or in a column of its own; the name may be `__main__`, the function `<module>`. */
const LOGURU = /^([\w.<>$-]{1,120}):([\w<>$]{1,80}):(\d{1,7})(?: - | *\| ?)/;

/**
 * Layouts in columns: `TIME | LEVEL | thread | logger | message` and the same with tabs (zap's console, log4j patterns).
 * `pos` is where the first separator may stand; returns where the message begins, and what follows it in a column of its own (zap's fields).
 */
export function readColumns(text: string, pos: number, mark: '|' | '\t', parts: Parts): { start: number; end: number } {
  let start = text.charAt(pos) === mark ? pos + 1 : pos;
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
    if (column !== '' && BLANK.test(column) && !POSITION.test(column) && !/^[\w.-]+ ?\([\w.-]+\)$/.test(column)) break;
    if (parts.logger === undefined && looksLikeLogger(column)) parts.logger = column;
    else if (!POSITION.test(column)) addGroup(parts, column);
    start = next + 1;
  }
  while (text.charCodeAt(start) === 32) start++;
  return { start, end: text.length };
}
