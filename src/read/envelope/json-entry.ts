import { severityOf, severityOfNumber } from '../layout/severity.ts';
import { isObject, valueAt, type Fields } from '../layout/fields.ts';
import { epochMs, readTimeAt, type ReadTime } from '../time/index.ts';
import { instanceOfLabels } from './hosted.ts';
import { instanceOf, type Memory, type Peel } from './peel.ts';

type Reader = (entry: Fields, memory: Memory) => Peel | undefined;

const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** A writing time given as ISO text, as a number, or as a number in text, of any unit. */
function timeOf(value: unknown, memory: Memory): ReadTime | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{10,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
  if (number !== undefined) {
    const ms = epochMs(number);
    return ms === undefined ? undefined : { ms, end: 0, zoned: true, dated: true, digits: ms % 1000 === 0 ? 0 : 3 };
  }
  return typeof value === 'string' && value.length < 64 ? readTimeAt(value, 0, memory.options) : undefined;
}

const withTime = (time: ReadTime | undefined): { time?: ReadTime } => (time ? { time } : {});

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

/** A text, or an object where the collector has parsed the text. */
const payload = (value: unknown): { rest: string; object?: Record<string, unknown> } | undefined => {
  if (typeof value === 'string') return { rest: value };
  return isObject(value) ? { rest: JSON.stringify(value), object: value } : undefined;
};

/**
 * `{"log":"line\n","stream":"stdout","time":"…"}`: docker's json-file (seen on a page), and the same key from Fluent Bit, Container Insights and
 * FireLens with `kubernetes`, `container_name` or `ecs_task_arn` beside it (from memory). Docker cuts at 16 KiB: a piece has no line break.
 */
const docker: Reader = (entry, memory) => {
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
  const instance = kubernetesOf(entry);
  return {
    name: collected ? 'fluent-bit' : 'docker-json', rest: ended ? log.slice(0, -1) : log, partial, ...withTime(timeOf(entry['time'] ?? entry['date'], memory)),
    ...streamOf(entry['stream'] ?? entry['source']), ...(instance && { instance }),
  }; // prettier-ignore
};

/** `{"message":"…","podName":"…","containerName":"…"}` and extjson's `{"pod":…,"container":…,"message":…}` of stern (read in a fork's source). */
const sternJson: Reader = (entry) => {
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

/**
 * `journalctl -o json` (systemd's JSON export, from memory): MESSAGE is an array of bytes where it is no clean UTF-8, null where it is too
 * long; the time is microseconds in text.
 */
const journald: Reader = (entry, memory) => {
  if (
    !('MESSAGE' in entry) ||
    !('__REALTIME_TIMESTAMP' in entry || '_HOSTNAME' in entry || 'SYSLOG_IDENTIFIER' in entry || 'PRIORITY' in entry)
  )
    return undefined;
  const raw = entry['MESSAGE'];
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

/** `{"labels":{…},"line":"…","timestamp":"…"}` of `logcli -o jsonl` (grafana/loki, pkg/logcli/output/jsonl.go; read in source) and Grafana's export. */
const lokiLine: Reader = (entry, memory) => {
  const line = string(entry['line']);
  if (line === undefined || !('timestamp' in entry || 'tsNs' in entry || isObject(entry['labels']))) return undefined;
  const labels = isObject(entry['labels']) ? entry['labels'] : isObject(entry['fields']) ? entry['fields'] : {};
  const instance = instanceOfLabels(labels);
  return { name: 'loki', rest: line, ...withTime(timeOf(entry['timestamp'] ?? entry['tsNs'], memory)), ...(instance && { instance }) };
};

/** An entry of `gcloud logging read --format=json` (from memory): `textPayload`, or `jsonPayload` already parsed. */
const gcloud: Reader = (entry, memory) => {
  const inner = payload(entry['textPayload'] ?? entry['jsonPayload']);
  if (!inner) return undefined;
  const severity = string(entry['severity']) === 'DEFAULT' ? undefined : severityOf(string(entry['severity']) ?? '');
  const labels = (key: string): unknown => valueAt(entry, `resource.labels.${key}`);
  const instance = instanceOf({
    namespace: labels('namespace_name'), pod: labels('pod_name'), container: labels('container_name'), service: labels('service_name') ?? labels('function_name'),
    host: labels('instance_id') ?? labels('node_name'),
  }); // prettier-ignore
  return {
    name: 'gcloud', ...inner, rest: inner.rest.replace(/\n$/, ''), ...withTime(timeOf(entry['timestamp'], memory)), ...(severity && { severity }), ...(instance && { instance }),
  }; // prettier-ignore
};

/** An event of `aws logs filter-log-events` or `get-log-events` (from memory); `ingestionTime` is not when it was written. */
const cloudwatch: Reader = (entry, memory) => {
  const message = string(entry['message']);
  if (message === undefined || !('ingestionTime' in entry || 'logStreamName' in entry || 'eventId' in entry)) return undefined;
  const instance = instanceOf({ container: entry['logStreamName'] });
  return {
    name: 'cloudwatch',
    rest: message.replace(/\n$/, ''),
    ...withTime(timeOf(entry['timestamp'], memory)),
    ...(instance && { instance }),
  };
};

/** A document of Elasticsearch: a hit, or Filebeat's and Vector's own, whose `@timestamp` says when it was collected (from memory). */
const elastic: Reader = (entry) => {
  const source = isObject(entry['_source']) ? entry['_source'] : entry;
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
    ...(instance && { instance }),
  };
};

/** A line of Splunk's JSON export: `{"preview":false,"result":{"_raw":"…"}}` (from memory). */
const splunk: Reader = (entry) => {
  const result = isObject(entry['result']) ? entry['result'] : entry;
  const raw = string(result['_raw']);
  const instance = instanceOf({ host: result['host'] });
  return raw === undefined ? undefined : { name: 'splunk', rest: raw, ...(instance && { instance }) };
};

/** A log of Datadog's API: `{"attributes":{"message":"…","host":"…","service":"…"}}` (from memory). */
const datadog: Reader = (entry, memory) => {
  const attributes = isObject(entry['attributes']) ? entry['attributes'] : undefined;
  const inner = attributes ? payload(attributes['message']) : undefined;
  if (!attributes || !inner || !('host' in attributes || 'service' in attributes || 'timestamp' in attributes)) return undefined;
  const tags = Array.isArray(attributes['tags']) ? (attributes['tags'] as unknown[]) : [];
  const tag = (name: string): string | undefined =>
    tags
      .filter((t) => typeof t === 'string')
      .find((t) => t.startsWith(`${name}:`))
      ?.slice(name.length + 1);
  const instance = instanceOf({
    host: attributes['host'],
    service: attributes['service'],
    pod: tag('pod_name'),
    container: tag('container_name'),
    namespace: tag('kube_namespace'),
  });
  return { name: 'datadog', ...inner, ...withTime(timeOf(attributes['timestamp'], memory)), ...(instance && { instance }) };
};

/** A row of CloudWatch Logs Insights: `[{"field":"@message","value":"…"}, …]` (from memory). */
export function insightsRow(row: readonly unknown[], memory: Memory): Peel | undefined {
  const field = (name: string): unknown =>
    row.find((cell): cell is Record<string, unknown> => isObject(cell) && cell['field'] === name)?.['value'];
  const message = string(field('@message'));
  if (message === undefined) return undefined;
  const instance = instanceOf({ container: field('@logStream') });
  return {
    name: 'cloudwatch-insights',
    rest: message.replace(/\n$/, ''),
    ...withTime(timeOf(field('@timestamp'), memory)),
    ...(instance && { instance }),
  };
}

const READERS: readonly Reader[] = [docker, sternJson, journald, lokiLine, gcloud, cloudwatch, splunk, datadog, elastic];

/** Takes the envelope off an entry that is a JSON object; undefined where the object is the application's own record. */
export function peelEntry(entry: Fields, memory: Memory): Peel | undefined {
  for (const reader of READERS) {
    const peel = reader(entry, memory);
    if (peel) return peel;
  }
  return undefined;
}

const MARK =
  /"(?:log|log_processed|MESSAGE|podName|pod|textPayload|jsonPayload|line|_source|_raw|ingestionTime|logStreamName|eventId|kubernetes|attributes|agent|input|source_type|beat|log\.offset|log\.file\.path)"\s*:/;

/** The same for a line; lines without any envelope's key are not parsed at all. */
export function peelJsonLine(text: string, memory: Memory): Peel | undefined {
  if (text.charCodeAt(0) !== 123 || !MARK.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? peelEntry(value, memory) : undefined;
  } catch {
    return undefined;
  }
}
