import { javaStack, type Rule } from 'leak-stream/plugin';

/** Says which connection goes. Where its trace is asked for, that comes right after in a record of its own, which is joined to this one. */
const overdue: Rule = {
  pattern: /A checked-out resource is overdue, and will be destroyed: (?<connection>\S{1,300})/,
  scope: 'record',
  read(match, record) {
    return {
      kind: 'leak-reported',
      connection: match.text('connection'),
      stack: javaStack(record.tail.slice(match.lineIndex)),
      reclaimed: true,
    };
  },
};

/** The trace alone: something stood between it and its alarm. */
const trace: Rule = {
  pattern:
    /Logging the stack trace by which the overdue resource was checked-out\.|DEBUG (?:ONLY|STACK TRACE): Overdue resource check-out stack trace\./,
  scope: 'record',
  read: (match, record) => ({
    kind: 'leak-reported',
    connection: null,
    stack: javaStack([match.after, ...record.tail.slice(match.lineIndex)]),
    reclaimed: true,
  }),
};

/**
 * `com.mchange.v2.resourcepool.BasicResourcePool.removeResource` (swaldman/c3p0, commit 8dd62b09; the same in 0.11.2), INFO: connections that were out for longer
 * than `unreturnedConnectionTimeout`, and with `debugUnreturnedConnectionStackTraces` their borrower's stack.
 */
export const overdueRules = { overdue, 'overdue-trace': trace };
