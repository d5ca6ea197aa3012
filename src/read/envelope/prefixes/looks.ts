import { readTimeAt } from '../../time/index.ts';

const CONTINUATION =
  /^(?:\t|\s+at [\w$./<]|\s*\.\.\. \d|\s+File "|Caused by: |\s*Suppressed: |Traceback \(most recent|During handling of the above|The above exception was|goroutine \d+ \[|created by |\[originating from|\[signal |panic: | {4,}\S|\s+[~^]+$|[}\])]+;?$|$)/;
const EXCEPTION = /^(?:[A-Za-z_$][\w$]{0,60}\.){1,12}(?:[A-Z][\w$]{0,80})?(?:Exception|Error|Throwable|Warning)(?::|$)/;
const LEVEL_AFTER_BLANKS = /^ {1,8}(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL)\b/;

/** The text is a line that goes on with a record, so that a time in front of it cannot be the application's own. */
export const looksContinued = (text: string): boolean =>
  (CONTINUATION.test(text) && !LEVEL_AFTER_BLANKS.test(text)) || EXCEPTION.test(text);

/** The text begins with a time of its own, or is a structured record that holds one. */
export function looksStamped(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === 123) return text.charCodeAt(1) === 34;
  if (first === 64) return /^@[0-9a-f]{16}(?:[0-9a-f]{8})? /.test(text);
  if (first === 91) return readTimeAt(text, 1) !== undefined || text.startsWith('[pod/');
  if (/^(?:ts|time|t|timestamp)=["\d]/.test(text) || /^[IWEF]\d{4} \d\d:/.test(text)) return true;
  const time = readTimeAt(text, 0);
  if (!time) return false;
  const next = text.charCodeAt(time.end);
  return Number.isNaN(next) || next === 32 || next === 9 || next === 124;
}

/** `<134>…` of syslog, a pod of a ReplicaSet before its container, a numbered service or process or a service's task before a bar, cf's source, the machine's seconds: what no application begins its lines with. */
const WRAPPED =
  /^(?:<\d{1,3}>[\dA-Z]|(?:[a-z0-9-]{1,63} )?[a-z0-9](?:[a-z0-9.-]{0,230})-[a-f0-9bcdf-hj-np-tv-z]{6,10}-[bcdf-hj-np-tv-z2456789]{5} [a-z0-9-]{1,63} |[A-Za-z0-9][\w.-]{0,120}[-_]\d{1,4} {1,60}\| |\d{1,4}\|[\w.@/-]{1,100} {1,40}\| |[A-Za-z0-9][\w.-]{0,120}\.[a-z0-9]{12,25}@[\w.-]{1,120} {1,60}\| | {3}\d{4}-\d\d-\d\dT\S{8,25} \[[A-Z]{2,10}\/|\[ {0,11}\d{1,10}\.\d{6}\] \S{1,255} [^\s[]{1,80}\[\d{1,10}\]:)/;

/** The text wears another envelope, so that a time in front of it cannot be the application's own. */
export const looksWrapped = (text: string): boolean => WRAPPED.test(text.slice(0, 420));

const LEVEL = /^\[?(?:TRACE|DEBUG|INFO|WARN|WARNING|ERROR|FATAL|CRITICAL|SEVERE)\b/i;

/** The text begins as some layout does: with a time, a level, a structured record. */
export const looksLikeHead = (text: string): boolean => looksStamped(text) || LEVEL.test(text);
