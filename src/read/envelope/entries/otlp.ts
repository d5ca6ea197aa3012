import { isObject, type Fields } from '../../layout/structured/fields.ts';
import { severityOf } from '../../layout/severity.ts';
import { string, timeOf, withRequest, withTime } from '../entry.ts';
import { instanceOf, type Memory, type Peel } from '../peel.ts';
import type { RawLine } from '../../types.ts';
import { salvaged } from '../documents/salvage.ts';

/** What a line of OTLP's JSON begins with. */
const BEGINNING = /^\{\s{0,4}"(?:resourceLogs|resource_logs|resourceMetrics)"\s{0,4}:/;
/** A line holds a batch; one of more than this was not written by a collector. */
const RECORDS = 100_000;

/**
 * The log records of OTLP's JSON encoding (opentelemetry-proto, logs/v1; opentelemetry.io, "File Exporter"; read there): a line of the collector's file exporter
 * holds a batch of them, by resource and scope. A record of an SDK is the application's own, with logger, thread and stack beside its text; one that a collector
 * read from a file is a line.
 */
export function otlpRecords(entry: Fields, memory: Memory): Peel[] | undefined {
  // Inside of a document that is read entry by entry the entries are its resources.
  const resources = arrayOf(entry['resourceLogs'] ?? entry['resource_logs']) ?? (arrayOf(entry['scopeLogs']) ? [entry] : undefined);
  if (resources === undefined) return undefined;
  const peels: Peel[] = [];
  for (const resource of resources) {
    const place = instanceIn(attributesOf(isObject(resource['resource']) ? resource['resource']['attributes'] : undefined));
    for (const scope of arrayOf(resource['scopeLogs'] ?? resource['scope_logs']) ?? []) {
      const logger = isObject(scope['scope']) ? string(scope['scope']['name']) : undefined;
      for (const record of arrayOf(scope['logRecords'] ?? scope['log_records']) ?? []) {
        if (peels.length < RECORDS) peels.push(peelOf(record, logger, place, memory));
      }
    }
  }
  return peels;
}

/** The metrics of each resource of a batch, a record each: the resource says whose they are. */
function otlpMetrics(entry: Fields): Peel[] | undefined {
  return arrayOf(entry['resourceMetrics'])?.map((resource) => {
    const place = instanceIn(attributesOf(isObject(resource['resource']) ? resource['resource']['attributes'] : undefined));
    return { name: 'otlp', ...(place && { instance: place }), rest: JSON.stringify(resource), object: resource };
  });
}

/**
 * The same of a line; undefined where it is something else. Of one whose end is missing it gives what it still has, and clipped is the last record.
 * @param alone whether the source has nothing but such lines so far. Among others a program prints its own metrics, which are no other process's than those
 */
export function otlpLine(text: string, raw: RawLine, memory: Memory, alone: boolean): { raw: RawLine; peel: Peel }[] | undefined {
  if (text.charCodeAt(0) !== 123 || !BEGINNING.test(text)) return undefined;
  try {
    const value: unknown = raw.clipped ? salvaged(text) : JSON.parse(text);
    const peels = isObject(value) ? (otlpRecords(value, memory) ?? (alone ? otlpMetrics(value) : undefined)) : undefined;
    const whole = raw.clipped ? { ...raw, clipped: false } : raw;
    return peels?.map((peel, i) => ({ raw: i < peels.length - 1 ? whole : raw, peel }));
  } catch {
    return undefined;
  }
}

const arrayOf = (value: unknown): Fields[] | undefined => (Array.isArray(value) ? value.filter(isObject) : undefined);

/** `{"stringValue":"…"}`, `{"intValue":"7"}`, `{"kvlistValue":{"values":[…]}}`, `{"arrayValue":{"values":[…]}}` as plain values. */
function valueOf(value: unknown, depth = 0): unknown {
  if (!isObject(value) || depth > 4) return undefined;
  const list = value['kvlistValue'] ?? value['arrayValue'];
  const values = isObject(list) ? list['values'] : undefined;
  if ('kvlistValue' in value) return attributesOf(values, depth + 1);
  if ('arrayValue' in value) return arrayOf(values)?.map((each) => valueOf(each, depth + 1));
  return value['stringValue'] ?? value['intValue'] ?? value['doubleValue'] ?? value['boolValue'] ?? value['bytesValue'];
}

const attributesOf = (values: unknown, depth = 0): Record<string, unknown> =>
  Object.fromEntries((arrayOf(values) ?? []).flatMap(({ key, value }) => (typeof key === 'string' ? [[key, valueOf(value, depth)]] : [])));

const instanceIn = (attributes: Fields): ReturnType<typeof instanceOf> =>
  instanceOf({
    namespace: attributes['k8s.namespace.name'],
    pod: attributes['k8s.pod.name'],
    container: attributes['k8s.container.name'] ?? attributes['container.name'] ?? attributes['container.id'],
    host: attributes['host.name'] ?? attributes['k8s.node.name'],
    service: attributes['service.name'],
    pid: attributes['process.pid'] ?? attributes['service.instance.id'],
  });

function peelOf(record: Fields, logger: string | undefined, place: ReturnType<typeof instanceOf>, memory: Memory): Peel {
  const attributes = attributesOf(record['attributes']);
  const body = valueOf(record['body']);
  const level = string(record['severityText'] ?? record['severity_text']);
  const severity = severityOf(level ?? '');
  const written = timeOf(record['timeUnixNano'] ?? record['time_unix_nano'], memory);
  const from = attributes['log.iostream'];
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
  const common = {
    name: 'otlp',
    ...withTime(written),
    ...(severity && { severity }),
    ...(place && { instance: place }),
    ...withRequest(record['traceId'], record['trace_id']),
    ...((from === 'stdout' || from === 'stderr') && { stream: from as 'stdout' | 'stderr' }),
  };
  const own =
    logger !== undefined && logger !== '' && attributes['log.file.name'] === undefined && attributes['log.file.path'] === undefined;
  if (!own && !isObject(body)) return { ...common, rest: text.replace(/\n$/, '') };
  const trace = string(record['traceId'] ?? record['trace_id']);
  const object = {
    ...attributes,
    ...(isObject(body) ? body : { message: text }),
    ...(own && { logger }),
    ...(level !== undefined && level !== '' && { level }),
    ...(trace !== undefined && trace !== '' && { trace_id: trace }),
  };
  return { ...common, rest: JSON.stringify(object), object };
}
