import { javaStack, type Rule } from 'leak-stream/plugin';

/**
 * Says which connection goes; where its trace is asked for, that comes in a record of its own right after. Only with the trace this is the
 * report: two reports of one connection would count it twice.
 */
const overdue: Rule = {
  pattern: /A checked-out resource is overdue, and will be destroyed: (?<connection>\S{1,300})/,
  scope: 'record',
  read(match, record) {
    const connection = match.text('connection');
    const stack = javaStack(record.tail.slice(match.lineIndex));
    return stack.length === 0
      ? { kind: 'connection-closed', connection, reason: 'overdue' }
      : { kind: 'leak-reported', connection, stack, reclaimed: true };
  },
};

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
 * `com.mchange.v2.resourcepool.BasicResourcePool.removeResource` (swaldman/c3p0, commit 8dd62b09), INFO: connections that were out for longer
 * than `unreturnedConnectionTimeout`, and with `debugUnreturnedConnectionStackTraces` their borrower's stack.
 */
export const overdueRules = { overdue, 'overdue-trace': trace };
