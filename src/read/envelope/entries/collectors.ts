import { severityOfNumber } from '../../layout/severity.ts';
import { isObject, valueAt, type Fields } from '../../layout/structured/fields.ts';
import { payload, string, timeOf, withTime, withRequest, type EntryReader } from '../entry.ts';
import { instanceOf } from '../peel.ts';

const streamOf = (value: unknown): { stream?: 'stdout' | 'stderr' } => (value === 'stdout' || value === 'stderr' ? { stream: value } : {});

const kubernetesOf = (entry: Fields): ReturnType<typeof instanceOf> => {
  const at = (...keys: string[]): unknown => keys.map((key) => valueAt(entry, key)).find((value) => typeof value === 'string');
  return instanceOf({
    namespace: at('kubernetes.namespace_name', 'kubernetes.namespace', 'kubernetes.pod_namespace'),
    pod: at('kubernetes.pod_name', 'kubernetes.pod.name', 'ecs_task_arn'),
    container: at('kubernetes.container_name', 'kubernetes.container.name', 'container_name', 'container.name', 'container_id'),
    host: at('kubernetes.host', 'kubernetes.node.name', 'host.name', 'hostname', 'host'),
  });
};

/**
 * `{"log":"line\n","stream":"stdout","time":"…"}`: docker's json-file (seen on a page), and the same key from Fluent Bit and Container Insights with `kubernetes` beside it
 * (fluent-bit-docs, pipeline/filters/kubernetes.md; its parsers.conf, `logtag`; read there) and from FireLens: docker's driver for fluentd writes `container_name`, `source` and
 * the marks of pieces (moby/moby, daemon/logger/fluentd/fluentd.go; read in source), `ecs_task_arn` is not confirmed. Docker cuts at 16 KiB: a piece has no line break.
 */
export const docker: EntryReader = (entry, memory) => {
  const log = string(entry['log']);
  if (log === undefined) {
    const processed = isObject(entry['log_processed']) ? payload(entry['log_processed']) : undefined;
    const instance = kubernetesOf(entry);
    return processed && { name: 'fluent-bit', ...processed, ...withTime(timeOf(entry['time'], memory)), ...(instance && { instance }) };
  }
  const collected = ['kubernetes', 'container_name', 'container_id', 'ecs_task_arn', 'logtag', 'date', 'source'].some(
    (key) => key in entry,
  );
  const plain = !collected && ('stream' in entry || 'time' in entry);
  if (!collected && !plain) return undefined;
  if (!isObject(entry['kubernetes']) && (typeof entry['msg'] === 'string' || typeof entry['message'] === 'string')) return undefined;
  const ended = log.endsWith('\n');
  if (ended) memory.newlines = true;
  const flagged =
    entry['logtag'] === 'P' || entry['_p'] === 'P' || (entry['partial_message'] === 'true' && entry['partial_last'] !== 'true');
  const partial = flagged || (!ended && plain && (memory.newlines || log.length >= 16_000));
  // the three keys of docker's own file, and nothing beside them
  const alone = plain && 'stream' in entry && 'time' in entry && Object.keys(entry).length === 3;
  const instance = alone ? undefined : kubernetesOf(entry);
  return {
    name: collected ? 'fluent-bit' : 'docker-json', rest: ended ? log.slice(0, -1) : log, partial, ...withTime(timeOf(entry['time'] ?? entry['date'], memory)),
    ...streamOf(entry['stream'] ?? entry['source']), ...(instance && { instance }),
  }; // prettier-ignore
};

/** `{"message":"…","podName":"…","containerName":"…"}` and extjson's `{"pod":…,"container":…,"message":…}` of stern (read in a fork's source). */
export const sternJson: EntryReader = (entry) => {
  const inner = payload(entry['message']);
  const pod = entry['podName'] ?? (typeof entry['container'] === 'string' ? entry['pod'] : undefined);
  if (inner === undefined || typeof pod !== 'string') return undefined;
  const instance = instanceOf({
    namespace: entry['namespace'],
    pod,
    container: entry['containerName'] ?? entry['container'],
    host: entry['nodeName'] ?? entry['node'],
  });
  return { name: 'stern-json', ...inner, rest: inner.rest.replace(/\n$/, ''), ...(instance && { instance }) };
};

/** The first one where an entry has several: texts, or arrays of bytes. */
const messageOf = (value: unknown): unknown => (Array.isArray(value) && typeof value[0] !== 'number' ? value[0] : value);

/**
 * `journalctl -o json` (systemd, src/shared/logs-show.c, output_json; read in source): MESSAGE is an array of bytes where it is not printable, null where it is too long, an
 * array of texts where the entry has several; the time is microseconds in text.
 */
export const journald: EntryReader = (entry, memory) => {
  if (
    !('MESSAGE' in entry) ||
    !('__REALTIME_TIMESTAMP' in entry || '_HOSTNAME' in entry || 'SYSLOG_IDENTIFIER' in entry || 'PRIORITY' in entry)
  )
    return undefined;
  const raw = messageOf(entry['MESSAGE']);
  const bytes =
    Array.isArray(raw) && raw.every((byte) => typeof byte === 'number') ? Buffer.from(raw as number[]).toString('utf8') : undefined;
  const priority = Number(entry['PRIORITY'] ?? 6);
  const severity = priority <= 4 ? severityOfNumber(priority, 'syslog') : undefined;
  const instance = instanceOf({
    host: entry['_HOSTNAME'], service: string(entry['_SYSTEMD_UNIT'])?.replace(/\.service$/, '') ?? entry['SYSLOG_IDENTIFIER'], pid: entry['_PID'],
    container: entry['CONTAINER_NAME'],
  }); // prettier-ignore
  return {
    name: 'journald-json', rest: bytes ?? string(raw) ?? '', partial: entry['CONTAINER_PARTIAL_MESSAGE'] === 'true',
    ...withTime(timeOf(entry['_SOURCE_REALTIME_TIMESTAMP'] ?? entry['__REALTIME_TIMESTAMP'], memory)), ...(severity && { severity }), ...(instance && { instance }),
  }; // prettier-ignore
};

/** A line of `pm2 logs --json` (pm2 7.0.4, lib/API/Log.js; read in source): it takes the line breaks out of what was written at once. */
export const pm2Json: EntryReader = (entry, memory) => {
  const message = string(entry['message']);
  const { app_name: name, process_id: number, type } = entry;
  if (message === undefined || typeof name !== 'string' || typeof number !== 'number' || (type !== 'out' && type !== 'err'))
    return undefined;
  return {
    name: 'pm2', rest: message, ...withTime(timeOf(entry['timestamp'], memory)), stream: type === 'err' ? 'stderr' : 'stdout',
    instance: { container: `${name}-${number}`, service: name },
  }; // prettier-ignore
};

/** What Kibana and others ask for in place of a document: its fields, each a list. */
const fieldsOf = (fields: Fields): Fields =>
  Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value]),
  );

/**
 * A document of Elasticsearch: a hit with its `_source` or its `fields` (elastic/elasticsearch-specification, _global/search/_types/hits.ts; read there), or Filebeat's own
 * (elastic/beats, filebeat/_meta/fields.common.yml; read there) and Vector's (not confirmed), whose `@timestamp` says when it was collected.
 */
export const elastic: EntryReader = (entry) => {
  const hit = '_index' in entry && isObject(entry['fields']) ? fieldsOf(entry['fields']) : undefined;
  const source = isObject(entry['_source']) ? entry['_source'] : (hit ?? entry);
  const shipped = source !== entry;
  const collector =
    'agent' in source ||
    'input' in source ||
    'source_type' in source ||
    valueAt(source, 'log.offset') !== undefined ||
    valueAt(source, 'log.file.path') !== undefined ||
    'beat' in source;
  if (!shipped && !collector && !isObject(source['kubernetes'])) return undefined;
  const parsed =
    typeof valueAt(source, 'log.level') === 'string' ||
    typeof source['level'] === 'string' ||
    typeof valueAt(source, 'log.logger') === 'string';
  const inner = parsed
    ? payload(source)
    : payload(source['message'] ?? (typeof source['log'] === 'string' ? source['log'] : undefined) ?? valueAt(source, 'event.original'));
  if (!inner) return shipped ? { name: 'elasticsearch', rest: JSON.stringify(source), object: source } : undefined;
  const instance = kubernetesOf(source);
  return {
    name: shipped ? 'elasticsearch' : 'beats',
    ...inner,
    rest: inner.rest.replace(/\n$/, ''),
    ...streamOf(source['stream']),
    ...withRequest(valueAt(source, 'trace.id')),
    ...(instance && { instance }),
  };
};
