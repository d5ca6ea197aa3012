import { javaStack, type EventDraft, type Match, type RecordView, type Rule } from 'leak-stream/plugin';
import { refusalIn } from './refused.ts';
import { bodyOf, snapshotOf } from './stats.ts';
import { poolField, poolName } from './words.ts';

const WORDINGS =
  /Connection is not available, request timed out after \d{1,9} ?ms|Timeout (?:after \d{1,9}ms of waiting for a|of \d{1,9}ms encountered waiting for) connection/;
const CAUSE = /^[\s|>*!-]{0,20}Caused by:/;

/**
 * The waiter's stack. What follows the timeout's own exception in the chain is left out: HikariCP attaches the last failure to connect as
 * its cause, and that one comes from the thread that fills the pool.
 */
function waiterStack(lines: readonly string[]) {
  const own = lines.findLastIndex((line) => WORDINGS.test(line));
  if (lines.some((line) => line.includes('Wrapped by:') || line.includes('! Causing:')))
    return javaStack(own < 0 ? lines : lines.slice(own));
  const cause = lines.findIndex((line, i) => i > own && CAUSE.test(line));
  return javaStack(own < 0 || cause < 0 ? lines : lines.slice(0, cause));
}

/** ` (total=8, active=8, idle=0, waiting=14)`, since 5.1.0; on the next line where a terminal or a mail broke the text. The old wording's figures have a title of their own. */
function suffix(match: Match, record: RecordView): EventDraft | undefined {
  const rest = [match.after, record.tail[match.lineIndex] ?? '']
    .map((line) => line.trimStart())
    .find((line) => line !== '' && line !== '.');
  const body =
    rest === undefined
      ? undefined
      : /^\.?\s?(?:Timeout failure (?:pool )?stats (?:[^()]{1,100} )?)?\((?<body>total=[^()]{1,200})\)/.exec(rest)?.groups?.['body'];
  return body === undefined ? undefined : snapshotOf(body, 'exhaustion');
}

const ABOVE = /\bTimeout failure (?:pool )?stats (?:[^()]{1,100} )?\((?=total=\d)/;

/** The pool's own line of the same failure, which somebody pasted right above the exception. */
function statsAbove(match: Match, record: RecordView): EventDraft | undefined {
  const above = [record.message, ...record.tail.slice(0, match.lineIndex)].map((line) => line.split(ABOVE, 2)[1]);
  const body = bodyOf(above.find((after) => after !== undefined) ?? '');
  return body === undefined ? undefined : snapshotOf(body, 'exhaustion');
}

function timedOut(match: Match, record: RecordView, pool: string | undefined): readonly EventDraft[] {
  const stack = waiterStack([record.message, ...record.tail]);
  const snapshot = suffix(match, record) ?? statsAbove(match, record);
  const timeout: EventDraft = {
    kind: 'acquire-timeout',
    ...poolField(pool),
    waitedMs: match.number('waited'),
    witness: 'exception',
    ...(stack.length === 0 ? {} : { stack }),
  };
  return [timeout, ...(snapshot === undefined ? [] : [{ ...snapshot, ...poolField(pool) }]), ...refusalIn(record)];
}

const named: Rule = {
  pattern: /Connection is not available, request timed out after (?<waited>\d{1,9}) ?ms\.?/,
  scope: 'record',
  read: (match, record) => timedOut(match, record, poolBefore(match, record)),
};

/** The name stands between the exception's class and ` - `; a message of HikariCP's own begins with it. */
function poolBefore(match: Match, record: RecordView): string | undefined {
  if (!match.before.endsWith(' - ')) return undefined;
  const before = match.before.slice(0, -3);
  const exception = before.lastIndexOf('Exception: ');
  if (exception >= 0) return poolName(before.slice(exception + 'Exception: '.length), true);
  return poolName(before, match.lineIndex === 0 && record.logger !== undefined && !/[:\t]/.test(before) && before.split(' ').length <= 3);
}

const unnamed: Rule = {
  pattern: /Timeout (?:after (?<waited>\d{1,9})ms of waiting for a|of (?<before>\d{1,9})ms encountered waiting for) connection/,
  scope: 'record',
  read(match, record) {
    const waited = match.maybe('waited') === undefined ? { ...match, number: () => match.number('before') } : match;
    return timedOut(waited, record, undefined);
  },
};

/**
 * Acquire timeouts: the text of an exception that the application logs, wrapped in others of its own; each record counts once.
 * `com.zaxxer.hikari.pool.HikariPool.createTimeoutException`; the names of the classes changed, the sentence tells them.
 */
export const acquireRules = { 'acquire-timeout': named, 'acquire-timeout-before-2.4.1': unnamed };
