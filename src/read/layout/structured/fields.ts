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

/** Of some keys those that a record of this shape can have: it has the key itself, or the object in which a path begins. */
export function keysIn(fields: Fields, keys: readonly string[]): readonly string[] {
  const { present } = shapeOf(fields);
  let found = present.get(keys);
  if (found === undefined) {
    found = keys.filter(
      (key) => Object.hasOwn(fields, key) || (key.includes('.') && Object.hasOwn(fields, key.slice(0, key.indexOf('.')))),
    );
    present.set(keys, found);
  }
  return found;
}

/** The first of several keys that holds a text or a number, as text. @param keys a list that lives as long as the program */
export function textAt(fields: Fields, keys: readonly string[]): string | undefined {
  for (const key of keysIn(fields, keys)) {
    const text = textOf(valueAt(fields, key));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A value as text, where it is a text or a number. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** A value as a number, where it is one or a text that is one. */
export function numberOf(value: unknown): number | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^-?\d{1,15}(?:\.\d{1,12})?$/.test(value) ? Number(value) : NaN;
  return Number.isFinite(number) ? number : undefined;
}

/** The first of several keys that holds a number, or a text that is one. @param keys a list that lives as long as the program */
export function numberAt(fields: Fields, keys: readonly string[]): number | undefined {
  for (const key of keysIn(fields, keys)) {
    const number = numberOf(valueAt(fields, key));
    if (number !== undefined) return number;
  }
  return undefined;
}

/** Keys that programs choose whose people write them in their own language; only what a time or a level can be read from is one. */
const ABROAD = {
  time: ['quando', 'cuando', 'fecha', 'zeit', 'zeitpunkt', 'zeitstempel', 'horodatage', 'quand', 'tijd', 'tijdstip', 'czas', 'čas', 'tid', 'tidpunkt', 'aika', 'zaman', 'время', 'час'],
  message: ['mensagem', 'mensaje', 'messaggio', 'nachricht', 'meldung', 'evento', 'ereignis', 'bericht', 'wiadomość', 'komunikat', 'zpráva', 'meddelande', 'besked', 'melding', 'viesti', 'üzenet', 'mesaj', 'сообщение', 'повідомлення'],
  level: ['nível', 'nivel', 'livello', 'niveau', 'stufe', 'poziom', 'úroveň', 'nivå', 'taso', 'szint', 'seviye', 'уровень', 'рівень'],
} as const; // prettier-ignore

const KEYS = {
  message: ['formattedMessage', 'message', 'msg', 'event', '@message', 'short_message', '@m', '@mt', 'Message', 'Msg', 'MESSAGE', 'RenderedMessage', 'body', 'text', 'M', 'log.message', 'm', 'what', 'LogMessage', '_LogMessage', ...ABROAD.message],
  time: ['@timestamp', 'timestamp', 'time', 'ts', 'asctime', 't', '@t', 'datetime', 'Timestamp', 'timeMillis', 'eventTime', 'time.timestamp', 'date', 'created', 'T', 'at', 'when', '_Timestamp', ...ABROAD.time],
  level: ['level', 'log.level', 'levelname', 'severity', 'lvl', 'level_name', 'log_level', 'loglevel', '@l', 'Level', 'level.name', 'severity_text', 'levelno', 'L', 'sev', '_Level', ...ABROAD.level],
  logger: ['logger', 'log.logger', 'logger_name', 'loggerName', 'logger.name', 'name', 'category', 'SourceContext', 'N', '_logger', 'LoggerName', '_LoggerName', 'logging.googleapis.com/labels.python_logger'],
  thread: ['thread_name', 'threadName', 'process.thread.name', 'thread.name', 'thread', '_thread_name', '_threadName', '_thread', '_Thread', 'thread_id', 'threadId', 'thread.id', 'goroutine', 'taskName', 'ThreadName', '_ThreadName'],
  pid: ['process.pid', 'pid', 'process', 'process_id', 'processId', 'process.id', '_pid', 'processName', 'process_name', 'process.name'],
  service: ['service.name', 'service', 'serviceName', 'service_name', 'app', 'application', 'app_name', 'application_name'],
  request: [
    'request_id', 'requestId', 'requestID', 'req_id', 'reqId', 'rid', 'request.id', 'http.request.id', 'x_request_id', 'x-request-id', 'X-Request-ID', 'mdc.requestId',
    'mdc.request_id', 'contextMap.requestId', 'contextMap.request_id', 'req.id', 'correlation_id', 'correlationId', 'correlation.id', 'mdc.correlationId',
    'trace_id', 'traceId', 'trace.id', 'traceID', 'mdc.traceId', 'contextMap.traceId', 'dd.trace_id', 'otelTraceID', 'transaction.id', 'task_id', 'taskId',
    '_request_id', '_trace_id', 'X-B3-TraceId', 'logging.googleapis.com/trace',
  ],
  stack: [
    'stack_trace', 'error.stack_trace', 'stacktrace', 'stackTrace', 'exc_info', 'exception', 'stack', 'traceback', 'exc_text', 'error.stack', 'err.stack',
    'exception.stacktrace', 'error.stacktrace', '_stack_trace', '_StackTrace', 'thrown', 'throwable', 'errorVerbose', 'full_message', 'dump',
    'goroutines', 'stack_info', 'Throwable.StackTrace', '_Throwable.StackTrace',
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

/** What the names of a record's own keys tell, whatever their values: a program prints records of a few shapes, and many of each. */
interface Shape {
  readonly keys: readonly string[];
  /** The keys of each role, best first. */
  readonly byRole: readonly (readonly [Role, readonly string[]])[];
  /** Keys whose values, if they are objects, hold keys with roles. */
  readonly nested: readonly string[];
  /** Of lists of keys that were asked for, those that are there. */
  readonly present: Map<readonly string[], readonly string[]>;
}

const shapes = new Map<string, Shape>();
const SHAPES = 500;
const LONGEST = 2000;
/** The record that was asked for last, for it is asked several things. */
let last: { readonly fields: Fields; readonly shape: Shape } | undefined;

function shapeOf(fields: Fields): Shape {
  if (last?.fields === fields) return last.shape;
  const keys = Object.keys(fields);
  const name = keys.join('\n');
  let shape = shapes.get(name);
  // a key may hold what stands between keys
  if (shape === undefined || !shape.keys.every((key, i) => key === keys[i])) {
    shape = makeShape(keys);
    if (shapes.size >= SHAPES) shapes.clear();
    if (name.length <= LONGEST) shapes.set(name, shape);
  }
  last = { fields, shape };
  return shape;
}

function makeShape(keys: readonly string[]): Shape {
  const found = new Map<Role, string[]>();
  for (const key of keys) {
    const role = ROLES.get(key)?.[0];
    if (role !== undefined) found.set(role, [...(found.get(role) ?? []), key]);
  }
  for (const own of found.values()) own.sort((a, b) => rankOf(a) - rankOf(b));
  return { keys, byRole: [...found], nested: keys.filter((key) => NESTED.has(key)), present: new Map() };
}

const rankOf = (key: string): number => ROLES.get(key)?.[1] ?? 0;

/** What a key of a record is for, as the one that holds its time; undefined for those of the program's own. */
export const roleOf = (key: string): Role | undefined => ROLES.get(key)?.[0];

type ByRole = Readonly<Partial<Record<Role, readonly unknown[]>>>;

/** The values of a record by what they say, best first. */
export function valuesByRole(fields: Fields): ByRole {
  const { byRole, nested } = shapeOf(fields);
  for (const key of nested) if (isObject(fields[key])) return nestedByRole(fields);
  const values: Partial<Record<Role, unknown[]>> = {};
  for (const [role, keys] of byRole) {
    for (const key of keys) {
      const value = fields[key];
      if (value === null || value === '' || value === undefined) continue;
      const known = values[role];
      if (known === undefined) values[role] = [value];
      else known.push(value);
    }
  }
  return values;
}

/** The same where some keys with roles are in objects inside. One pass over the keys, whatever their number. */
function nestedByRole(fields: Fields): ByRole {
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
