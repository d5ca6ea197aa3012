import { javaStack, type EventDraft, type Rule } from 'leak-stream/plugin';

const CAUSE = /^[\s|>*-]{0,20}Caused by:/;

/** The pool attaches the last failure to connect as cause; that one comes from the thread that creates connections. */
function waiterStack(lines: readonly string[], own: number) {
  const cause = lines.findIndex((line, i) => i > own && CAUSE.test(line));
  return javaStack(cause < 0 ? lines : lines.slice(0, cause));
}

const exhausted: Rule = {
  pattern: /wait millis (?<waited>\d{1,12}), ?active (?<active>\d{1,9})(?:, ?maxActive (?<max>\d{1,9}))?/,
  scope: 'record',
  read(match, record) {
    const lines = [record.message, ...record.tail];
    const own = lines.findLastIndex((line) => line.includes('wait millis '));
    const stack = waiterStack(lines, own);
    const max = match.maybeNumber('max');
    const limit = max === undefined ? {} : { max };
    const timeout: EventDraft = {
      kind: 'acquire-timeout',
      witness: 'exception',
      waitedMs: match.number('waited'),
      ...limit,
      ...(stack.length === 0 ? {} : { stack }),
    };
    return [timeout, { kind: 'pool-snapshot', inUse: match.number('active'), ...limit, occasion: 'exhaustion' }];
  },
};

const refused: Rule = {
  pattern: /maxWaitThreadCount \d{1,9}, current wait Thread count \d{1,9}/,
  scope: 'record',
  read(_match, record) {
    const stack = javaStack([record.message, ...record.tail]);
    return { kind: 'acquire-timeout', witness: 'exception', ...(stack.length === 0 ? {} : { stack }) };
  },
};

/** `GetConnectionTimeoutException` and the refusal of further waiters, `DruidDataSource.getConnectionInternal`; each record counts once. */
export const acquireRules = { exhausted, refused };
