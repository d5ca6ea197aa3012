import { readTimeAt, type ReadTime, type TimeOptions } from '../../time/index.ts';
import type { Prefix } from '../parts.ts';
import { severityOf } from '../severity.ts';

const STAMPED = /^\[(?:GIN|Recovery)\] (?=\d{4}\/)/;
const DEBUG = /^\[GIN-debug\] (?:\[(WARNING|ERROR)\] )?/;

/**
 * What gin prints by itself (gin-gonic/gin): `[GIN] 2026/11/23 - 01:52:09 | 200 | …` (logger.go), `[Recovery] 2026/11/23 - 01:52:09 panic
 * recovered:`, which its recovery.go puts behind the time of Go's own log package, and `[GIN-debug] …` without a time (debug.go).
 * @param pos where the bracket stands
 * @param outer the time before it
 */
export function gin(text: string, pos: number, outer: ReadTime | undefined, options: TimeOptions): Prefix | undefined {
  if (text.charCodeAt(pos + 1) !== 71 && text.charCodeAt(pos + 1) !== 82) return undefined;
  const start = text.slice(pos, pos + 32);
  const debug = DEBUG.exec(start);
  if (debug) {
    const severity = severityOf(debug[1] ?? 'debug');
    return { layout: 'gin', start: pos + debug[0].length, end: text.length, ...(severity && { severity }), ...(outer && { time: outer }) };
  }
  const stamped = STAMPED.exec(start);
  const time = stamped ? readTimeAt(text, pos + stamped[0].length, options) : undefined;
  if (!time) return undefined;
  const blank = text.charCodeAt(time.end) === 32 ? 1 : 0;
  return { layout: 'gin', time: outer ?? time, start: time.end + blank, end: text.length };
}
