import type { EnableStep, Snippet } from 'leak-stream/plugin';
import { listener } from './listener-code.ts';

/** What to switch on so that the next log tells more, cheapest first. */
export const enable: readonly EnableStep[] = [
  {
    setting: 'logging.getLogger("sqlalchemy.pool").setLevel(logging.DEBUG)',
    cost: 'Three to five lines for each checkout, with psycopg2 about 250 bytes each because its connections print their DSN (host, user, database; the password is masked). Leave echo_pool unset: echo_pool="debug" adds a handler of its own, and every line comes twice.',
    off: 'where that is too many lines, once the path is found.',
  },
  {
    setting: 'format="%(asctime)s [%(process)d] [%(threadName)s] %(levelname)s %(name)s %(message)s"',
    cost: 'Some bytes a line. Without the process id forked workers cannot be told apart, and without thread or request id nobody can say who a checkout belonged to.',
  },
  {
    setting: 'create_engine(..., pool_logging_name="orders-rw")',
    cost: 'Nothing. The name becomes part of the logger’s, so that several pools of one process stay apart.',
  },
  {
    setting:
      'a listener on the engine’s checkout, checkin, invalidate and detach events that logs the stack (leak-stream recipe sqlalchemy)',
    cost: 'One stack walk and one line of about 1 KB for each checkout, tens of microseconds. With asyncio it must walk the parent greenlet too; traceback.format_stack() alone shows no application frame there.',
    off: 'once the path is found.',
  },
  {
    setting: 'logging.captureWarnings(True)',
    cost: 'Nothing. The garbage collector’s SAWarning then stands in the log with a time, instead of on stderr.',
  },
];

/** The same, to paste. */
export const snippets: readonly Snippet[] = [
  {
    where:
      "The cheap way: the pool's own lines. They name connections, not code; the process and the thread in each line tie them to the\nrequest that ran there, so log both.",
    comment: '#',
    code: `import logging

logging.basicConfig(format="%(asctime)s %(levelname)s %(process)d %(threadName)s %(name)s %(message)s")
logging.getLogger("sqlalchemy.pool").setLevel(logging.DEBUG)   # not echo_pool, which adds a handler of its own
`,
  },
  {
    where:
      'The exact way: a listener that logs the stack at each checkout. Save as checkout_trace.py, call install() where the engine is\nmade, and see that the logger "leak_stream.checkout" prints at INFO.',
    comment: '#',
    code: listener,
  },
];
