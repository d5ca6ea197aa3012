import { javaStack, type EventDraft, type Match, type RecordView, type Rule } from 'leak-stream/plugin';
import { byAgroal, poolField } from './words.ts';

/** Some drivers describe a connection with its URL; what is longer is no name. */
const NAME_CAP = 1_000;
const ACQUIRED_BY = ' leak! Acquired by ';
const ACQUIRED_AT = ' acquired at: [';
const FRAMES_CAP = 1_000;

const reported = (connection: string, match: Match, record: RecordView, rest: { thread?: string } = {}): EventDraft | undefined =>
  connection === '' || connection.length > NAME_CAP || !byAgroal(match, record)
    ? undefined
    : { kind: 'leak-reported', connection, stack: [], repeats: true, ...poolField(match, record), ...rest };

const leak: Rule = {
  pattern: /Connection leak of (?=\S)/,
  read: (match, record) => reported(match.after.trim(), match, record),
};

/** The starter's wording, which tells the borrower's thread. */
const leakByThread: Rule = {
  pattern: /(?:^|: )Connection (?=\S)/,
  read(match, record) {
    const at = match.after.lastIndexOf(ACQUIRED_BY);
    if (at < 0) return undefined;
    const thread = match.after.slice(at + ACQUIRED_BY.length).trim();
    return reported(match.after.slice(0, at), match, record, thread === '' ? {} : { thread });
  },
};

/** `[a.B.c(B.java:1), d.E.f(E.java:2)]`, as `Arrays.toString` prints the borrower's trace, all in one line. */
const framesOf = (list: string) =>
  javaStack(
    list
      .replace(/\]\s{0,8}$/, '')
      .split(', ', FRAMES_CAP)
      .map((frame) => `at ${frame}`),
  );

/** The enhanced report's second line about a connection. */
const acquired: Rule = {
  pattern: /Leaked connection (?=\S)/,
  read(match, record) {
    const at = match.after.indexOf(ACQUIRED_AT);
    if (at < 1 || at > NAME_CAP) return undefined;
    const stack = framesOf(match.after.slice(at + ACQUIRED_AT.length));
    return { kind: 'leak-reported', connection: match.after.slice(0, at), stack, repeats: true, ...poolField(match, record) };
  },
};

/**
 * `fireOnConnectionLeak` in `io.agroal.pool.util.ListenerHelper` (agroal/agroal, commit b89d00fe; the trace since 2021), as two listeners print
 * it at INFO: Quarkus' `AgroalEventLoggingListener` and the starter's `AgroalDataSource.LoggingListener`. Told again every `leakTimeout` for as
 * long as the connection stays out. The stack that the starter logs besides is of what the thread does at present, not of the borrowing.
 */
export const leakRules = { leak, 'leak-by-thread': leakByThread, 'acquired-at': acquired };
