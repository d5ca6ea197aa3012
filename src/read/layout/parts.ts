import type { Severity } from '../../model/event.ts';
import type { ReadTime } from '../time/index.ts';
import { severityOf, severityOfLetter } from './severity.ts';

/** What is found around a message, whatever the layout. */
export interface Parts {
  severity?: Severity;
  logger?: string;
  thread?: string;
  request?: string;
  pid?: string;
  service?: string;
}

/** What stands before a message in a line of text. */
export interface Prefix extends Parts {
  layout: string;
  time?: ReadTime;
  /** Where the message begins and ends. */
  start: number;
  end: number;
  /** Where its level ends, and whether it is closed: whatever the message is, it begins there. */
  level?: number;
  closed?: boolean;
}

/** What is known of the place where a message may begin. */
export interface AfterLevel {
  readonly start: number;
  readonly sure: boolean;
  readonly closed: boolean;
}

const REQUEST_KEY =
  /^(?:x[-_]|dd\.)?(?:rid|req(?:uest)?[-_.]?id|trace[-_.]?id|correlation[-_.]?id|corr[-_.]?id|task[-_.]?id|trace|traceparent)$/i;
const THREAD_KEY = /^(?:thread(?:[-_.]?name)?|tid|thread[-_.]?id|worker|goroutine)$/i;
const PID_KEY = /^(?:pid|process(?:[-_.]?id)?)$/i;
const HEX_ID =
  /^(?:[0-9a-f]{8,40}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{16,32}-[0-9a-f]{16}|[0-9a-f]{2,12}(?:-[0-9a-f]{2,12}){1,4})$/i;
/** Names that threads bear and messages hardly begin with: numbered ones, the well-known, a role as the last of several words. */
const THREAD =
  /^(?:main|MainThread|restartedMain|system|ThreadPoolExecutor-\d{1,9}_\d{1,9}|[A-Za-z][\w .:$@/]{0,63}[-_#]\d{1,12}|[\w .:$@/-]{1,64}[-_ :.](?:thread|exec|worker|task|timer|scheduler|housekeeper|adder|closer|executor|loop|main)(?:[-_ #:.(][\w .:$@/()#-]{0,40})?)$/i;

/** `com.zaxxer.hikari.pool.HikariPool`, `c.z.h.p.HikariPool`, `sqlalchemy.pool.impl.QueuePool.orders-rw`: a name in steps, no file, no error. */
const DOTTED = /^[A-Za-z_$][\w$-]{0,79}(?:\.[\w$-]{1,79}){1,15}$/;
const FAILURE = /(?:Error|Exception|Warning|Timeout|Failure|Fault|Interrupted)$/;
const FILE = /\.(?:go|py|java|kt|scala|rb|js|ts|c|cc|cpp|rs|php|log|csv|json|xml|ya?ml|txt|sql|conf|jar|html?)$/;

export const looksLikeLogger = (name: string): boolean =>
  name.length <= 200 && DOTTED.test(name) && !FAILURE.test(name) && !FILE.test(name);

/** A class's simple name: `ProxyLeakTask`. An error's name is not taken for one, because `TimeoutError: …` begins a message. */
export const looksLikeClass = (name: string): boolean =>
  /^[A-Z][a-z0-9]+(?:[A-Z][A-Za-z0-9]*){1,8}$/.test(name) && name.length < 60 && !FAILURE.test(name);

export const looksLikeThread = (name: string): boolean => name.length <= 90 && THREAD.test(name);

export const looksLikeId = (name: string): boolean => name.length <= 64 && /\d/.test(name) && HEX_ID.test(name);

/**
 * What the lines of a stream have shown of their layout. A single word before ` - ` or `: ` may be a logger's name or the beginning of the
 * message (a pool's name); it is a logger only where names in steps have stood in the same place.
 */
export interface Shown {
  dash: boolean;
  colon: boolean;
}

/** Puts a `key=value` from around a message where it belongs. Unknown keys are left alone. */
export function addPair(parts: Parts, key: string, value: string): boolean {
  const text = value.replace(/^"(.*)"$/s, '$1');
  if (text === '' || text === '-' || text === '0' || text === 'None' || text === 'null' || text === 'n/a')
    return REQUEST_KEY.test(key) || THREAD_KEY.test(key);
  if (REQUEST_KEY.test(key)) parts.request ??= text;
  else if (THREAD_KEY.test(key)) parts.thread ??= text;
  else if (PID_KEY.test(key)) parts.pid ??= text;
  else return false;
  return true;
}

/** `HikariPool.java:421`, `views.py:33`: where the program logs, log4j2's `%F:%L` and its relatives. */
const SOURCE_LINE = /^[\w$@./-]{1,160}\.(?:java|kt|scala|groovy|py|go|js|ts|rb):(?:\d{1,7}|\?)$/;

/** `dd.service=orders dd.trace_id=0`, `traceId=, user=7`: a context of several pairs. */
const CONTEXT = /^(?:[A-Za-z][\w.-]{0,40}=[^\s,=[\]]{0,120}(?:, ?| |$)){2,16}$/;

/** `PID 4711`, as Dramatiq's workers begin their lines (dramatiq/cli.py, LOGFORMAT). */
const PID = /^pid[ :#]{1,2}(\d{1,10})$/i;

/** No system numbers its processes with more digits, or begins with a zero: one of forty ids that are eight hexadecimal digits has no letter in it. Threads have longer numbers. */
function addNumber(parts: Parts, text: string): void {
  if (text.length === 8 || (text.length > 3 && text.startsWith('0'))) parts.request ??= text;
  else if (parts.pid === undefined && text.length <= 7) parts.pid = text;
  else parts.thread ??= text;
}

/**
 * Files the text of a bracketed group or a column of a layout.
 * @returns how certain it is that this was a part of the layout and no part of a message
 */
export function addGroup(parts: Parts, raw: string): 'sure' | 'likely' | 'empty' {
  const text = raw.trim();
  if (text === '' || text === '-' || text === '--') return 'empty';
  if (SOURCE_LINE.test(text)) return 'sure';
  const severity = severityOf(text) ?? (parts.severity === undefined ? severityOfLetter(text) : undefined);
  if (severity !== undefined) {
    const inner = parts.severity !== undefined;
    parts.severity = severity;
    // below a level a second one, `[info] 12:00:05 [WARN ] Task - …`, is the inner program's own, if more of a layout follows
    return inner ? 'likely' : 'sure';
  }
  const pair = /^([A-Za-z][\w.-]{0,40})=(\S{0,200})$/.exec(text);
  if (pair) return addPair(parts, pair[1] as string, pair[2] as string) ? 'sure' : 'likely';
  if (CONTEXT.test(text)) {
    for (const one of text.split(/[, ]+/)) addPair(parts, one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1));
    return 'sure';
  }
  const pid = PID.exec(text);
  if (pid) {
    parts.pid ??= pid[1] as string;
    return 'sure';
  }
  if (/^\d{1,10}$/.test(text)) {
    addNumber(parts, text);
    return 'sure';
  }
  const both = /^(\d{1,10})[:/]([^\s][^[\]]{0,90})$/.exec(text);
  if (both && !looksLikeId(text)) {
    parts.pid ??= both[1] as string;
    parts.thread ??= both[2] as string;
    return 'sure';
  }
  if (looksLikeId(text)) {
    parts.request ??= text;
    return 'sure';
  }
  const dotted = text.replace(/:\d+$/, '');
  if (parts.logger === undefined && looksLikeLogger(dotted) && !/[-_]\d{1,9}$/.test(dotted)) {
    parts.logger = dotted;
    return 'sure';
  }
  const known = looksLikeThread(text);
  if (text.length <= 120) parts.thread ??= text;
  return known ? 'sure' : 'likely';
}
