/** A line of an application and when it was written, epoch milliseconds with fractions. */
export interface Written {
  readonly text: string;
  readonly at: number;
}

/** How a tool, a runtime or a store hands out the lines of an application. */
export interface Export {
  readonly name: string;
  readonly give: (lines: readonly Written[]) => string;
  /** Line by line, so that it may stand inside another. */
  readonly line?: (line: Written) => string;
  /** It takes the blanks off a line's ends. */
  readonly trims?: boolean;
  /** Its entries are records, not lines. */
  readonly grouped?: boolean;
  /** Its stamps have no year. */
  readonly yearless?: boolean;
}

const POD = 'shop-api-7c9f8d6b5-4xk2p';
const pad = (n: number, width: number): string => String(n).padStart(width, '0');
/** RFC 3339 in UTC with so many digits of the second. */
export const stamp = (at: number, digits: number): string => {
  const whole = new Date(Math.floor(at / 1000) * 1000).toISOString().slice(0, 19);
  const nanos = Math.round((at - Math.floor(at / 1000) * 1000) * 1e6);
  return digits === 0 ? whole : `${whole}.${pad(nanos, 9).slice(0, digits)}`;
};
const nanos = (at: number): string => `${Math.floor(at / 1000)}${stamp(at, 9).slice(20)}`;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const syslogTime = (at: number): string => {
  const date = new Date(at);
  return `${MONTHS[date.getUTCMonth()] as string} ${String(date.getUTCDate()).padStart(2)} ${stamp(at, 0).slice(11)}`;
};

const azureTime = (at: number): string => {
  const date = new Date(at);
  const [hours, rest] = [date.getUTCHours(), stamp(at, 3).slice(13)];
  return `${date.getUTCMonth() + 1}/${date.getUTCDate()}/${date.getUTCFullYear()}, ${hours % 12 === 0 ? 12 : hours % 12}${rest} ${hours < 12 ? 'AM' : 'PM'}`;
};

const byLine = (name: string, line: (line: Written) => string, more: Partial<Export> = {}): Export => ({
  name,
  line,
  give: (lines) => lines.map((each) => `${line(each)}\n`).join(''),
  ...more,
});
const json = (name: string, make: (line: Written) => object, more: Partial<Export> = {}): Export =>
  byLine(name, (line) => JSON.stringify(make(line)), more);
const document = (name: string, make: (lines: readonly Written[]) => unknown, indent = 2): Export => ({
  name,
  give: (lines) => `${JSON.stringify(make(lines), null, indent)}\n`,
});

export const LINES: readonly Export[] = [
  byLine('kubectl --prefix', ({ text }) => `[pod/${POD}/app] ${text}`),
  byLine('kubectl --timestamps', ({ text, at }) => `${stamp(at, 9)}Z ${text}`),
  byLine('CRI', ({ text, at }) => `${stamp(at, 9)}Z stdout F ${text}`),
  byLine('stern', ({ text }) => `${POD} app ${text}`),
  byLine('stern of all namespaces', ({ text }) => `shop ${POD} app ${text}`),
  byLine('docker compose', ({ text }) => `web-1      | ${text}`),
  byLine('docker compose 1', ({ text }) => `shop_web_1   | ${text}`),
  byLine('docker compose -t', ({ text, at }) => `web-1  | ${stamp(at, 9)}Z ${text}`),
  byLine('syslog 3164', ({ text, at }) => `<134>${syslogTime(at)} node7 shop[123]: ${text}`, { yearless: true }),
  byLine('syslog 5424', ({ text, at }) => `<134>1 ${stamp(at, 6)}Z node7 shop 123 - - ${text}`),
  byLine('journalctl', ({ text, at }) => `${syslogTime(at)} node7 shop[123]: ${text}`, { yearless: true }),
  byLine('journalctl -o short-iso', ({ text, at }) => `${stamp(at, 0)}+0000 node7 shop[123]: ${text}`),
  byLine('journalctl -o short-iso-precise', ({ text, at }) => `${stamp(at, 6)}+00:00 node7 shop[123]: ${text}`),
  byLine('journalctl -o short-full', ({ text, at }) => `${new Date(at).toUTCString().slice(0, 3)} ${stamp(at, 0).replace('T', ' ')} UTC node7 shop[123]: ${text}`),
  byLine('journalctl -o short-unix', ({ text, at }) => `${(at / 1000).toFixed(6)} node7 shop[123]: ${text}`),
  byLine('pm2 logs', ({ text }) => `0|shop  | ${text}`),
  byLine('logcli', ({ text, at }) => `${stamp(at, 0)}Z {app="shop", pod="${POD}"}  ${text.trim()}`, { trims: true }),
  byLine('multilog', ({ text, at }) => `@${(2n ** 62n + 10n + BigInt(Math.floor(at / 1000))).toString(16)}${Number(stamp(at, 9).slice(20)).toString(16).padStart(8, '0')} ${text}`),
  byLine('heroku', ({ text, at }) => `${stamp(at, 6)}+00:00 app[web.1]: ${text}`),
  byLine('cf logs', ({ text, at }) => `   ${stamp(at, 2)}+0000 [APP/PROC/WEB/0] OUT ${text}`),
  byLine('aws logs tail', ({ text, at }) => `${stamp(at, 6)}+00:00 ecs/app/0123abcd ${text.trimEnd()}`),
  byLine('aws logs tail --format short', ({ text, at }) => `${stamp(at, 0)} ${text.trimEnd()}`),
  byLine('svlogd -tt', ({ text, at }) => `${stamp(at, 5).replace('T', '_')} ${text}`),
  byLine('ts', ({ text, at }) => `${syslogTime(at)} ${text}`, { yearless: true }),
  byLine('GitLab’s runner', ({ text, at }) => `${stamp(at, 6)}Z 01O ${text}`),
  json('vercel logs --json', ({ text, at }) => ({ level: 'info', message: text, messageTruncated: false, rowId: String(Math.floor(at)), source: 'lambda', timestampInMs: Math.floor(at), requestMethod: 'GET', requestPath: '/api/orders', domain: 'shop.example', responseStatusCode: 0 })),
  json('docker json-file', ({ text, at }) => ({ log: `${text}\n`, stream: 'stdout', time: `${stamp(at, 9)}Z` })),
  json('Fluent Bit', ({ text, at }) => ({ log: text, kubernetes: { pod_name: POD, container_name: 'app', namespace_name: 'shop' }, stream: 'stdout', time: `${stamp(at, 9)}Z` })),
  json('FireLens', ({ text }) => ({ container_id: 'ab12', container_name: 'app', source: 'stdout', log: text, ecs_task_arn: 'arn:aws:ecs:eu-west-1:1:task/shop/0123' })),
  json('stern -o json', ({ text }) => ({ message: text, nodeName: 'node7', namespace: 'shop', podName: POD, containerName: 'app' })),
  json('journalctl -o json', ({ text, at }) => ({ __REALTIME_TIMESTAMP: String(Math.floor(at * 1000)), _PID: '8771', _HOSTNAME: 'node7', _SYSTEMD_UNIT: 'shop.service', PRIORITY: '6', MESSAGE: text })),
  json('logcli -o jsonl', ({ text, at }) => ({ labels: { app: 'shop', pod: POD }, line: text, timestamp: `${stamp(at, 9)}Z` })),
  json('Filebeat', ({ text, at }) => ({ '@timestamp': `${stamp(at + 2000, 3)}Z`, agent: { type: 'filebeat' }, log: { offset: 7, file: { path: '/x' } }, kubernetes: { pod: { name: POD } }, message: text })),
  json('Elasticsearch hits, a line each', ({ text, at }) => ({ _index: 'i', _source: { '@timestamp': `${stamp(at + 2000, 3)}Z`, message: text, kubernetes: { pod: { name: POD } } } })),
  json('pm2 logs --json', ({ text, at }) => ({ message: text, timestamp: `${stamp(at, 3)}Z`, type: 'out', process_id: 0, app_name: 'shop' })),
  json('Splunk', ({ text, at }) => ({ preview: false, offset: 0, result: { _raw: text, _time: `${stamp(at, 3)}+00:00`, host: 'node7' } })),
]; // prettier-ignore

const newestFirst = <T>(entries: readonly T[]): T[] => [...entries].reverse();
const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
/** A table with a header. */
const csv = (name: string, header: string, row: (line: Written) => readonly string[], reversed = false): Export => ({
  name,
  give: (lines) =>
    [header, ...(reversed ? newestFirst(lines) : lines).map((line) => row(line).join(','))].map((line) => `${line}\n`).join(''),
});
/** Lines together with the indented ones below them, as shippers send them. */
export const grouped = (lines: readonly Written[]): Written[] => {
  const groups: Written[] = [];
  for (const { text, at } of lines) {
    const last = groups.at(-1);
    if (last && /^\s/.test(text)) groups[groups.length - 1] = { text: `${last.text}\n${text}`, at: last.at };
    else groups.push({ text, at });
  }
  return groups;
};

/** An entry of the journal's export, its text with its length before it if it holds line breaks. */
const journalEntry = ({ text, at }: Written): string => {
  const length = Buffer.alloc(8);
  length.writeUInt32LE(Buffer.byteLength(text));
  const message = /[\n\t]/.test(text) ? `MESSAGE\n${length.toString('latin1')}${text}` : `MESSAGE=${text}`;
  return `__CURSOR=s=1;i=2\n__REALTIME_TIMESTAMP=${String(Math.floor(at * 1000))}\n_HOSTNAME=node7\n_PID=8771\n${message}\n_SYSTEMD_UNIT=shop.service\nPRIORITY=6\n\n`;
};

/** An entry of `journalctl -o verbose`: a head with a cursor, and fields below it. */
const verboseEntry = ({ text, at }: Written): string => {
  const id = '0123456789abcdef0123456789abcdef';
  const time = Math.floor(at * 1000).toString(16);
  const message = text.replaceAll('\n', `\n${' '.repeat(12)}`);
  const cursor = `s=${id};i=2;b=${id};m=1a2b;t=${time};x=1a2b3c`;
  return `Mon ${stamp(at, 6).replace('T', ' ')} CET [${cursor}]\n    _HOSTNAME=node7\n    _PID=8771\n    MESSAGE=${message}\n    _SYSTEMD_UNIT=shop.service\n    PRIORITY=6\n`;
};

/** A batch of the collector's file exporter. */
const otlp = (lines: readonly Written[]): string =>
  `${JSON.stringify({
    resourceLogs: [
      {
        resource: { attributes: [{ key: 'k8s.pod.name', value: { stringValue: POD } }] },
        scopeLogs: [{ scope: {}, logRecords: lines.map(({ text, at }) => ({ timeUnixNano: nanos(at), observedTimeUnixNano: nanos(at + 900), body: { stringValue: text }, attributes: [{ key: 'log.file.name', value: { stringValue: '0.log' } }] })) }],
      },
    ],
  })}\n`; // prettier-ignore

export const DOCUMENTS: readonly Export[] = [
  // It has no time of day, by which a stamp around it would be believed.
  { name: 'journalctl -o short-monotonic', give: (lines) => lines.map(({ text, at }) => `[${((at % 1e8) / 1000).toFixed(6).padStart(12)}] node7 shop[123]: ${text}\n`).join('') },
  { name: 'the journal’s export', give: (lines) => lines.map(journalEntry).join('') },
  { name: 'the journal’s export of whole records', give: (lines) => lines.map(journalEntry).join(''), grouped: true },
  { name: 'journalctl -o verbose', give: (lines) => `-- Journal begins at Mon 2026-11-23 00:00:00 UTC, ends at Mon 2026-11-23 09:00:00 UTC. --\n${lines.map(verboseEntry).join('')}` },
  { name: 'journalctl -o verbose of whole records', give: (lines) => lines.map(verboseEntry).join(''), grouped: true },
  { name: 'awslogs', give: (lines) => lines.map(({ text }) => `/ecs/shop ecs/app/0123abcd  ${text.trimEnd()}\n`).join('') },
  { name: 'awslogs --timestamp', give: (lines) => lines.map(({ text, at }) => `/ecs/shop ecs/app/0123abcd  ${stamp(at, 3)}Z ${text.trimEnd()}\n`).join('') },
  { name: 'ecs-cli logs --timestamps', give: (lines) => lines.map(({ text, at }) => `${stamp(at, 0)}Z\t${text}\n\n`).join('') },
  { name: 'render logs', give: (lines) => lines.map(({ text, at }) => `${stamp(at, 0).replace('T', ' ')}  ${text}\n`).join('') },
  { name: 'render logs -o json', give: (lines) => lines.map(({ text, at }) => JSON.stringify({ id: 'x', labels: [{ name: 'instance', value: 'srv-1' }, { name: 'level', value: 'info' }], message: text, timestamp: `${stamp(at, 9)}Z` }, null, 2)).join('') },
  { name: 'fly logs', give: (lines) => lines.map(({ text, at }) => `${stamp(at, 0)}Z app[9080e6e3a17987] ams [info]${text}\n`).join('') },
  { name: 'OpenTelemetry’s collector', give: (lines) => Array.from({ length: Math.ceil(lines.length / 7) }, (_, i) => otlp(lines.slice(7 * i, 7 * i + 7))).join('') },
  { name: 'OpenTelemetry’s collector, of whole records', give: (lines) => Array.from({ length: Math.ceil(lines.length / 7) }, (_, i) => otlp(lines.slice(7 * i, 7 * i + 7))).join(''), grouped: true },
  document('gcloud', (lines) => newestFirst(lines.map(({ text, at }) => ({ insertId: 'x', textPayload: `${text}\n`, timestamp: `${stamp(at, 9)}Z`, severity: 'DEFAULT', resource: { labels: { pod_name: POD, container_name: 'app' } } })))),
  document('filter-log-events', (lines) => ({ events: lines.map(({ text, at }) => ({ logStreamName: 's/1', timestamp: Math.floor(at), message: `${text}\n`, ingestionTime: Math.floor(at + 900), eventId: 'e' })), searchedLogStreams: [] })),
  document('filter-log-events, compact', (lines) => ({ events: lines.map(({ text, at }) => ({ logStreamName: 's/1', timestamp: Math.floor(at), message: text, ingestionTime: Math.floor(at + 900) })) }), 0),
  document('Insights', (lines) => ({ results: newestFirst(lines.map(({ text, at }) => [{ field: '@timestamp', value: stamp(at, 3).replace('T', ' ') }, { field: '@message', value: text }])), status: 'Complete' })),
  document('Elasticsearch', (lines) => ({ took: 1, hits: { total: { value: 2 }, hits: lines.map(({ text, at }) => ({ _index: 'i', _source: { '@timestamp': `${stamp(at + 2000, 3)}Z`, message: text, kubernetes: { pod: { name: POD } } } })) } })),
  document('Kibana’s answer, by fields', (lines) => ({ took: 1, hits: { total: { value: 2 }, hits: lines.map(({ text, at }) => ({ _index: 'i', _id: 'x', fields: { '@timestamp': [`${stamp(at + 2000, 3)}Z`], message: [text], 'kubernetes.pod.name': [POD] } })) } })),
  document('an array of texts', (lines) => lines.map(({ text }) => text)),
  document('an array of texts on one line', (lines) => lines.map(({ text }) => text), 0),
  document('Datadog', (lines) => ({ data: lines.map(({ text, at }) => ({ id: 'x', attributes: { timestamp: `${stamp(at, 3)}Z`, host: 'node7', service: 'shop', message: text, tags: [`pod_name:${POD}`] } })) })),
  document('Loki', (lines) => ({ status: 'success', data: { resultType: 'streams', result: [{ stream: { app: 'shop', pod: POD }, values: newestFirst(lines.map(({ text, at }) => [nanos(at), text])) }], stats: {} } }), 0),
  document('a push to Loki', (lines) => ({ streams: [{ stream: { app: 'shop', pod: POD }, values: lines.map(({ text, at }) => [nanos(at), text]) }] })),
  csv('Insights, CSV', '@timestamp,@message', ({ text, at }) => [stamp(at, 3).replace('T', ' '), cell(text)], true),
  csv('Grafana, CSV', '"tsNs","Line","labels"', ({ text, at }) => [quoted(nanos(at)), quoted(text), quoted(`{"app":"shop","pod":"${POD}"}`)]),
  csv('Datadog, CSV', 'Date,Host,Service,Content', ({ text, at }) => [`${stamp(at, 3)}Z`, 'node7', 'shop', quoted(text)]),
  csv('Azure, CSV', '"TimeGenerated [UTC]",Computer,ContainerName,PodName,LogMessage', ({ text, at }) => [quoted(azureTime(at)), 'node7', 'app', POD, quoted(text)]),
  csv('Azure’s Container Apps, CSV', 'TimeGenerated,"ContainerGroupName_s","ContainerName_s","Log_s"', ({ text, at }) => [quoted(azureTime(at)), POD, 'app', quoted(text)]),
  csv('Splunk, CSV', '"_raw","_time",host', ({ text, at }) => [quoted(text), quoted(`${stamp(at, 3)}+00:00`), 'node7']),
  csv('Kibana, CSV', '"@timestamp","kubernetes.pod.name",message', ({ text }) => [quoted('Nov 23, 2026 @ 09:00:00.000'), POD, cell(text)]),
  { ...csv('Insights, CSV of whole records', '@timestamp,@message', ({ text, at }) => [stamp(at, 3).replace('T', ' '), quoted(text)]), grouped: true },
  byLine('get-log-events as text', ({ text, at }) => `EVENTS\t1795397545940\t${text.trimEnd()}\t${Math.floor(at)}`),
  document('Grafana', (lines) => newestFirst(lines.map(({ text, at }) => ({ line: text, timestamp: nanos(at), date: 'x', fields: { app: 'shop' } }))), 0),
  byLine('fluentd, of Docker', ({ text, at }) => `${stamp(at, 0)}+00:00\tdocker.shop\t${JSON.stringify({ container_name: '/shop_app_1', source: 'stdout', log: text })}`),
  byLine('docker service logs', ({ text }) => `shop_web.1.x7k2v9qdm0ea@node-3    | ${text}`),
  byLine('docker service logs --timestamps', ({ text, at }) => `${stamp(at, 9)}Z shop_web.1.x7k2v9qdm0ea@node-3    | ${text}`),
  json('az containerapp logs show', ({ text, at }) => ({ TimeStamp: stamp(at, 5), Log: text })),
]; // prettier-ignore
