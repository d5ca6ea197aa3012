import { javaStack, type Rule } from 'leak-stream/plugin';

const NOW = /^ownerThread current state is (?<state>[A-Z_]{1,20})/;

const HEAD = /^(?:owner thread: (?<thread>.{1,200}?), connected at ?: \d{1,16}, )?open stackTrace/;

/** A thread that sleeps or waits may have forgotten the connection and be on to its next round. */
const isBusy = (line = ''): boolean => /^(?:RUNNABLE|BLOCKED)$/.test(NOW.exec(line)?.groups?.['state'] ?? '');

type Frames = ReturnType<typeof javaStack>;

/** How many frames, from the outermost on, a thread has not left since: the innermost of them may stand at another line. */
function shared(then: Frames, now: Frames): number {
  let same = 0;
  for (; same < Math.min(then.length, now.length); same++) {
    const [was, is] = [then.at(-1 - same), now.at(-1 - same)];
    if (was?.function !== is?.function || was?.module !== is?.module) break;
    if (was?.line !== is?.line) return same + 1;
  }
  return same;
}

/** Two traces in one message: where the connection was taken, and what its owner's thread does at present. The first one is the borrower's. */
const abandoned: Rule = {
  pattern: /abandon connection, (?=owner thread: |open stackTrace)/,
  scope: 'record',
  read(match, record) {
    const [next = '', ...rest] = record.tail.slice(match.lineIndex);
    const whole = HEAD.exec(match.after);
    // a terminal or a mail wraps the long line, wherever it comes to its edge
    const head = whole ?? HEAD.exec(match.after + next);
    if (head === null) return undefined;
    const below = whole === null ? rest : [next, ...rest];
    const end = below.findIndex((line) => NOW.test(line));
    const stack = javaStack([whole === null ? '' : match.after.slice(head[0].length), ...(end < 0 ? below : below.slice(0, end))]);
    const thread = head.groups?.['thread'];
    const stillIn = end < 0 || !isBusy(below[end]) ? 0 : shared(stack, javaStack(below.slice(end + 1)));
    return {
      kind: 'leak-reported',
      connection: null,
      stack,
      reclaimed: true,
      ...(thread !== undefined && { thread }),
      ...(stillIn > 0 && { stillIn }),
    };
  },
};

/**
 * `com.alibaba.druid.pool.DruidDataSource.removeAbandoned` (alibaba/druid, commit fa8dc991), ERROR, with `removeAbandoned` and `logAbandoned`; the
 * owner is named since 2015. Connections in the middle of a statement are left alone.
 */
export const abandonedRules = { abandoned };
