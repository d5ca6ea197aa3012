import { severityOf } from '../../layout/severity.ts';
import type { Instance } from '../../../model/event.ts';
import { isObject, valueAt, type Fields } from '../../layout/structured/fields.ts';
import { payload, string, timeOf, withRequest, withTime, type EntryReader } from '../entry.ts';
import { instanceOfLabels } from '../prefixes/hosted.ts';
import { instanceOf, type Memory, type Peel } from '../peel.ts';

/** Loki's labels and structured metadata may hold a trace's id. */
const traceIn = (labels: Fields): { request?: string } => withRequest(labels['trace_id'], labels['traceID'], labels['traceId']);

/** `{"labels":{…},"line":"…","timestamp":"…"}` of `logcli -o jsonl` (grafana/loki, pkg/logcli/output/jsonl.go; read in source) and Grafana's export. */
export const lokiLine: EntryReader = (entry, memory) => {
  const line = string(entry['line']);
  if (line === undefined || !('timestamp' in entry || 'tsNs' in entry || isObject(entry['labels']))) return undefined;
  // A program's own record says where in its source it was written.
  if (/^\d{0,9}$/.test(line) && ('message' in entry || 'msg' in entry)) return undefined;
  const labels = isObject(entry['labels']) ? entry['labels'] : isObject(entry['fields']) ? entry['fields'] : {};
  const instance = instanceOfLabels(labels);
  return {
    name: 'loki',
    rest: line,
    ...withTime(timeOf(entry['timestamp'] ?? entry['tsNs'], memory)),
    ...traceIn(labels),
    ...(instance && { instance }),
  };
};

/** An entry of `gcloud logging read --format=json` (googleapis, google/logging/v2/log_entry.proto; read in source): `textPayload`, or `jsonPayload` already parsed. */
export const gcloud: EntryReader = (entry, memory) => {
  const inner = payload(entry['textPayload'] ?? entry['jsonPayload']);
  if (!inner) return undefined;
  const severity = string(entry['severity']) === 'DEFAULT' ? undefined : severityOf(string(entry['severity']) ?? '');
  const labels = (key: string): unknown => valueAt(entry, `resource.labels.${key}`);
  const instance = instanceOf({
    namespace: labels('namespace_name'), pod: labels('pod_name'), container: labels('container_name'), service: labels('service_name') ?? labels('function_name'),
    host: labels('instance_id') ?? labels('node_name'),
  }); // prettier-ignore
  return {
    name: 'gcloud', ...inner, rest: inner.rest.replace(/\n$/, ''), ...withTime(timeOf(entry['timestamp'], memory)), ...(severity && { severity }),
    ...withRequest(string(entry['trace'])?.split('/').at(-1)), ...(instance && { instance }),
  }; // prettier-ignore
};

/** An event of `aws logs filter-log-events` or `get-log-events` (the service's API model of 2014-03-28, FilteredLogEvent; read in source); `ingestionTime` is not when it was written. */
export const cloudwatch: EntryReader = (entry, memory) => {
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

/**
 * A line of Splunk's JSON export: `{"preview":false,"offset":0,"result":{"_raw":"…"}}` (search/jobs/export; recorded answers in several clients' tests). What a search that still ran had
 * found so far comes with `preview`, and again at its end.
 */
export const splunk: EntryReader = (entry) => {
  const result = isObject(entry['result']) ? entry['result'] : entry;
  const raw = string(result['_raw']);
  if (raw !== undefined && entry['preview'] === true) return { name: 'splunk', rest: '', drop: true };
  const instance = instanceOf({ host: result['host'] });
  return raw === undefined ? undefined : { name: 'splunk', rest: raw, ...(instance && { instance }) };
};

/** A log of Datadog's API: `{"attributes":{"message":"…","host":"…","service":"…"}}` (DataDog/datadog-api-client-python, v2/model/log_attributes.py; read in source). */
export const datadog: EntryReader = (entry, memory) => {
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
  const request = withRequest(valueAt(attributes, 'attributes.dd.trace_id'), valueAt(attributes, 'attributes.trace_id'));
  return { name: 'datadog', ...inner, ...withTime(timeOf(attributes['timestamp'], memory)), ...request, ...(instance && { instance }) };
};

/** Names that columns have where labels are columns of their own. */
const COLUMNS: readonly (readonly [keyof Instance, readonly string[]])[] = [
  ['pod', ['pod', 'pod_name', 'podname', 'containergroupname_s', 'kubernetes.pod.name', 'kubernetes.pod_name', 'resource.labels.pod_name']],
  ['container', ['container', 'container_name', 'containername', 'containername_s', 'kubernetes.container.name', 'kubernetes.container_name', 'resource.labels.container_name', '@logstream']],
  ['namespace', ['namespace', 'namespace_name', 'kubernetes.namespace', 'kubernetes.namespace_name', 'resource.labels.namespace_name', 'podnamespace']],
  ['host', ['host', 'hostname', 'host.name', 'computer']],
  ['service', ['service', 'service_name', 'app', 'containerappname_s', 'resource.labels.service_name']],
]; // prettier-ignore

/** A row of a table that a store exported: `TableReader` says which stores and which columns. */
export const tableRow: EntryReader = (entry, memory) => {
  const message = string(entry['table.message']);
  if (message === undefined) return undefined;
  const labels = parsed(entry['labels']);
  const instance = instanceOf({
    ...(labels && instanceOfLabels(labels)),
    ...Object.fromEntries(COLUMNS.map(([key, names]) => [key, names.map((name) => entry[name]).find((value) => value !== undefined)]).filter(([, value]) => value !== undefined)),
  }); // prettier-ignore
  return {
    name: 'csv',
    rest: message.replace(/\r?\n$/, ''),
    ...withTime(timeOf(entry['table.time'], memory, entry['table.utc'] === true)),
    ...(instance && { instance }),
  };
};

const parsed = (value: unknown): Record<string, unknown> | undefined => {
  if (typeof value !== 'string' || !value.startsWith('{')) return undefined;
  try {
    const object: unknown = JSON.parse(value);
    return isObject(object) ? object : undefined;
  } catch {
    return undefined;
  }
};

/**
 * The lines of a stream in Loki's own answers and pushes, `{"stream":{…labels},"values":[["1795397545940764402","line"], …]}` (grafana/loki,
 * docs/sources/reference/loki-http-api.md; read there), oldest first: an answer has the newest line first unless it was asked for otherwise.
 */
export function lokiStream(entry: Readonly<Record<string, unknown>>, memory: Memory): Peel[] | undefined {
  const { stream, values } = entry;
  if (!isObject(stream) || !Array.isArray(values)) return undefined;
  const instance = instanceOfLabels(stream);
  const peels = values.flatMap((value: unknown): Peel[] => {
    if (!Array.isArray(value) || typeof value[1] !== 'string') return [];
    return [
      {
        name: 'loki',
        rest: value[1].replace(/\n$/, ''),
        ...withTime(timeOf(value[0], memory)),
        ...traceIn(stream),
        ...(instance && { instance }),
      },
    ];
  });
  const [first, last] = [peels[0]?.time?.ms, peels.at(-1)?.time?.ms];
  return first !== undefined && last !== undefined && first > last ? peels.reverse() : peels;
}

/** A row of CloudWatch Logs Insights: `[{"field":"@message","value":"…"}, …]` (its API reference, GetQueryResults; read there). Its times are UTC without saying so. */
export function insightsRow(row: readonly unknown[], memory: Memory): Peel | undefined {
  const field = (name: string): unknown =>
    row.find((cell): cell is Record<string, unknown> => isObject(cell) && cell['field'] === name)?.['value'];
  const message = string(field('@message'));
  if (message === undefined) return undefined;
  const instance = instanceOf({ container: field('@logStream') });
  return {
    name: 'cloudwatch-insights',
    rest: message.replace(/\n$/, ''),
    ...withTime(timeOf(field('@timestamp'), memory, true)),
    ...(instance && { instance }),
  };
}
