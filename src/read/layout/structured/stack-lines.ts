import { isObject, type Fields } from './fields.ts';

const MAX_LINES = 20_000;
const TRACE_INSIDE = /\n(?:\s*at |\s*File "|goroutine \d|\t)|^Traceback|^goroutine \d/;

/** Keys whose further lines are the message's own. */
const MESSAGES: ReadonlySet<string> = new Set(['message', 'msg', 'event', 'short_message', '@message', 'log']);

/** Lines of a text without its trailing line breaks. */
export function linesOf(text: string): string[] {
  const lines = text.split(/\r?\n/, MAX_LINES);
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

const DIRECT_CAUSE = 'The above exception was the direct cause of the following exception:';
const DURING_HANDLING = 'During handling of the above exception, another exception occurred:';

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

/** A frame that a library took apart (structlog's dict_tracebacks, log4j2's extendedStackTrace, logback's JsonEncoder), printed as its language does. */
const frameLines = (frame: Record<string, unknown>): string[] => {
  if (typeof frame['filename'] === 'string') {
    const code = text(frame['line']);
    const head = `  File "${frame['filename']}", line ${text(frame['lineno'])}, in ${text(frame['name'])}`;
    return code.trim() === '' ? [head] : [head, `    ${code.trim()}`];
  }
  if (typeof frame['class'] === 'string')
    return [`\tat ${frame['class']}.${text(frame['method'])}(${text(frame['file'])}:${text(frame['line'])})`];
  if (typeof frame['methodName'] === 'string')
    return [`\tat ${text(frame['className'])}.${frame['methodName']}(${text(frame['fileName'])}:${text(frame['lineNumber'])})`];
  const name = text(frame['function']) || text(frame['func']);
  const file = text(frame['file']) || text(frame['source']);
  return name === '' ? [] : [`${name}(...)`, `\t${file}:${text(frame['line'])}`];
};

/** structlog lists the exception that was raised last first, and below it what led there; Python prints them the other way round. */
function chained(exceptions: readonly unknown[], depth: number): string[] {
  return exceptions
    .slice(0, 50)
    .flatMap((exception, i) => {
      const lines = linesOfValue(exception, depth + 1);
      if (i === 0 || lines.length === 0) return [lines];
      const cause = isObject(exception) && exception['is_cause'] === true;
      return [[...lines, '', cause ? DIRECT_CAUSE : DURING_HANDLING, '']];
    })
    .reverse()
    .flat();
}

function linesOfValue(value: unknown, depth: number): string[] {
  if (depth > 4) return [];
  if (typeof value === 'string') return linesOf(value);
  if (Array.isArray(value)) {
    if (value.length > 1 && isObject(value[0]) && 'exc_type' in value[0] && 'frames' in value[0]) return chained(value, depth);
    return value.slice(0, MAX_LINES).flatMap((item: unknown) => {
      if (typeof item === 'string') return linesOf(item);
      return isObject(item) ? linesOfValue(item, depth + 1) : [];
    });
  }
  if (!isObject(value)) return [];
  if (Array.isArray(value['frames'])) {
    const frames = value['frames'].slice(0, 1000).flatMap((frame: unknown) => (isObject(frame) ? frameLines(frame) : []));
    const type = text(value['exc_type']) || text(value['type']);
    const message = text(value['exc_value']) || text(value['value']);
    return ['Traceback (most recent call last):', ...frames, ...(type === '' ? [] : [message === '' ? type : `${type}: ${message}`])];
  }
  const own = frameLines(value);
  if (own.length > 0) return own;
  for (const key of ['stack_trace', 'stacktrace', 'stackTrace', 'stack', 'extendedStackTrace', 'traceback', 'stepArray']) {
    const inner = value[key];
    if (inner === undefined) continue;
    const name = text(value['name']) || text(value['exception_class']) || text(value['className']) || text(value['type']);
    const message = text(value['message']) || text(value['exception_message']);
    const head = Array.isArray(inner) && name !== '' ? [message === '' ? name : `${name}: ${message}`] : [];
    const cause = isObject(value['cause']) ? linesOfValue(value['cause'], depth + 1) : [];
    if (cause.length > 0) cause[0] = `Caused by: ${cause[0] as string}`;
    return [...head, ...linesOfValue(inner, depth + 1), ...cause];
  }
  return [];
}

/** The lines of a record's stack fields, given best first; else of any other field whose text holds a stack. */
export function stackLines(stacks: readonly unknown[] | undefined, fields: Fields): string[] {
  for (const value of stacks ?? []) {
    const lines = typeof value === 'boolean' ? [] : linesOfValue(value, 0);
    if (lines.length > 0 && lines.some((line) => line !== 'NoneType: None')) return lines;
  }
  for (const key of Object.keys(fields)) {
    const value = fields[key];
    if (holdsTrace(value)) {
      if (!MESSAGES.has(key)) return linesOf(value);
    } else if (isObject(value) && !MESSAGES.has(key)) {
      const inner = Object.values(value).find(holdsTrace);
      if (inner !== undefined) return linesOf(inner);
    }
  }
  return [];
}

const holdsTrace = (value: unknown): value is string =>
  typeof value === 'string' && value.length > 24 && value.includes('\n') && TRACE_INSIDE.test(value);
