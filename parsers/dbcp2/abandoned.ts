import { javaStack, type Rule, type StackFrame } from 'leak-stream/plugin';

const LAST_USE = 'The last code to use this object was:';
const HEAD = /^\S{8,12} \S{5,12} (?:\S{1,6} )?by the following code (?:has not been returned to the pool|was never closed):/;
const DBCP = /(?:^|\.)dbcp2?(?:\.|$)/;

const ofStatement = (frame: StackFrame): boolean =>
  frame.function === '<init>' && /Delegating\w{0,20}(?:Statement|ResultSet)$/.test(frame.module ?? '');

/**
 * The pools below DBCP lend other things as well, so only a trace that goes through DBCP speaks of a connection. DBCP 1 prints a trace of
 * its own for every statement and result set that the abandoned connection had open.
 */
const abandoned: Rule = {
  pattern: /(?:Pooled|DBCP) object created (?=\d)/,
  scope: 'record',
  read(match, record) {
    const head = HEAD.exec(match.after);
    if (head === null) return undefined;
    const below = record.tail.slice(match.lineIndex);
    const end = below.findIndex((line) => line.includes(LAST_USE));
    const stack = javaStack([match.after.slice(head[0].length), ...(end < 0 ? below : below.slice(0, end))]);
    if (!stack.some((frame) => DBCP.test(frame.module ?? ''))) return undefined;
    if (stack.some(ofStatement)) return { kind: 'pool-note', code: 'visible' };
    return { kind: 'leak-reported', connection: null, stack, reclaimed: true };
  },
};

/**
 * commons-pool 2 `impl.DefaultPooledObject` (apache/commons-pool, commit 3c9d9314) prints the sentence on a line of its own through
 * `impl.ThrowableCallStack`, older releases as the message of an exception; commons-dbcp 1.4 `AbandonedTrace.AbandonedObjectException`. They
 * go to `AbandonedConfig.getLogWriter()`, standard output by default, past any logger, so they have no time.
 */
export const abandonedRules = { abandoned };
