import { epochMs, readTimeAt, type ReadTime, type TimeOptions } from '../../time/index.ts';
import { firstText, isObject, numberOf, valuesByRole, type Fields } from './fields.ts';
import { namesServerProcess } from './server-process.ts';
import { filledIn } from './filled-in.ts';
import { parseLogfmt, startsLikeLogfmt } from './logfmt.ts';
import type { Parts } from '../parts.ts';
import { requestIn } from './request-tag.ts';
import { severityOf, severityOfNumber } from '../severity.ts';
import { linesOf, stackLines } from './stack-lines.ts';

/** A structured record before its time is settled between it and its envelope. */
export interface Structured extends Parts {
  readonly layout: 'json' | 'logfmt';
  readonly time: ReadTime | undefined;
  readonly message: string;
  readonly tail: readonly string[];
  readonly fields: Fields;
}

const MAX_DEPTH = 4;
/** The method of a request, which some call `m`, is no message. */
const METHOD = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/;

function timeOf(values: readonly unknown[] | undefined, fields: Fields, options: TimeOptions): ReadTime | undefined {
  if (isObject(fields['instant'])) {
    const seconds = numberOf(fields['instant']['epochSecond']) ?? 0;
    const nanos = numberOf(fields['instant']['nanoOfSecond']) ?? 0;
    if (seconds > 0) return { ms: seconds * 1000 + nanos / 1e6, end: 0, zoned: true, dated: true, digits: 9 };
  }
  // Spring Cloud GCP (spring-cloud-gcp-logging, StackdriverJsonLayout.java and StackdriverTraceConstants.java)
  if (values === undefined && fields['timestampSeconds'] !== undefined) {
    const seconds = numberOf(fields['timestampSeconds']) ?? 0;
    const nanos = numberOf(fields['timestampNanos']) ?? 0;
    if (seconds > 0) return { ms: seconds * 1000 + nanos / 1e6, end: 0, zoned: true, dated: true, digits: 9 };
  }
  for (const value of values ?? []) {
    const number =
      typeof value === 'number' ? value : typeof value === 'string' && /^\d{10,19}(?:\.\d{1,12})?$/.test(value) ? Number(value) : undefined;
    if (number !== undefined) {
      const ms = epochMs(number);
      if (ms !== undefined) return { ms, end: 0, zoned: true, dated: true, digits: ms % 1000 === 0 ? 0 : 3 };
    } else if (typeof value === 'string' && value.length < 64) {
      const read = readTimeAt(value, 0, options);
      if (read?.end === value.length) return read;
    }
  }
  return undefined;
}

function severityIn(values: readonly unknown[] | undefined, fields: Fields): Parts['severity'] {
  for (const value of values ?? []) {
    if (typeof value === 'string') {
      const severity = severityOf(value) ?? (/^\d{1,2}$/.test(value) ? numeric(fields, Number(value)) : undefined);
      if (severity) return severity;
    } else if (typeof value === 'number') return numeric(fields, value);
  }
  return undefined;
}

const numeric = (fields: Fields, level: number): Parts['severity'] => {
  if (level < 10) return 'short_message' in fields || 'version' in fields ? severityOfNumber(level, 'syslog') : undefined;
  return severityOfNumber(level, 'asctime' in fields || 'levelno' in fields ? 'python' : 'pino');
};

const OTHER_ROLES = ['logger', 'thread', 'pid', 'service'] as const;

const assign = (parts: Parts, key: Exclude<keyof Parts, 'severity'>, values: readonly unknown[] | undefined): void => {
  const value = values === undefined ? undefined : firstText(values);
  if (value !== undefined && value !== '') parts[key] = value;
};

/** What the values of a JSON or logfmt record say. `whole` stands for the message where the record has none. */
export function readFields(given: Fields, whole: string, layout: 'json' | 'logfmt', options: TimeOptions, depth = 0): Structured {
  // loguru's serialize=True: {"text": "the formatted line", "record": {…}}
  const fields =
    isObject(given['record']) && typeof given['text'] === 'string' && isObject(given['record']['level']) ? given['record'] : given;
  const values = valuesByRole(fields);
  const raw =
    values.message?.find((value) => typeof value === 'string' && !METHOD.test(value)) ??
    (isObject(fields['message']) ? fields['message'] : undefined);
  const found: { -readonly [K in keyof Structured]: Structured[K] } = {
    layout,
    time: timeOf(values.time, fields, options),
    message: whole,
    tail: stackLines(values.stack, fields),
    fields,
  };
  const severity = severityIn(values.level, fields);
  if (severity !== undefined) found.severity = severity;
  for (const role of OTHER_ROLES) assign(found, role, values[role]);
  const request = requestIn(fields, values.request);
  if (request !== undefined) found.request = request;
  if (namesServerProcess(raw, fields)) delete found.pid;
  if (raw === undefined) return found;
  const inner = nested(raw, options, depth);
  if (inner) {
    return {
      ...found, ...inner, layout, time: found.time ?? inner.time, fields: { ...fields, ...inner.fields },
      tail: [...inner.tail, ...found.tail],
    }; // prettier-ignore
  }
  const text = filledIn(String(raw), fields);
  if (!text.includes('\n')) found.message = text;
  else {
    const lines = linesOf(text);
    found.message = lines[0] ?? '';
    found.tail = [...lines.slice(1), ...found.tail];
  }
  return found;
}

function nested(raw: unknown, options: TimeOptions, depth: number): Structured | undefined {
  if (depth >= MAX_DEPTH) return undefined;
  if (isObject(raw)) return readFields(raw, JSON.stringify(raw), 'json', options, depth + 1);
  return typeof raw === 'string' ? readStructured(raw, options, depth + 1) : undefined;
}

/** The object that a text is, undefined where it is none. */
export function parseObject(text: string): Record<string, unknown> | undefined {
  const first = text.charCodeAt(0);
  if (first !== 123 && first !== 32 && first !== 9) return undefined;
  const trimmed = text.trim();
  if (!trimmed.startsWith('{') || !trimmed.endsWith('}')) return undefined;
  try {
    const value: unknown = JSON.parse(trimmed);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const LOGFMT_KEYS = ['msg', 'message', 'event', 'level', 'lvl', 'severity', 'ts', 'time', 'timestamp', 't', 'sev'];

/** A whole text that is a JSON object, or logfmt that names a message, a level or a time. */
export function readStructured(text: string, options: TimeOptions, depth = 0): Structured | undefined {
  const object = parseObject(text);
  if (object) return readFields(object, text, 'json', options, depth);
  if (!startsLikeLogfmt(text)) return undefined;
  const pairs = parseLogfmt(text);
  return pairs && LOGFMT_KEYS.some((key) => key in pairs) ? readFields(pairs, text, 'logfmt', options, depth) : undefined;
}
