import { pythonStackOf, type EventDraft, type RecordView, type Rule } from 'leak-stream/plugin';
import { poolName } from './connection.ts';

const LIMIT =
  /QueuePool limit of size (?<size>\d{1,9}) overflow (?<overflow>-?\d{1,9}) reached,(?:\s?connection timed out, timeout (?<seconds>\d{1,9}(?:\.\d{1,6})?))?/;
const WRAPPED = /^\W{0,80}connection timed out, timeout (\d{1,9}(?:\.\d{1,6})?)/;
/** The timeout that a match of {@link LIMIT} speaks of; `next` is the line below it. */
function timedOut(found: Readonly<Record<string, string | undefined>>, next: string | undefined, record: RecordView): EventDraft {
  // Terminals and mail programs wrap the sentence after its comma.
  const seconds = found['seconds'] ?? WRAPPED.exec(next ?? '')?.[1];
  // The number after "overflow" is the present overflow, which at this moment is all that the pool may have.
  const max = Number(found['size']) + Number(found['overflow']);
  const stack = pythonStackOf(record);
  return {
    kind: 'acquire-timeout',
    witness: 'exception',
    ...(seconds !== undefined && { waitedMs: Math.round(Number(seconds) * 1000) }),
    ...(max > 0 && { max }),
    ...(stack.length > 0 && { stack }),
    ...poolName(record),
  };
}

/** The timeout that stands in the lines below a record's first one. */
function timeoutBelow(record: RecordView): EventDraft | undefined {
  for (const [index, line] of record.tail.entries()) {
    const found = line.includes('QueuePool limit') ? LIMIT.exec(line)?.groups : undefined;
    if (found) return timedOut(found, record.tail[index + 1], record);
  }
  return undefined;
}

/**
 * A traceback that somebody printed without a logger is joined to the record above it, which may be a line of the pool. Such a line is
 * read for itself, and for the timeout below it.
 */
export function andTimeoutBelow(rules: Readonly<Record<string, Rule>>): Readonly<Record<string, Rule>> {
  const both = (rule: Rule): Rule => ({
    ...rule,
    read: (match, record) => {
      const own = rule.read(match, record);
      const timeout = own === undefined ? undefined : timeoutBelow(record);
      return timeout === undefined || own === undefined ? own : [own, timeout].flat();
    },
  });
  return Object.fromEntries(Object.entries(rules).map(([name, rule]) => [name, both(rule)]));
}

/**
 * `sqlalchemy.exc.TimeoutError` (sqlalchemy/pool/impl.py, `QueuePool._do_get`; asyncio's pool says "QueuePool" too). The pool itself never
 * logs it. An application mentions one failure several times in one record, which is one event; the stack is the waiter's.
 */
export const timeoutRules: Readonly<Record<string, Rule>> = {
  'acquire-timeout': {
    pattern: LIMIT,
    scope: 'record',
    read: (match, record) => {
      const found = { size: match.text('size'), overflow: match.text('overflow'), seconds: match.maybe('seconds') };
      return timedOut(found, record.tail[match.lineIndex], record);
    },
  },
  // A logfmt or JSON record whose message is another one: the error stands in a field of its own.
  'acquire-timeout-in-a-field': {
    pattern: LIMIT,
    scope: 'raw',
    read: (match, record) => {
      if ([record.message, ...record.tail].some((line) => LIMIT.test(line))) return undefined;
      return timedOut({ size: match.text('size'), overflow: match.text('overflow'), seconds: match.maybe('seconds') }, undefined, record);
    },
  },
};
