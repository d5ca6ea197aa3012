import type { LogRecord } from '../types.ts';

/** An error handler fails right after the error that it handles. Whole seconds may round them apart. */
const SOON_MS = 2_000;
const AGAIN = /^\s*During handling of the above exception, another exception occurred:/;
const HEAD = /^\s*Traceback \(most recent call last\):/;
/** Lines of a trace that are looked through. */
const MOST = 400;

/** The trace of the error during whose handling another one was raised, as Python prints it first. Undefined where a record has none. */
export function handledIn({ tail }: LogRecord): readonly string[] | undefined {
  const end = tail.slice(0, MOST).findIndex((line) => AGAIN.test(line));
  const start = end < 0 ? -1 : tail.findIndex((line) => HEAD.test(line));
  if (start < 0 || start >= end) return undefined;
  const trace = tail.slice(start, end);
  while (trace.at(-1)?.trim() === '') trace.pop();
  return trace;
}

/** Whether a record before told just this error, to its end and soon before. */
export function toldBefore(before: LogRecord, record: LogRecord, trace: readonly string[]): boolean {
  if (before.at === null || record.at === null || record.at < before.at || record.at - before.at > SOON_MS) return false;
  if (before.thread !== record.thread) return false;
  const tail = [...before.tail];
  while (tail.at(-1)?.trim() === '') tail.pop();
  const from = tail.length - trace.length;
  return from >= 0 && trace.every((line, i) => line === tail[from + i]);
}
