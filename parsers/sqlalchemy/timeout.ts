import { pythonStack } from 'leak-stream/plugin';
import type { EventDraft, Match, RecordView, Rule, StackFrame } from 'leak-stream/plugin';
import { poolName } from './connection.ts';

const LIMIT =
  /QueuePool limit of size (?<size>\d{1,9}) overflow (?<overflow>-?\d{1,9}) reached,(?:\s?connection timed out, timeout (?<seconds>\d{1,9}(?:\.\d{1,6})?))?/;
const WRAPPED = /^\W{0,80}connection timed out, timeout (\d{1,9}(?:\.\d{1,6})?)/;
const STACK_FIELDS = ['exc_info', 'exception', 'exc_text', 'traceback', 'stack_trace', 'stack', 'stack_info', 'error'];

/** The stack that a record brings along: in its lines, or in a field that the record's reader left as it was. */
export function stackOf(record: RecordView): StackFrame[] {
  const inLines = pythonStack(record.message.includes('File "') ? [record.message, ...record.tail] : record.tail);
  if (inLines.length > 0 || record.fields === undefined) return inLines;
  for (const name of STACK_FIELDS) {
    const value = record.fields[name];
    if (value === undefined || value === null) continue;
    const frames = pythonStack([typeof value === 'string' ? value : (JSON.stringify(value) ?? '')]);
    if (frames.length > 0) return frames;
  }
  return [];
}

function timedOut(match: Match, record: RecordView): EventDraft {
  // Terminals and mail programs wrap the sentence after its comma.
  const seconds = match.maybeNumber('seconds') ?? Number(WRAPPED.exec(record.tail[match.lineIndex] ?? '')?.[1] ?? Number.NaN);
  // The number after "overflow" is the present overflow, which at this moment is all that the pool may have.
  const max = match.number('size') + match.number('overflow');
  const stack = stackOf(record);
  return {
    kind: 'acquire-timeout',
    witness: 'exception',
    ...(Number.isFinite(seconds) && { waitedMs: seconds * 1000 }),
    ...(max > 0 && { max }),
    ...(stack.length > 0 && { stack }),
    ...poolName(record),
  };
}

/**
 * `sqlalchemy.exc.TimeoutError` (sqlalchemy/pool/impl.py, `QueuePool._do_get`; asyncio's pool says "QueuePool" too). The pool itself never
 * logs it. An application mentions one failure several times in one record, which is one event; the stack is the waiter's.
 */
export const timeoutRules: Readonly<Record<string, Rule>> = {
  'acquire-timeout': { pattern: LIMIT, scope: 'record', read: timedOut },
  // A logfmt or JSON record whose message is another one: the error stands in a field of its own.
  'acquire-timeout-in-a-field': {
    pattern: LIMIT,
    scope: 'raw',
    read: (match, record) => ([record.message, ...record.tail].some((line) => LIMIT.test(line)) ? undefined : timedOut(match, record)),
  },
};
