import type { Severity } from '../../../model/event.ts';
import { looksLikeLogger, looksLikeThread } from '../parts.ts';
import { severityOf } from '../severity.ts';

const THREAD_STRING = /(?:Virtual)?Thread\[(?:#\d{1,9},?)?([^\],]{0,100})[^\]]{0,100}\](?:\/\w{1,30})?: /y;
const USER = /\*?[A-Za-z][\w.@-]{0,40} {1,4}(?=(?:[A-Za-z_$][\w$-]{0,60}\.){2,12}[\w$-]{1,80} - )/y;
const INNER = /(TRACE|DEBUG|INFO|WARN|ERROR|FATAL) {1,4}(?=(?:[A-Za-z_$][\w$-]{0,60}\.){1,12}[\w$-]{1,80} - )/y;
const INNER_ELAPSED = /\d{1,10} {1,4}(?=\[[^\]\n]{1,100}\] {1,4}(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b)/y;
const PROCESS_THREAD = /([\w.-]{1,60})\/([\w.-]{1,60}) {1,8}(?=[A-Za-z_][\w-]{0,60}(?:\.[\w-]{1,60}){1,12}(?:: | - | {1,8}))/y;
const FROM_IN = /^from ([A-Za-z_][\w.$]{0,120}) in (\S.{0,70}?) - /;

/** A thread's toString: `Thread[main,5,main]: `, `VirtualThread[#22,name]/runnable: `. Helidon prints it behind the logger (HelidonFormatter.java). */
export function threadString(text: string, pos: number): { readonly thread: string; readonly end: number } | undefined {
  THREAD_STRING.lastIndex = pos;
  const found = THREAD_STRING.exec(text);
  return found ? { thread: found[1] as string, end: THREAD_STRING.lastIndex } : undefined;
}

/** Where a user's name ends that stands between thread and logger, as Nexus prints it: `*SYSTEM org.sonatype.nexus.Main - `. */
export function behindUser(text: string, pos: number): number | undefined {
  USER.lastIndex = pos;
  return USER.test(text) ? USER.lastIndex : undefined;
}

/**
 * The level of a head inside of another one: `[13:07:24 WARN]: [shop housekeeper] INFO com.zaxxer.hikari.pool.ProxyLeakTask - `, what SLF4J's simple logger prints where a
 * program with a layout of its own takes the lines of standard error. It is what the library itself said.
 */
export function innerLevel(text: string, pos: number): { readonly severity: Severity; readonly end: number } | undefined {
  INNER.lastIndex = pos;
  const severity = severityOf(INNER.exec(text)?.[1] ?? '');
  return severity === undefined ? undefined : { severity, end: INNER.lastIndex };
}

/** Where the milliseconds since the start end with which such an inner head may begin (`org.slf4j.simpleLogger.showDateTime=false`). No process has that id. */
export function innerElapsed(text: string, pos: number): number | undefined {
  INNER_ELAPSED.lastIndex = pos;
  return INNER_ELAPSED.test(text) ? INNER_ELAPSED.lastIndex : undefined;
}

/** `from application in a-thread - ` of Play (documentation of version 2.x, SettingsLogger). */
export function fromIn(text: string, pos: number): { readonly logger: string; readonly thread: string; readonly end: number } | undefined {
  const found = FROM_IN.exec(text.slice(pos, pos + 220));
  const [whole, logger, thread] = (found ?? []) as (string | undefined)[];
  if (whole === undefined || logger === undefined || thread === undefined) return undefined;
  return looksLikeThread(thread) || !/\s/.test(thread) ? { logger, thread, end: pos + whole.length } : undefined;
}

const BEFORE_STEPS = /\(([^()\s=:,]{1,60})\) {1,4}([A-Za-z_][\w-]{0,60}(?:\.[\w-]{1,60}){1,12})(?:: | {1,8}- )/y;

/**
 * A thread in parentheses before the logger, as Solr prints it, or `(%(threadName)s) %(name)s: `. A message may begin so, too: only a logger behind it proves it, and where
 * the name could be any word, a logger in steps that a colon or a dash closes.
 */
export function threadBeforeLogger(text: string, pos: number): string | undefined {
  const close = text.indexOf(')', pos);
  const thread = close < 0 || close - pos > 100 ? '' : text.slice(pos + 1, close);
  if (looksLikeThread(thread)) return thread;
  BEFORE_STEPS.lastIndex = pos;
  const [, name, logger] = (BEFORE_STEPS.exec(text) ?? []) as (string | undefined)[];
  return logger !== undefined && looksLikeLogger(logger) ? name : undefined;
}

/** `%(processName)s/%(threadName)s` before a logger in steps: `worker-1/MainThread shop.orders: `. */
export function processAndThread(
  text: string,
  pos: number,
): { readonly process: string; readonly thread: string; readonly end: number } | undefined {
  PROCESS_THREAD.lastIndex = pos;
  const [whole, process, thread] = (PROCESS_THREAD.exec(text) ?? []) as (string | undefined)[];
  if (whole === undefined || process === undefined || thread === undefined || !looksLikeThread(thread)) return undefined;
  return { process, thread, end: pos + whole.length };
}

const IN_FILE = String.raw`\([\w$-]{1,100}\.(?:java|kt|scala|groovy):\d{1,7}\)(?: |$)`;
const FILE = new RegExp(`^${IN_FILE}`);
const BEFORE_FILE = new RegExp(String.raw`^((?:(?! - )[^()[\]|=:]){1,90}?) (?=${IN_FILE})`);

/** Whether the first parenthesis from `pos` on holds a file that may stand for the logger, so that all before it may be a thread's name. */
export function fileAhead(text: string, pos: number): boolean {
  const group = text.indexOf(' (', pos);
  return group >= 0 && group - pos <= 90 && FILE.test(text.slice(group + 1, group + 130));
}

/** `main (HikariPool.java:421) - …`: Log4j's `%t (%F:%L)`, a thread and the file that stands for the logger. */
export function threadBeforeFile(text: string, pos: number): string | undefined {
  if (!fileAhead(text, pos)) return undefined;
  const thread = BEFORE_FILE.exec(text.slice(pos, pos + 220))?.[1];
  if (thread === undefined || !looksLikeThread(thread)) return undefined;
  const word = thread.indexOf(' ');
  // a logger's name, its process and its thread
  return word > 0 && processBehind(text, pos + word) !== undefined ? undefined : thread;
}

/** Names that Python and its servers give to threads, or what pthread_self gives. No more than these, for a message may begin with a number. */
const PYTHON_THREAD = String.raw`MainThread|django-main-thread|(?:Thread|Dummy|waitress)-\d{1,9}(?: \([\w.<>]{1,60}\))?|ThreadPoolExecutor-\d{1,9}_\d{1,9}|asyncio_\d{1,9}|AnyIO worker thread|uWSGIWorker\d{1,4}Core\d{1,4}|\d{5,20}`;
const PROCESS_BEHIND = new RegExp(String.raw` {1,8}(\d{1,10}) (${PYTHON_THREAD}) `, 'y');

/**
 * Process and thread right behind a logger, `views 4711 140123456789 …`, as Django's own example of a verbose formatter prints them ("Logging" in its
 * documentation), or with the thread's name: `psycopg.pool 4711 ThreadPoolExecutor-0_1 …`.
 */
export function processBehind(
  text: string,
  pos: number,
): { readonly pid: string; readonly thread: string; readonly end: number } | undefined {
  PROCESS_BEHIND.lastIndex = pos;
  const [whole, pid, thread] = (PROCESS_BEHIND.exec(text) ?? []) as (string | undefined)[];
  if (whole === undefined || pid === undefined || thread === undefined) return undefined;
  return { pid, thread, end: pos + whole.length };
}

const ID_BEHIND = /^ ((?=[\w.:@/-]{0,63}\d)[A-Za-z0-9][\w.:@/-]{3,63}) [-|:] /;

/** The id of a request or a job that stands behind a place in the program, `shop.orders:run:30 j-00073 - …`: loguru's own layout with one of its extras before the dash. */
export function idBehind(text: string, pos: number): { readonly id: string; readonly end: number } | undefined {
  const [whole, id] = (ID_BEHIND.exec(text.slice(pos, pos + 80)) ?? []) as (string | undefined)[];
  return whole === undefined || id === undefined ? undefined : { id, end: pos + whole.length };
}

const CONTEXT_BEHIND = /^\{((?:[\w.-]{1,60}=[^{}=]{0,120}(?:, (?=[\w.-]{1,60}=)|(?=\}))){0,12})\} {1,2}[-:|] {1,2}/;

/** Log4j's `%X` behind a logger and before a dash: `{} - `, `{requestId=r3, user=7} - `. */
export function contextBehind(
  text: string,
  pos: number,
): { readonly pairs: readonly (readonly [string, string])[]; readonly end: number } | undefined {
  const [whole, inner] = (CONTEXT_BEHIND.exec(text.slice(pos, pos + 600)) ?? []) as (string | undefined)[];
  if (whole === undefined || inner === undefined) return undefined;
  const pairs = inner === '' ? [] : inner.split(/, (?=[\w.-]{1,60}=)/);
  return {
    pairs: pairs.map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)] as const),
    end: pos + whole.length,
  };
}
