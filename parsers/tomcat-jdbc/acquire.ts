import { javaStack, type EventDraft, type Rule } from 'leak-stream/plugin';

const THREAD = /\[(?<thread>[^[\]]{1,100})\] (?:Timeout|NoWait): $/;

/** `size:3; busy:3; idle:0; lastwait:1000` since 2011, `3 in use` before and where the caller does not wait. */
function numbersIn(body: string): { snapshot: EventDraft | undefined; lastWaitMs: number | undefined } {
  const number = (pattern: RegExp): number | undefined => {
    const text = pattern.exec(body)?.[1];
    return text === undefined ? undefined : Number(text);
  };
  const inUse = number(/busy:(\d{1,9})/) ?? number(/^(\d{1,9}) in use/);
  const open = number(/size:(\d{1,9})/);
  const idle = number(/idle:(\d{1,9})/);
  const snapshot: EventDraft | undefined =
    inUse === undefined
      ? undefined
      : {
          kind: 'pool-snapshot',
          inUse,
          ...(open === undefined ? {} : { open }),
          ...(idle === undefined ? {} : { idle }),
          // a caller only waits once as many are open as may be, and here all of them are out
          ...(open === inUse ? { max: open } : {}),
          occasion: 'exhaustion',
        };
  return { snapshot, lastWaitMs: number(/lastwait:(\d{1,12})/) };
}

const exhausted: Rule = {
  pattern: /Pool empty\. Unable to fetch a connection(?: in (?<seconds>\d{1,9}) seconds)?, none available\[(?<numbers>[^[\]]{1,200})\]/,
  scope: 'record',
  read(match, record) {
    const { snapshot, lastWaitMs } = numbersIn(match.text('numbers'));
    const seconds = match.maybeNumber('seconds');
    const waitedMs = lastWaitMs ?? (seconds === undefined ? undefined : seconds * 1000);
    const thread = THREAD.exec(match.before.slice(-120))?.groups?.['thread'];
    const stack = javaStack([record.message, ...record.tail]);
    const timeout: EventDraft = {
      kind: 'acquire-timeout',
      witness: 'exception',
      ...(waitedMs === undefined ? {} : { waitedMs }),
      ...(thread === undefined ? {} : { thread }),
      ...(stack.length === 0 ? {} : { stack }),
    };
    return snapshot === undefined ? timeout : [timeout, snapshot];
  },
};

/** `PoolExhaustedException`, thrown by `ConnectionPool.borrowConnection` (same file); each record counts once. */
export const acquireRules = { exhausted };
