/** Reading values out of JSON and logfmt records, whose keys differ from one library to the next. */
export type Fields = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value under a key that may be literal (`"log.level"`) or a path (`{"log":{"level":…}}`). */
export function valueAt(fields: Fields, key: string): unknown {
  if (Object.hasOwn(fields, key)) return fields[key];
  const dot = key.indexOf('.');
  if (dot < 0) return undefined;
  const inner = Object.hasOwn(fields, key.slice(0, dot)) ? fields[key.slice(0, dot)] : undefined;
  return isObject(inner) ? valueAt(inner, key.slice(dot + 1)) : undefined;
}

/** The first of several keys that holds a text or a number, as text. */
export function textAt(fields: Fields, keys: readonly string[]): string | undefined {
  for (const key of keys) {
    const value = valueAt(fields, key);
    if (typeof value === 'string' && value !== '') return value;
    if (typeof value === 'number') return String(value);
  }
  return undefined;
}

/** The first of several keys that holds a number, or a text that is one. */
export function numberAt(fields: Fields, keys: readonly string[]): number | undefined {
  for (const key of keys) {
    const value = valueAt(fields, key);
    const number =
      typeof value === 'number' ? value : typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,12})?$/.test(value) ? Number(value) : NaN;
    if (Number.isFinite(number)) return number;
  }
  return undefined;
}

const KEYS = {
  message: ['message', 'msg', 'event', '@message', 'short_message', '@m', '@mt', 'Message', 'Msg', 'MESSAGE', 'RenderedMessage', 'body', 'text', 'M', 'log.message'],
  time: ['@timestamp', 'timestamp', 'time', 'ts', 'asctime', 't', '@t', 'datetime', 'Timestamp', 'timeMillis', 'eventTime', 'time.timestamp', 'date', 'created', 'T'],
  level: ['level', 'log.level', 'levelname', 'severity', 'lvl', 'level_name', 'log_level', 'loglevel', '@l', 'Level', 'level.name', 'severity_text', 'levelno', 'L'],
  logger: ['logger', 'log.logger', 'logger_name', 'loggerName', 'logger.name', 'name', 'category', 'SourceContext', 'N', '_logger', '_LoggerName'],
  thread: ['thread_name', 'threadName', 'process.thread.name', 'thread.name', 'thread', '_thread_name', '_Thread', 'thread_id', 'threadId', 'thread.id', 'goroutine'],
  pid: ['process.pid', 'pid', 'process', 'process_id', 'processId', 'process.id', '_pid', 'processName', 'process_name', 'process.name'],
  service: ['service.name', 'service', 'serviceName', 'service_name', 'app', 'application', 'app_name', 'application_name'],
  request: [
    'request_id', 'requestId', 'requestID', 'req_id', 'reqId', 'rid', 'request.id', 'http.request.id', 'x_request_id', 'x-request-id', 'X-Request-ID', 'mdc.requestId',
    'mdc.request_id', 'contextMap.requestId', 'contextMap.request_id', 'req.id', 'correlation_id', 'correlationId', 'correlation.id', 'mdc.correlationId',
    'trace_id', 'traceId', 'trace.id', 'traceID', 'mdc.traceId', 'contextMap.traceId', 'dd.trace_id', 'otelTraceID', 'transaction.id', 'task_id', 'taskId',
    '_request_id', '_trace_id', 'X-B3-TraceId',
  ],
  stack: [
    'stack_trace', 'error.stack_trace', 'stacktrace', 'stackTrace', 'exc_info', 'exception', 'stack', 'traceback', 'exc_text', 'error.stack', 'err.stack',
    'exception.stacktrace', 'error.stacktrace', '_stack_trace', '_StackTrace', 'thrown', 'throwable', 'errorVerbose', 'full_message', 'dump',
    'goroutines', 'stack_info',
  ],
} as const; // prettier-ignore

export type Role = keyof typeof KEYS;

/** Which role a key has and how good it is for it: 0 is best. */
const ROLES = new Map<string, readonly [Role, number]>();
/** Keys whose objects hold keys with roles. */
const NESTED = new Set<string>();
for (const [role, keys] of Object.entries(KEYS)) {
  keys.forEach((key, rank) => {
    ROLES.set(key, [role as Role, rank]);
    for (let dot = key.indexOf('.'); dot > 0; dot = key.indexOf('.', dot + 1)) NESTED.add(key.slice(0, dot));
  });
}

/** The values of a record by what they say, best first. One pass over the record's own keys, whatever their number. */
export function valuesByRole(fields: Fields): Readonly<Partial<Record<Role, readonly unknown[]>>> {
  const found: Partial<Record<Role, [number, unknown][]>> = {};
  const walk = (object: Fields, path: string): void => {
    for (const key of Object.keys(object)) {
      const value = object[key];
      if (value === null || value === '' || value === undefined) continue;
      const full = path === '' ? key : `${path}.${key}`;
      const role = ROLES.get(full);
      if (role) (found[role[0]] ??= []).push([role[1], value]);
      if (typeof value === 'object' && NESTED.has(full) && isObject(value)) walk(value, full);
    }
  };
  walk(fields, '');
  const sorted: Partial<Record<Role, unknown[]>> = {};
  for (const [role, values] of Object.entries(found)) {
    sorted[role as Role] = values.sort((a, b) => a[0] - b[0]).map(([, value]) => value);
  }
  return sorted;
}

/** The first text or number among some values, as text. */
export function firstText(values: readonly unknown[] | undefined): string | undefined {
  for (const value of values ?? []) if (typeof value === 'string' || typeof value === 'number') return String(value);
  return undefined;
}
