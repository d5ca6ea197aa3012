import type { Instance } from '../../../model/event.ts';
import { flatten } from '../../intern.ts';
import { severityOf } from '../../layout/severity.ts';
import { share } from '../../shared-instance.ts';
import { readTimeAt } from '../../time/index.ts';
import { inUtc } from '../entry.ts';
import { looksContinued, looksLikeHead, looksStamped, looksWrapped } from './looks.ts';
import { instanceOf, type Envelope, type Memory, type Peel } from '../peel.ts';

const PREFIX = /^\[pod\/([^/\]]{1,253})\/([^\]]{0,253})\](?: |$)/;

/** Places by their prefix, the last ones that were met. */
const places = new Map<string, Instance | undefined>();
const PLACES = 4000;

function placeOf(prefix: string): Instance | undefined {
  const known = places.get(prefix);
  if (known !== undefined || places.has(prefix)) return known;
  const [, pod = '', container = ''] = PREFIX.exec(prefix) ?? [];
  const instance = instanceOf({ pod: flatten(pod), container: flatten(container) });
  if (places.size >= PLACES) places.clear();
  places.set(flatten(prefix), instance && share(instance));
  return instance;
}

/** `[pod/NAME/CONTAINER] ` of `kubectl logs --prefix` (kubectl, pkg/cmd/logs/logs.go, addPrefixIfNeeded; read in source, recorded). */
export const kubectlPrefix: Envelope = (text) => {
  if (!text.startsWith('[pod/')) return undefined;
  const found = PREFIX.exec(text.slice(0, 520));
  if (!found) return undefined;
  const instance = placeOf(found[0]);
  return { name: 'kubectl-prefix', rest: text.slice(found[0].length), ...(instance && { instance }) };
};

/** kubectl's own words among the lines: `error: …` of --ignore-errors (same file; read in source), the choice of a container. */
export const kubectlNotice: Envelope = (text) =>
  text.charCodeAt(0) === 68 && /^Defaulted container "[^"]{1,253}" out of: /.test(text.slice(0, 300))
    ? { name: 'kubectl-notice', rest: '', drop: true }
    : undefined;

/**
 * RFC 3339 with 0 to 9 digits in front of every line: `kubectl logs --timestamps`, `docker logs -t`, GitHub Actions (7 digits), CloudWatch's
 * export to S3; with a bar behind it in a ticket's table; UTC without saying so `aws logs tail --format short` (aws-cli, customizations/logs/tail.py; read in source) and svlogd's
 * `-ttt`, with an underscore its `-tt` (runit, man/svlogd.8; read there); with a tab `ecs-cli logs --timestamps` (aws/amazon-ecs-cli, modules/cli/logs/logs_app.go), with two blanks and no `T` `render logs` (render-oss/cli,
 * cmd/logs_output_test.go; both read in source). Many applications print the same stamp themselves: it is taken off only where something proves that it is not
 * theirs: a second stamp behind it, a continuation line that bears it, or nanoseconds.
 */
export const timestamp: Envelope = (text, memory) => {
  const mark = text.charCodeAt(10);
  const first = text.charCodeAt(0);
  if (!(first >= 48 && first <= 57) || (mark !== 84 && mark !== 95)) {
    memory.proved.delete('timestamps');
    return mark === 32 ? spaced(text, memory) : undefined;
  }
  const own = memory.timeOf(text);
  const time = own && !own.zoned ? readTimeAt(text, 0, inUtc(memory)) : own;
  const next = time ? text.charCodeAt(time.end) : 0;
  if (!time?.dated || (next !== 32 && next !== 9 && !Number.isNaN(next))) return undefined;
  const rest = text.slice(time.end + 1);
  const tagged = next === 9 ? fluentd(rest) : undefined;
  if (tagged !== undefined) return { name: 'fluentd', rest: tagged, time };
  if (next === 9) return proves('tabbed', rest, memory) ? { name: 'timestamps', rest, time } : undefined;
  if (rest.startsWith('| ') && looksStamped(rest.slice(2))) return { name: 'timestamps', rest: unescaped(rest.slice(2)), time };
  if (looksStamped(rest) || mark === 95 || looksWrapped(rest)) {
    memory.proved.add('stamps');
    return { name: 'timestamps', rest, time };
  }
  // an empty line whose last blank was cut off on the way
  if (Number.isNaN(next) && memory.proved.has('stamps')) return { name: 'timestamps', rest: '', time };
  // nanoseconds in UTC are what container runtimes print; programs seldom do, and then a level follows
  // a time alone proves nothing: before an empty line the envelope leaves its blank
  if ((next === 32 && looksContinued(rest)) || (time.digits >= 7 && text.charCodeAt(time.end - 1) === 90 && !looksLikeHead(rest)))
    memory.proved.add('timestamps');
  return memory.proved.has('timestamps') ? { name: 'timestamps', rest, time } : undefined;
};

/** A tag and a record: no level, which zap's console puts there, and no other column before the object. */
const TAGGED = /^([\w.*-]{1,200})\t(?=\{")/;

/** The record of `TIME TAB TAG TAB {…}`, which fluentd's out_file writes (fluentd, lib/fluent/plugin/formatter_out_file.rb; as remembered). */
function fluentd(text: string): string | undefined {
  const found = text.endsWith('}') ? TAGGED.exec(text.slice(0, 210)) : null;
  return found && severityOf(found[1] as string) === undefined ? text.slice(found[0].length) : undefined;
}

/** Whether a stamp with something unusual behind it is no application's own: what follows shows it, or lines before did. */
function proves(kind: string, rest: string, memory: Memory): boolean {
  if (looksStamped(rest) || looksWrapped(rest) || (rest !== '' && looksContinued(rest))) memory.proved.add(kind);
  return memory.proved.has(kind);
}

/** `TIME  line` with a blank in the time and two behind it. */
function spaced(text: string, memory: Memory): Peel | undefined {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(19) !== 32 || text.charCodeAt(20) !== 32) return undefined;
  const time = memory.timeOf(text);
  const rest = text.slice(21);
  return time?.dated && time.end === 19 && proves('spaced', rest, memory) ? { name: 'render', rest, time } : undefined;
}

/** In a table of Markdown bars that are no columns' are written so. */
const unescaped = (text: string): string => text.replaceAll('\\|', '|');

const NAMES = /^((?:[a-z0-9][a-z0-9-]{0,62} )?)([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?) ([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?) /;
const POD_FIRST = /^()([a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?) ([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?) /;
/** ReplicaSet pods end in two random words without vowels and look-alikes, others in a number or one such word. */
const POD = /-[bcdf-hj-np-tv-z2456789]{5}$|-\d{1,5}$/;
const REPLICA_POD = /-[a-f0-9bcdf-hj-np-tv-z]{6,10}-[bcdf-hj-np-tv-z2456789]{5}$/;

/** By its last word, or by its container's name, which it begins with. */
const isPod = (pod: string, container: string): boolean => POD.test(pod) || pod.startsWith(`${container}-`);

/** `POD CONTAINER line` and `NAMESPACE POD CONTAINER line` of stern (stern/stern, cmd: default template; read in source). */
export const stern: Envelope = (text, memory) => {
  const first = text.charCodeAt(0);
  if (!((first >= 97 && first <= 122) || (first >= 48 && first <= 57))) {
    if (first !== 43 && first !== 45) return undefined;
    return /^[+-] [a-z0-9-]{1,63}(?: › [a-z0-9.-]{1,253}){1,2}(?: › [a-z0-9-]{1,63})?$/.test(text.slice(0, 500))
      ? { name: 'stern', rest: '', drop: true }
      : undefined;
  }
  // a date at the line's beginning is no pod's name
  if (text.charCodeAt(4) === 45 && text.charCodeAt(7) === 45 && first <= 57) return undefined;
  const blank = text.indexOf(' ');
  // names of pods hold a dash, and one of the first two words is one
  const dash = text.indexOf('-');
  if (blank < 0 || blank > 253 || dash < 0 || dash > text.indexOf(' ', blank + 1)) return undefined;
  const head = text.slice(0, 420);
  const short = POD_FIRST.exec(head);
  const found = short && isPod(short[2] as string, short[3] as string) ? short : NAMES.exec(head);
  if (!found) return undefined;
  const [whole, namespace, pod, container] = found as unknown as [string, string, string, string];
  if (!isPod(pod, container)) return undefined;
  const rest = text.slice(whole.length);
  if (!memory.proved.has('stern') && !REPLICA_POD.test(pod) && !looksStamped(rest)) return undefined;
  memory.proved.add('stern');
  const instance = instanceOf({ namespace: namespace.trim(), pod, container });
  return { name: 'stern', rest, ...(instance && { instance }) };
};
