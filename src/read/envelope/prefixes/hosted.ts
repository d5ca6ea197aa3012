import { severityOf } from '../../layout/severity.ts';
import { readTimeAt } from '../../time/index.ts';
import { looksContinued, looksLikeHead, looksStamped, looksWrapped } from './looks.ts';
import { workflow } from './ci.ts';
import { instanceOf, type Envelope } from '../peel.ts';

const LABELS = /^ \{((?:[A-Za-z_]\w{0,80}="(?:[^"\\]|\\.){0,1000}"(?:, ?)?){0,60})\}(?: +|$)/s;
const LABEL = /([A-Za-z_]\w{0,80})="((?:[^"\\]|\\.){0,1000})"/g;

/** Loki's labels in the words of this program. */
export function instanceOfLabels(labels: Readonly<Record<string, unknown>>): ReturnType<typeof instanceOf> {
  return instanceOf({
    namespace: labels['namespace'] ?? labels['kubernetes_namespace_name'],
    pod: labels['pod'] ?? labels['pod_name'] ?? labels['kubernetes_pod_name'] ?? labels['k8s_pod_name'] ?? labels['instance_id'],
    container: labels['container'] ?? labels['container_name'] ?? labels['kubernetes_container_name'],
    host: labels['host'] ?? labels['hostname'] ?? labels['node_name'] ?? labels['instance'],
    service: labels['service_name'] ?? labels['app'] ?? labels['service'] ?? labels['job'] ?? labels['unit'],
  });
}

/** `TIME {app="orders", pod="…"} line` of logcli (grafana/loki, pkg/logcli/output/default.go; read in source). It trims a frame's leading tab. */
const logcli: Envelope = (text, memory) => {
  const time = memory.timeOf(text);
  const found = time ? LABELS.exec(text.slice(time.end, time.end + 8192)) : null;
  if (!time || !found) return undefined;
  const instance = instanceOfLabels(
    Object.fromEntries([...(found[1] as string).matchAll(LABEL)].map((label) => [label[1] as string, label[2] as string])),
  );
  return { name: 'logcli', rest: text.slice(time.end + found[0].length), time, ...(instance && { instance }) };
};

const HEROKU = /^ (app|heroku)\[([\w.-]{1,80})\]: ?/;
const ROUTED = /^at=\w{1,10} .{0,4000}? dyno=([\w-]{1,60}\.\d{1,4}) /;
const FLY = /^ [\w-]{1,60}\[([0-9a-f]{4,20})\] ([a-z]{3}) \[(\w{3,8})\]/;

/** `TIME app[web.1]: line` (devcenter.heroku.com, logging; read there), Fly.io's `TIME app[id] region [level]line` (superfly/flyctl, internal/render/logs.go; read in source). */
const dyno: Envelope = (text, memory) => {
  const time = memory.timeOf(text);
  if (!time?.dated) return undefined;
  const behind = text.slice(time.end, time.end + 200);
  const heroku = HEROKU.exec(behind);
  if (heroku) {
    const rest = text.slice(time.end + heroku[0].length);
    // the router tells a request of the dyno that answered it
    const answered = heroku[2] === 'router' ? ROUTED.exec(rest)?.[1] : undefined;
    const instance = instanceOf({ container: answered ?? heroku[2], service: heroku[1] === 'app' || answered ? undefined : heroku[1] });
    return { name: 'heroku', rest, time, ...(instance && { instance }) };
  }
  const fly = FLY.exec(behind);
  const severity = fly ? severityOf(fly[3] as string) : undefined;
  const instance = fly ? instanceOf({ container: fly[1], host: fly[2] }) : undefined;
  return fly
    ? { name: 'fly', rest: text.slice(time.end + fly[0].length), time, ...(severity && { severity }), ...(instance && { instance }) }
    : undefined;
};

const STREAM = /^ ([\w./:$[\]#@-]{2,512}) /;

/**
 * `TIME STREAM line` of `aws logs tail` (aws-cli, customizations/logs/tail.py, DetailedLogEventsFormatter; read in source): isoformat with six
 * digits or none and `+00:00`. A stream's name without a slash is believed only before something that begins like a record.
 */
const awsTail: Envelope = (text, memory) => {
  const time = memory.timeOf(text);
  if (!time?.zoned || (time.digits !== 6 && time.digits !== 0) || text.slice(time.end - 6, time.end) !== '+00:00') return undefined;
  const found = STREAM.exec(text.slice(time.end, time.end + 520));
  if (!found) return undefined;
  const name = found[1] as string;
  const rest = text.slice(time.end + found[0].length);
  const streamed = (name.includes('/') && !name.startsWith('/')) || name.includes('[$LATEST]');
  if (severityOf(name.replace(/[^A-Za-z]/g, '')) !== undefined || name.endsWith(':')) return undefined;
  if (!streamed && !looksLikeHead(rest) && !looksContinued(rest)) return undefined;
  return { name: 'aws-logs-tail', rest, time, ...{ instance: { container: name } } };
};

const GROUP = '[\\w.$#@[\\]-]{0,120}(?:/[\\w.$#@[\\]-]{1,120}){1,8}';
/** Before a level it is the program's. */
const ITS_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z(?:$| (?! {0,4}\[?(?:TRACE|DEBUG|INFO|WARN|ERROR|FATAL)\b))/;
const GROUP_FIRST = new RegExp(`^(${GROUP} )?(${GROUP}) {1,512}`);

/**
 * `GROUP STREAM line`, with --timestamp `GROUP STREAM TIME line`, of awslogs (jorgebastida/awslogs, awslogs/core.py; read in source): streams are padded to the longest. It is
 * believed once a stamp or a frame stands behind, or a time behind a stream with two slashes.
 */
const awslogs: Envelope = (text, memory) => {
  const slash = text.indexOf('/');
  if (slash < 0 || slash > 130) return undefined;
  const found = GROUP_FIRST.exec(text.slice(0, 1024));
  if (!found) return undefined;
  const [whole, group, stream] = found as unknown as [string, string | undefined, string];
  const own = ITS_TIME.test(text.slice(whole.length, whole.length + 40)) ? readTimeAt(text, whole.length, memory.options) : undefined;
  const time = own?.zoned === true ? own : undefined;
  if (time === undefined && group === undefined) return undefined;
  const rest = text.slice(time ? time.end + 1 : whole.length);
  const told = memory.proved.has('awslogs') || (time !== undefined && whole.split('/').length > 2);
  if (!told && !looksStamped(rest) && !looksContinued(rest) && !looksWrapped(rest)) return undefined;
  memory.proved.add('awslogs');
  return { name: 'awslogs', rest, ...(time && { time }), instance: { container: stream } };
};

const FOUNDRY = /^ \[([A-Z]{2,10}(?:\/[\w.-]{1,60}){1,4})\] (OUT|ERR) ?/;

/**
 * `   TIME [APP/PROC/WEB/0] OUT line` of cf logs, indented by three blanks but for copies of it (cloudfoundry/cli, util/ui/log_message.go; read in
 * source). Every line of a message bears the whole prefix.
 */
export const cloudFoundry: Envelope = (text, memory) => {
  const from = text.startsWith('   ') ? 3 : 0;
  const mark = text.indexOf('] ', from + 20);
  if (mark < 0 || mark > 200 || text.charCodeAt(from + 4) !== 45) return undefined;
  const time = readTimeAt(text, from, memory.options);
  const found = time?.dated ? FOUNDRY.exec(text.slice(time.end, time.end + 300)) : null;
  if (!time || !found) return undefined;
  return {
    name: 'cloud-foundry', rest: text.slice(time.end + found[0].length), time, stream: found[2] === 'ERR' ? 'stderr' : 'stdout',
    instance: { container: found[1] as string },
  }; // prettier-ignore
};

/** Envelopes of hosting platforms and log stores that begin with a full time. */
export const hosted: Envelope = (text, memory) => {
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || text.charCodeAt(4) !== 45) return awslogs(text, memory) ?? workflow(text, memory);
  return logcli(text, memory) ?? dyno(text, memory) ?? awsTail(text, memory);
};

/** `    name_test.go:73: line` of `go test -v` (seen on a page). */
export const goTest: Envelope = (text) => {
  const found = text.charCodeAt(0) === 32 ? /^ {4,12}[\w.-]{1,80}_test\.go:\d{1,6}: /.exec(text.slice(0, 120)) : null;
  return found ? { name: 'go-test', rest: text.slice(found[0].length) } : undefined;
};
