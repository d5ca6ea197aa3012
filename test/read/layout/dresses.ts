/** One record of a log, taken apart. */
export interface Dressed {
  readonly at: Date;
  readonly level: string;
  readonly thread: string;
  readonly logger: string;
  readonly message: string;
  readonly tail: readonly string[];
}

/** What a logging library prints of a record: a head, below which the tail stands as it is, or all of it. */
export type Dress = (record: Dressed) => string | { readonly whole: string };

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const JUL: Readonly<Record<string, string>> = { DEBUG: 'FINE', WARN: 'WARNING', ERROR: 'SEVERE' };
const SYSLOG: Readonly<Record<string, number>> = { ERROR: 3, WARN: 4, INFO: 6, DEBUG: 7 };

const two = (n: number): string => String(n).padStart(2, '0');
const iso = (at: Date): string => at.toISOString();
const day = (at: Date): string => iso(at).slice(0, 10);
const time = (at: Date, mark = '.'): string => iso(at).slice(11, 23).replace('.', mark);
const stamp = (at: Date, mark = ','): string => `${day(at)} ${time(at, mark)}`;
const month = (at: Date): string => MONTHS[at.getUTCMonth()] as string;
const hour12 = (at: Date): string =>
  `${at.getUTCHours() % 12 || 12}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} ${at.getUTCHours() < 12 ? 'AM' : 'PM'}`;
/** `c.z.h.p.HikariPool`: as many steps shortened as the length asks for. */
function short(logger: string, length: number): string {
  const steps = logger.split('.');
  for (let i = 0; i < steps.length - 1 && steps.join('.').length > length; i++) steps[i] = (steps[i] as string).charAt(0);
  return steps.join('.');
}
const simple = (logger: string): string => logger.slice(logger.lastIndexOf('.') + 1);
const pad = (text: string, length: number): string => text.padEnd(length);
const boot = (thread: string): string => thread.slice(-15).padStart(15);
const named = (level: string): string => (level === 'WARN' ? 'WARNING' : level);
const all = ({ message, tail }: Dressed): string => [message, ...tail].join('\n');
const trace = (key: string, { tail }: Dressed): Record<string, string> => (tail.length === 0 ? {} : { [key]: tail.join('\n') });
const json = (value: object): { whole: string } => ({ whole: JSON.stringify(value) });

/** A message as SLF4J is given it: its numbers stand beside it. */
const open = (message: string): object => ({ message: message.replace(/\d+/g, '{}'), arguments: message.match(/\d+/g) ?? [] });
/** A stack as logback takes it apart. */
function thrown([first, ...lines]: readonly string[]): object | null {
  if (first === undefined) return null;
  const cause = lines.findIndex((line) => line.startsWith('Caused by: '));
  const own = cause < 0 ? lines : lines.slice(0, cause);
  const [, className, message] = /^(?:Caused by: )?([^:\s]+)(?:: (.*))?/.exec(first) ?? [];
  const stepArray = own.flatMap((line) => {
    const [, type, methodName, fileName, lineNumber] = /^\s*at (\S+)\.([^.(\s]+)\(([^:)]+)(?::(\d+))?\)/.exec(line) ?? [];
    return type === undefined ? [] : [{ className: type, methodName, fileName, lineNumber: Number(lineNumber ?? -1) }];
  });
  return { className, message: message ?? null, stepArray, ...(cause >= 0 && { cause: thrown(lines.slice(cause)) }) };
}

/** Layouts of Java's logging libraries and frameworks. All bear time, level, thread and logger. */
export const JAVA: Readonly<Record<string, Dress>> = {
  'Spring Boot 3': (r) =>
    `${iso(r.at)} ${r.level.padStart(5)} 42 --- [shop] [${boot(r.thread)}] ${pad(short(r.logger, 40), 40)} : ${r.message}`,
  'Spring Cloud Sleuth': (r) =>
    `${stamp(r.at, '.')} ${r.level.padStart(5)} [shop,65f1c0ffee65f1c0ffee65f1c0ffee00,65f1c0ffee65f1c0] 42 --- [${boot(r.thread)}] ${pad(short(r.logger, 40), 40)} : ${r.message}`,
  'Logback’s default': (r) => `${time(r.at)} [${r.thread}] ${pad(r.level, 5)} ${r.logger} - ${r.message}`,
  'Logback with shortened loggers': (r) => `${stamp(r.at)} [${r.thread}] ${pad(r.level, 5)} ${short(r.logger, 36)} - ${r.message}`,
  'Log4j 2': (r) => `${stamp(r.at)} ${r.level} ${r.logger} [${r.thread}] ${r.message}`,
  'Log4j with the file for a logger': (r) => `${stamp(r.at)} ${pad(r.level, 5)} [${r.thread}] (${simple(r.logger)}.java:42) - ${r.message}`,
  'TTCC with dates': (r) => `${stamp(r.at)} [${r.thread}] ${r.level} ${r.logger} - ${r.message}`,
  JBoss: (r) => `${stamp(r.at)} ${pad(r.level, 5)} [${r.logger}] (${r.thread}) ${r.message}`,
  Quarkus: (r) => `${stamp(r.at)} ${pad(r.level, 5)} [${short(r.logger, 30)}] (${r.thread}) ${r.message}`,
  Play: (r) => `${stamp(r.at, '.')} UTC [${r.level}] from ${r.logger} in ${r.thread} - ${r.message}`,
  'columns without marks': (r) => `${iso(r.at)} ${pad(r.level, 5)} ${r.thread.replaceAll(' ', '-')} ${r.logger} ${r.message}`,
  'columns between bars': (r) => `${iso(r.at)} | ${pad(r.level, 5)} | ${r.thread} | ${r.logger} | ${r.message}`,
  'columns between tabs': (r) => [stamp(r.at, '.'), r.level, r.thread, r.logger, r.message].join('\t'),
  'brackets alone': (r) => `[${stamp(r.at, '.')}] [${r.level}] [${r.thread}] [${r.logger}] ${r.message}`,
  'brackets and a colon': (r) => `[${day(r.at)}T${time(r.at)}+0000] [${r.thread}] [${r.level}] [${short(r.logger, 30)}]: ${r.message}`,
  'java.util.logging, one line': (r) =>
    `${two(r.at.getUTCDate())}-${month(r.at)}-${r.at.getUTCFullYear()} ${time(r.at)} ${JUL[r.level] ?? r.level} [${r.thread}] ${r.logger}.run ${r.message}`,
  'day first': (r) =>
    `${two(r.at.getUTCDate())}.${two(r.at.getUTCMonth() + 1)}.${r.at.getUTCFullYear()} ${time(r.at, ',')} ${r.level} [${r.thread}] ${r.logger} - ${r.message}`,
  'the year in two digits, first': (r) =>
    `${day(r.at).slice(2).replaceAll('-', '/')} ${time(r.at)} ${r.level} [${r.thread}] ${r.logger}: ${r.message}`,
  'the year in two digits, last': (r) =>
    `${two(r.at.getUTCDate())}.${two(r.at.getUTCMonth() + 1)}.${String(r.at.getUTCFullYear()).slice(2)} ${time(r.at)} ${r.level} [${r.thread}] ${r.logger} - ${r.message}`,
  'with the context in braces': (r) => `${stamp(r.at)} [${r.thread}] ${r.level} ${r.logger} {} - ${r.message}`,
  'with a value in the context': (r) => `${stamp(r.at)} [${r.thread}] ${r.level} ${short(r.logger, 30)} {tenant=7} - ${r.message}`,
  'level first': (r) => `${pad(r.level, 5)} ${stamp(r.at)} [${r.thread}] ${r.logger} - ${r.message}`,
  'level first, between bars': (r) => `${r.level} | ${stamp(r.at, '.')} | ${r.thread} | ${r.logger} | ${r.message}`,
  'milliseconds since 1970': (r) => `${r.at.getTime()} [${r.thread}] ${r.level} ${r.logger} - ${r.message}`,
  'Logstash’s JSON': (r) => json({ '@timestamp': iso(r.at), '@version': '1', message: r.message, logger_name: r.logger, thread_name: r.thread, level: r.level, level_value: 20000, ...trace('stack_trace', r) }), // prettier-ignore
  'Logback’s own JSON': (r) => json({ sequenceNumber: 0, timestamp: r.at.getTime(), nanoseconds: (r.at.getTime() % 1000) * 1e6, level: r.level, threadName: r.thread, loggerName: r.logger, mdc: {}, ...open(r.message), throwable: thrown(r.tail) }), // prettier-ignore
  'ECS JSON': (r) => json({ '@timestamp': iso(r.at), 'log.level': r.level, message: r.message, 'ecs.version': '1.2.0', 'process.thread.name': r.thread, 'log.logger': r.logger, ...trace('error.stack_trace', r) }), // prettier-ignore
  'Log4j 2’s JSON': (r) => json({ instant: { epochSecond: Math.floor(r.at.getTime() / 1000), nanoOfSecond: (r.at.getTime() % 1000) * 1e6 }, thread: r.thread, level: r.level, loggerName: r.logger, message: all(r), endOfBatch: false }), // prettier-ignore
  GELF: (r) => json({ version: '1.1', host: 'h', short_message: r.message, full_message: all(r), timestamp: r.at.getTime() / 1000, level: SYSLOG[r.level], _thread_name: r.thread, _logger_name: r.logger }), // prettier-ignore
  'Spring Cloud GCP’s JSON': (r) => json({ timestampSeconds: Math.floor(r.at.getTime() / 1000), timestampNanos: (r.at.getTime() % 1000) * 1e6, severity: named(r.level), thread: r.thread, logger: r.logger, message: all(r) }), // prettier-ignore
  'Quarkus’ JSON': (r) => json({ timestamp: iso(r.at), sequence: 7, loggerName: r.logger, level: r.level, message: r.message, threadName: r.thread, threadId: 33, processName: 'p', processId: 1, ...trace('stackTrace', r) }), // prettier-ignore
};

/** Formats of Python's logging and of the libraries beside it that name the thread. */
export const PYTHON: Readonly<Record<string, Dress>> = {
  'between dashes': (r) => `${stamp(r.at)} - ${r.thread} - ${r.logger} - ${named(r.level)} - ${r.message}`,
  'a thread in brackets': (r) => `${stamp(r.at)} [${r.thread}] ${named(r.level)} ${r.logger}: ${r.message}`,
  'a level in brackets': (r) => `${stamp(r.at)} [${named(r.level)}] (${r.thread}) ${r.logger}: ${r.message}`,
  'process and thread': (r) => `${stamp(r.at)} [4242] [${r.thread}] [${named(r.level)}] ${r.logger}: ${r.message}`,
  'between colons': (r) => `${stamp(r.at)}:${named(r.level)}:${r.thread}:${r.logger}:${r.message}`,
  'between bars': (r) => `${stamp(r.at)} | ${named(r.level)} | ${r.thread} | ${r.logger} | ${r.message}`,
  'without marks': (r) => `${stamp(r.at)} ${named(r.level)} ${r.thread} ${r.logger} ${r.message}`,
  'loguru with a thread': (r) => `${stamp(r.at, '.')} | ${pad(named(r.level), 8)} | ${r.thread} | ${r.logger}:_do:42 | ${r.message}`,
  'loguru with an extra before the dash': (r) =>
    `${stamp(r.at, '.')} | ${pad(named(r.level), 8)} | ${r.logger}:_do:42 ${r.thread}-job-7 - ${r.message}`,
  'structlog’s console': (r) =>
    `${iso(r.at)} [${pad(r.level.toLowerCase(), 9)}] ${pad(r.message, 30)} [${r.logger}] thread_name=${r.thread}`,
  'python-json-logger': (r) => json({ asctime: stamp(r.at), levelname: named(r.level), name: r.logger, threadName: r.thread, message: r.message, ...trace('exc_info', r) }), // prettier-ignore
  'structlog’s JSON': (r) => json({ event: r.message, level: r.level.toLowerCase(), logger: r.logger, thread_name: r.thread, timestamp: iso(r.at), ...trace('exception', r) }), // prettier-ignore
  'loguru’s JSON': (r) => json({ text: `${all(r)}\n`, record: { elapsed: { repr: '0:00:01', seconds: 1 }, exception: null, extra: {}, level: { icon: 'i', name: named(r.level), no: 20 }, line: 42, message: all(r), name: r.logger, process: { id: 42, name: 'MainProcess' }, thread: { id: 7, name: r.thread }, time: { repr: iso(r.at), timestamp: r.at.getTime() / 1000 } } }), // prettier-ignore
  'ECS JSON': (r) => json({ '@timestamp': iso(r.at), 'log.level': r.level.toLowerCase(), message: r.message, ecs: { version: '1.6.0' }, log: { logger: r.logger }, process: { thread: { name: r.thread, id: 7 }, pid: 42 } }), // prettier-ignore
};

const ZEROLOG: Readonly<Record<string, string>> = { INFO: 'INF', WARN: 'WRN', ERROR: 'ERR', DEBUG: 'DBG' };
const slashes = (at: Date): string => `${day(at).replaceAll('-', '/')} ${time(at)}000`;

/** What Go's loggers print; a message is all they are given. */
export const GO: Readonly<Record<string, Dress>> = {
  'log with a prefix': (r) => `orders: ${slashes(r.at)} main.go:42: ${r.message}`,
  'log with a prefix before the message': (r) => `${slashes(r.at)} orders: ${r.message}`,
  'log with a level of one’s own': (r) => `${slashes(r.at)} [${r.level}] ${r.message}`,
  'slog’s text': (r) => `time=${iso(r.at)} level=${r.level} source=/src/main.go:42 msg=${JSON.stringify(r.message)}`,
  'slog’s JSON': (r) => json({ time: iso(r.at), level: r.level, msg: r.message }),
  'logrus’ text': (r) => `time="${iso(r.at)}" level=${r.level.toLowerCase()} msg=${JSON.stringify(r.message)}`,
  'zap’s JSON': (r) => json({ level: r.level.toLowerCase(), ts: r.at.getTime() / 1000, caller: 'app/main.go:42', msg: r.message }),
  'zap’s console': (r) => [iso(r.at).replace('Z', '+0000'), r.level, 'app/main.go:42', r.message].join('\t'),
  'zerolog’s JSON': (r) => json({ level: r.level.toLowerCase(), time: iso(r.at), message: r.message }),
  'zerolog’s console': (r) => `${iso(r.at)} ${ZEROLOG[r.level] ?? 'INF'} ${r.message}`,
  klog: (r) =>
    `${r.level.charAt(0)}${two(r.at.getUTCMonth() + 1)}${two(r.at.getUTCDate())} ${time(r.at)}000       1 main.go:42] ${r.message}`,
  'go-kit': (r) => `ts=${iso(r.at)} caller=main.go:42 level=${r.level.toLowerCase()} msg=${JSON.stringify(r.message)}`,
  hclog: (r) => `${iso(r.at)} [${r.level}]  orders: ${r.message}`,
  'Google Cloud’s JSON': (r) => json({ severity: r.level, time: iso(r.at), message: r.message }),
};

/** As java.util.logging's SimpleFormatter prints a record: whole seconds, and a head of its own line. It names no thread. */
export const simpleFormatter: Dress = (r) =>
  `${month(r.at)} ${two(r.at.getUTCDate())}, ${r.at.getUTCFullYear()} ${hour12(r.at)} ${r.logger} run\n${JUL[r.level] ?? r.level}: ${r.message}`;
