import { Recurring } from '../recurring.ts';

/**
 * What one physical line looks like, without knowing its neighbours.
 * `exception` is a bare throwable line (`java.lang.Exception: …`, `sqlalchemy.exc.TimeoutError: …`), `caption` a line that names the table
 * below it (a SQL comment before a query's result, psql's \watch title), `start` a line that never goes on with another record.
 */
export type Shape =
  | 'blank' | 'plain' | 'indented' | 'one-blank' | 'caption' | 'start' | 'access'
  | 'exception' | 'java-frame' | 'java-cause' | 'java-more'
  | 'traceback' | 'python-frame' | 'python-chain' | 'python-note'
  | 'goroutine' | 'go-line'; // prettier-ignore

/** Marks that viewers and pastes put before every line: `- [ ] `, ` |`, `> `; Dropwizard's `! ` before those of a trace. */
const GUTTER = /^(?:- \[ \] |[ \t]?[|>] ?|! )/;

const JAVA_FRAME = /^[ \t]*(?:eval )?at [^\s()][^()]{0,1000}\(/;
/** MyBatis tells of one error in several lines of its own mark (ErrorContext.java). */
const JAVA_CAUSE =
  /^[ \t]*(?:(?:Caused by|Suppressed(?! \d)|Wrapped by)\b|Causing: |### (?:Error \w{3,20}ing |The error (?:may|occurred) |Cause: |SQL: ))/;
const MORE = /^[ \t]*\.{3}(?:[ \t]|$)/;
const THROWABLE = /^[ \t]?([A-Za-z_$][\w$]{0,200}(?:[./][A-Za-z_$][\w$]{0,200}){0,30})(?=:|[ \t]|$)/;
const THROWABLE_NAME = /(?:Exception|Error|Throwable|Failure|Fault|Timeout|Interrupt|Exit|Warning|Limit|Died|Gone)$/;
const TRACEBACK = /^[ \t]*(?:\+ )?(?:Exception Group )?Traceback \(most recent call last\)/;
const PYTHON_FRAME = /^[ \t]*File "[^"]{1,4096}", line \d+/;
const PYTHON_CHAIN = /^(?:During handling of the above exception|The above exception was the direct cause)/;
/** What SQLAlchemy and drivers put on lines of their own below an error's message. */
const PYTHON_NOTE = /^(?:\[SQL: |\[parameters: |\(Background on this error|DETAIL:|HINT:|LINE \d{1,6}: |CONTEXT:)/;
const GOROUTINE = /^goroutine \d{1,12} [^[\]]{0,200}\[[^\]]{1,200}\]/;
const GO_LINE =
  /^(?:created by |\[originating from goroutine \d|PC=0x|\[signal SIG|[a-z][a-z0-9]{1,5} {1,8}0x[0-9a-f]+$|exit status \d|\d{1,9} @ 0x|#\t|#[ \t]+0x)/;
/** What the Go runtime prints before the goroutines (runtime/panic.go, signal_unix.go, pprof.go). */
const GO_START =
  /^(?:panic: |fatal error: |SIG[A-Z]{2,10}: |unexpected fault address|runtime: goroutine stack exceeds|goroutine profile: total \d)/;
/** The JVM's own print of an exception that nobody caught. */
const JAVA_START = /^Exception in thread "/;
/** Flask's and Werkzeug's banner, printed without any layout (flask/cli.py, show_server_banner; werkzeug/serving.py, log_startup). */
const FLASK_START = /^ \* (?:Serving Flask app\b|Running on (?:all addresses\b|https?:\/\/))/;
/** GNU grep's line between the parts that it found with their context. */
const BETWEEN_PARTS = '--';
const CAPTION = /^-- [^\n]{0,200}\d\d?:\d\d|\(every \d+(?:\.\d+)?s\)[ \t]*$/;
/** A line that only says when: date(1), a bare time, `== 2026-11-23 01:43 ==`, `# at 2026-11-23T01:43:51Z`. */
const TIME_ONLY = new RegExp(
  '^(?:#[\\w :]{0,60}|[ =*:[(-]{0,40})' +
    '(?:\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d(?::\\d\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z|[A-Z]{3,5}|[+-]\\d\\d(?::?\\d\\d)?))?' +
    '|[A-Z][a-z]{2} (?:[A-Z][a-z]{2} {1,2}\\d{1,2}|\\d{1,2} [A-Z][a-z]{2}(?: \\d{4})?) \\d\\d:\\d\\d:\\d\\d' +
    '(?: [AP]M)?(?: (?:[A-Z]{3,5}|[+-]\\d{2,4}))?(?: \\d{4})?)' +
    '[ =*:)#\\]-]{0,40}$',
);
/** No line that only says when is longer. */
const TIME_ONLY_LENGTH = 120;
/** A web server's line for a request is whole by itself, with or without a layout around it, and with or without the users that its address stands before. */
const ACCESS = /^(?:\S{1,100} (?:- \S{1,100} \[|\[\d{1,2}\/[A-Z][a-z]{2}\/\d{4}:)|(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS) \/)/;

/** How much of a line its shape is told from. */
const LOOK = 2048;

const startOf = (text: string): string => (text.length > LOOK ? text.slice(0, LOOK) : text);

/** Lines of stacks and of statements, which come again and again. */
const known = new Recurring<Shape>();

/** @param line a line without its envelopes, clean of control characters */
export function shapeOf(line: string): Shape {
  const first = line.charCodeAt(0);
  // Almost every line of a log begins with a digit, `{` or `[`, and of those only few shapes do.
  if (first === 123) return 'plain';
  if (first >= 48 && first <= 57) {
    if (line.length <= 40 && TIME_ONLY.test(line)) return 'caption';
    // What stands behind the first word tells nearly all of them from both.
    const mark = line.charCodeAt(line.indexOf(' ') + 1);
    if (mark === 64 && /^\d{1,9} @ 0x/.test(line)) return 'go-line';
    return (mark === 45 || mark === 91) && ACCESS.test(startOf(line)) ? 'access' : 'plain';
  }
  const before = known.find(line);
  if (before !== undefined) return before;
  const shape = otherShapeOf(line, first);
  known.learn(shape);
  return shape;
}

function otherShapeOf(line: string, first: number): Shape {
  if (line.trim() === '') return 'blank';
  if (line === BETWEEN_PARTS) return 'start';
  let text = startOf(line);
  if (first === 32 || first === 9 || first === 124 || first === 62 || first === 45 || (first === 33 && line.charCodeAt(1) === 32)) {
    if (isCaption(text)) return 'caption';
    const inside = text.replace(GUTTER, '');
    if (inside !== text && inside.trim() === '') return 'blank';
    text = inside;
  }
  if (JAVA_FRAME.test(text)) return 'java-frame';
  if (JAVA_CAUSE.test(text)) return 'java-cause';
  if (MORE.test(text)) return 'java-more';
  if (PYTHON_FRAME.test(text)) return 'python-frame';
  if (TRACEBACK.test(text)) return 'traceback';
  if (isThrowable(text)) return 'exception';
  if (first === 9) return 'indented';
  if (first === 32 && FLASK_START.test(text)) return 'start';
  if (first === 32) return line.charCodeAt(1) === 32 || line.charCodeAt(1) === 9 ? 'indented' : 'one-blank';
  if (GOROUTINE.test(text)) return 'goroutine';
  if (GO_START.test(text) || JAVA_START.test(text)) return 'start';
  if (GO_LINE.test(text)) return 'go-line';
  if (PYTHON_CHAIN.test(text)) return 'python-chain';
  if (PYTHON_NOTE.test(text)) return 'python-note';
  if (isCaption(text)) return 'caption';
  return ACCESS.test(text) ? 'access' : 'plain';
}

const isCaption = (text: string): boolean => CAPTION.test(text) || (text.length <= TIME_ONLY_LENGTH && TIME_ONLY.test(text));

function isThrowable(text: string): boolean {
  const name = THROWABLE.exec(text)?.[1];
  if (name === undefined || !THROWABLE_NAME.test(name)) return false;
  const last = name.slice(name.lastIndexOf('.') + 1);
  const next = text[text.indexOf(name) + name.length];
  // `Error while …` and `Warning: …` are words of a sentence; a class has a package, or an upper-case letter inside, or nothing after it.
  return (name.includes('.') || /[a-z][A-Z]/.test(last)) && /^[A-Z_a-z]/.test(last) && (next === undefined || next === ':');
}

const LEVEL = /^(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|CRITICAL|FATAL|SEVERE|LOG)\b/;

/** Whether an unindented line can be the last one of a Python traceback: any exception's name, alone or before a colon. */
export const endsTraceback = (text: string): boolean => /^[A-Za-z_][\w.]{0,300}(?::|$)/.test(startOf(text)) && !LEVEL.test(text);

/** A Go call as a goroutine dump prints it, unindented: `database/sql.(*DB).conn(0xc00018a000, …)`. */
export const isGoCall = (text: string): boolean =>
  /^[^\s()][^\s]{0,400}\([^\n]{0,1600}\)$/.test(startOf(text)) || /^\.{3}\d* ?(?:additional )?frames elided/.test(text);

/** A frame that was wrapped by a terminal or a mail: its file and line go on in the next line. */
export const isUnfinishedFrame = (text: string): boolean =>
  (JAVA_FRAME.test(startOf(text)) && !text.includes(')')) || BROKEN_FRAME.test(startOf(text));
const BROKEN_FRAME = /^[ \t]*at (?:[\w$-]{1,100}[./]){2,40}[\w$<>]{0,200}$/;
