import { javaStack, type Match, type RecordView, type Rule } from 'leak-stream/plugin';
import { byHikari, poolEndOfThread, poolInText, poolOfThread } from './words.ts';

const ON_THREAD = ' on thread ';
const STACK_FOLLOWS = ', stack trace follows';
/** Some drivers describe a connection with its URL; a name longer than this is none. */
const NAME_CAP = 1_000;

/** `{connection} on thread {thread}`; the thread is the borrower's, and empty for virtual threads without a name. */
function namesIn(text: string): { connection: string | null; thread?: string } {
  const at = text.indexOf(ON_THREAD);
  const connection = (at < 0 ? text : text.slice(0, at)).trim().slice(0, NAME_CAP);
  const thread = at < 0 ? '' : text.slice(at + ON_THREAD.length).trim();
  return { connection: connection === '' ? null : connection, ...(thread === '' ? {} : { thread }) };
}

/** The pool is not in the message: only the logging housekeeper's thread tells it, or the end of its name. */
function poolOf(match: Match, record: RecordView): { pool?: string; poolEnd?: string } {
  const lineBefore = match.lineIndex > 1 ? record.tail[match.lineIndex - 2] : match.lineIndex === 1 ? record.message : undefined;
  const pool = poolOfThread(record.thread) ?? poolInText(match.before) ?? (lineBefore === undefined ? undefined : poolInText(lineBefore));
  if (pool !== undefined) return { pool };
  const poolEnd = poolEndOfThread(record.thread);
  return poolEnd === undefined ? {} : { poolEnd };
}

/** A format string or a piece of documentation, not a line of a running pool. */
const isPlaceholder = (text: string): boolean => /\{\}|%s|<connection>/.test(text);

const reported: Rule = {
  pattern: /Connection leak detection triggered(?: for (?<old>connection )?(?<names>.{1,2000}))?(?<end>.{0,200})/,
  scope: 'record',
  read(match, record) {
    const said = (match.maybe('names') ?? '') + match.text('end');
    const follows = said.indexOf(STACK_FOLLOWS);
    const trace = [
      follows < 0 ? match.after : said.slice(follows + STACK_FOLLOWS.length) + match.after,
      ...record.tail.slice(match.lineIndex),
    ];
    if (follows < 0 && !byHikari(record) && !trace.some((line) => line.includes('Apparent connection leak detected'))) return undefined;
    const named = match.maybe('names') === undefined ? '' : follows < 0 ? said : said.slice(0, follows);
    if (isPlaceholder(named)) return undefined;
    // Both old wordings are from before 2.4.8, the first version that prints a return.
    const old = match.maybe('old') !== undefined || (match.maybe('names') === undefined && follows >= 0);
    return {
      kind: 'leak-reported',
      ...namesIn(named),
      ...poolOf(match, record),
      stack: javaStack(trace),
      ...(old && { returnsLogged: false }),
    };
  },
};

const orphan: Rule = {
  pattern: /^[\s|>*#-]{0,20}(?:java\.lang\.)?Exception: Apparent connection leak detected/,
  scope: 'record',
  read: (match, record) => ({
    kind: 'leak-reported',
    connection: null,
    ...poolOf(match, record),
    stack: javaStack([match.after, ...record.tail.slice(match.lineIndex)]),
  }),
};

const RETURNED = ' was returned to the pool (unleaked)';

const unleaked: Rule = {
  pattern: /Previously reported leaked connection /,
  scope: 'record',
  read(match) {
    const names = match.after.slice(0, Math.max(0, match.after.indexOf(RETURNED)));
    return names === '' || isPlaceholder(names) ? undefined : { kind: 'checkin', reason: 'unleaked', ...namesIn(names) };
  },
};

/**
 * `com.zaxxer.hikari.pool.ProxyLeakTask` (LeakTask before 2.4): WARN with the borrower's stack when a connection has been out longer than
 * leakDetectionThreshold, and, from 2.4.8, INFO when it came back after all. A trace whose header was lost still is a report.
 */
export const leakRules = { 'leak-reported': reported, 'leak-trace-alone': orphan, unleaked };
