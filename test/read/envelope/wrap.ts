import { Unwrapper } from '../../../src/read/envelope/index.ts';
import type { PeeledLine, RawLine } from '../../../src/read/types.ts';

export const rawLines = (texts: readonly string[]): RawLine[] => texts.map((text, i) => ({ text, line: i + 1, byte: i, clipped: false }));

export const peelAll = (texts: readonly string[], unwrapper = new Unwrapper()): PeeledLine[] => [
  ...rawLines(texts).flatMap((line) => unwrapper.peel(line)),
  ...unwrapper.flush(),
];

const STAMP = '2026-11-23T01:32:25.940764402Z';

/** Puts an envelope on lines, as its source prints it. */
export interface Wrapper {
  readonly name: string;
  readonly wrap: (lines: readonly string[]) => string[];
  /** When its stamp says the line was written; undefined where it has none. */
  readonly at?: string;
  readonly instance?: Record<string, string>;
  /** The tool delivers text in a JSON string, so control characters and blanks at the end survive. */
  readonly json?: boolean;
}

const each =
  (wrap: (line: string) => string) =>
  (lines: readonly string[]): string[] =>
    lines.map(wrap);
const entry = (make: (line: string) => object): ((lines: readonly string[]) => string[]) => each((line) => JSON.stringify(make(line)));
const WHEN = '2026-11-23T01:32:25.940Z';
const WHOLE = '2026-11-23T01:32:25.000Z';

export const LINE_WRAPPERS: readonly Wrapper[] = [
  { name: 'kubectl-prefix', wrap: each((l) => `[pod/orders-7c9f8d6b5-4xk2p/app] ${l}`), instance: { pod: 'orders-7c9f8d6b5-4xk2p', container: 'app' } },
  { name: 'timestamps', wrap: each((l) => `${STAMP} ${l}`), at: WHEN },
  { name: 'cri', wrap: each((l) => `${STAMP} stdout F ${l}`), at: WHEN },
  { name: 'stern', wrap: each((l) => `orders-7c9f8d6b5-4xk2p app ${l}`), instance: { pod: 'orders-7c9f8d6b5-4xk2p', container: 'app' } },
  { name: 'stern', wrap: each((l) => `shop orders-7c9f8d6b5-4xk2p app ${l}`), instance: { namespace: 'shop', pod: 'orders-7c9f8d6b5-4xk2p', container: 'app' } },
  { name: 'docker-compose', wrap: each((l) => `web-1      | ${l}`), instance: { container: 'web-1' } },
  { name: 'docker-compose', wrap: each((l) => `shop_web_1  | ${l}`), instance: { container: 'shop_web_1' } },
  { name: 'syslog', wrap: each((l) => `<134>Nov 23 01:32:25 node7 orders[123]: ${l}`), at: WHOLE, instance: { host: 'node7', service: 'orders', pid: '123' } },
  { name: 'syslog', wrap: each((l) => `<134>1 2026-11-23T01:32:25.940Z node7 orders 123 ID47 [ex@32473 k="v\\]" x="y"] ${l}`), at: WHEN, instance: { host: 'node7', service: 'orders', pid: '123' } },
  { name: 'syslog', wrap: each((l) => `83 <134>1 2026-11-23T01:32:25.940Z node7 orders - - - ${l}`), at: WHEN, instance: { host: 'node7', service: 'orders' } },
  { name: 'journald', wrap: each((l) => `Nov 23 01:32:25 node7 orders[123]: ${l}`), at: WHOLE, instance: { host: 'node7', service: 'orders', pid: '123' } },
  { name: 'journald', wrap: each((l) => `2026-11-23T01:32:25+0000 node7 orders[123]: ${l}`), at: WHOLE, instance: { host: 'node7', service: 'orders', pid: '123' } },
  { name: 'journald', wrap: each((l) => `2026-11-23T01:32:25+0000 orders[123]: ${l}`), at: WHOLE, instance: { service: 'orders', pid: '123' } },
  { name: 'journald', wrap: each((l) => `Nov 23 01:32:25 orders[123]: ${l}`), at: WHOLE, instance: { service: 'orders', pid: '123' } },
  { name: 'journald', wrap: each((l) => `1795397545.940764 node7 orders[123]: ${l}`), at: WHEN, instance: { host: 'node7', service: 'orders', pid: '123' } },
  { name: 'logcli', wrap: each((l) => `2026-11-23T01:32:25Z {app="orders", pod="orders-7c9f8d6b5-4xk2p"}     ${l}`), at: WHOLE, instance: { service: 'orders', pod: 'orders-7c9f8d6b5-4xk2p' } },
  { name: 'heroku', wrap: each((l) => `2026-11-23T01:32:25.940764+00:00 app[web.1]: ${l}`), at: WHEN, instance: { container: 'web.1' } },
  { name: 'aws-logs-tail', wrap: each((l) => `2026-11-23T01:32:25.940764+00:00 ecs/app/0123abcd ${l}`), at: WHEN, instance: { container: 'ecs/app/0123abcd' } },
  { name: 'docker-json', json: true, at: WHEN, wrap: entry((l) => ({ log: `${l}\n`, stream: 'stdout', time: STAMP })) },
  { name: 'fluent-bit', json: true, at: WHEN, wrap: entry((l) => ({ log: l, kubernetes: { pod_name: 'p-1', container_name: 'c', namespace_name: 'n' }, stream: 'stdout', time: STAMP })), instance: { pod: 'p-1', container: 'c', namespace: 'n' } },
  { name: 'fluent-bit', json: true, wrap: entry((l) => ({ container_id: 'abc', container_name: 'c', source: 'stdout', log: l, ecs_task_arn: 'arn:x' })), instance: { pod: 'arn:x', container: 'c' } },
  { name: 'stern-json', json: true, wrap: entry((l) => ({ message: l, nodeName: 'node7', namespace: 'n', podName: 'p-1', containerName: 'c' })), instance: { namespace: 'n', pod: 'p-1', container: 'c', host: 'node7' } },
  { name: 'journald-json', json: true, at: WHEN, wrap: entry((l) => ({ __REALTIME_TIMESTAMP: '1795397545940764', _PID: '8771', _SYSTEMD_UNIT: 'orders.service', PRIORITY: '6', MESSAGE: l })), instance: { pid: '8771', service: 'orders' } },
  { name: 'journald-json', json: true, at: WHEN, wrap: entry((l) => ({ __REALTIME_TIMESTAMP: '1795397545940764', _PID: '8771', MESSAGE: [...Buffer.from(l)] })), instance: { pid: '8771' } },
  { name: 'loki', json: true, at: WHEN, wrap: entry((l) => ({ labels: { app: 'orders' }, line: l, timestamp: STAMP })), instance: { service: 'orders' } },
  { name: 'beats', json: true, wrap: entry((l) => ({ '@timestamp': '2026-11-23T02:00:00Z', agent: { type: 'filebeat' }, log: { offset: 7, file: { path: '/x' } }, kubernetes: { pod: { name: 'p-1' } }, message: l })), instance: { pod: 'p-1' } },
  { name: 'elasticsearch', json: true, wrap: entry((l) => ({ _index: 'i', _source: { '@timestamp': '2026-11-23T02:00:00Z', message: l, kubernetes: { pod: { name: 'p-1' } } } })), instance: { pod: 'p-1' } },
  { name: 'splunk', json: true, wrap: entry((l) => ({ preview: false, offset: 0, result: { _raw: l, host: 'node7' } })), instance: { host: 'node7' } },
]; // prettier-ignore

const pretty = (value: unknown): string[] => JSON.stringify(value, null, 2).split('\n');

/** Exports that are one JSON document. */
export const DOCUMENT_WRAPPERS: readonly Wrapper[] = [
  { name: 'gcloud', json: true, at: WHEN, wrap: (lines) => pretty(lines.map((l) => ({ insertId: 'x', textPayload: `${l}\n`, timestamp: STAMP, severity: 'DEFAULT', resource: { labels: { pod_name: 'p-1', container_name: 'c' } } }))), instance: { pod: 'p-1', container: 'c' } },
  { name: 'cloudwatch', json: true, at: WHEN, wrap: (lines) => pretty({ events: lines.map((l) => ({ logStreamName: 's/1', timestamp: 1795397545940, message: `${l}\n`, ingestionTime: 1, eventId: 'e' })), searchedLogStreams: [] }), instance: { container: 's/1' } },
  { name: 'cloudwatch', json: true, at: WHEN, wrap: (lines) => [JSON.stringify({ events: lines.map((l) => ({ logStreamName: 's/1', timestamp: 1795397545940, message: l, ingestionTime: 1 })) })], instance: { container: 's/1' } },
  { name: 'cloudwatch-insights', json: true, at: WHEN, wrap: (lines) => pretty({ results: lines.map((l) => [{ field: '@timestamp', value: '2026-11-23 01:32:25.940' }, { field: '@message', value: l }]), status: 'Complete' }) },
  { name: 'elasticsearch', json: true, wrap: (lines) => pretty({ took: 1, hits: { total: { value: 2 }, hits: lines.map((l) => ({ _index: 'i', _source: { '@timestamp': 'x', message: l, kubernetes: { pod: { name: 'p-1' } } } })) } }), instance: { pod: 'p-1' } },
  { name: 'datadog', json: true, at: WHEN, wrap: (lines) => pretty({ data: lines.map((l) => ({ id: 'x', attributes: { timestamp: STAMP, host: 'node7', service: 'orders', message: l, tags: ['pod_name:p-1'] } })) }), instance: { host: 'node7', service: 'orders', pod: 'p-1' } },
  { name: 'loki', json: true, at: WHEN, wrap: (lines) => [JSON.stringify(lines.map((l) => ({ line: l, timestamp: '1795397545940764402', date: 'x', fields: { app: 'orders' } })))], instance: { service: 'orders' } },
]; // prettier-ignore
