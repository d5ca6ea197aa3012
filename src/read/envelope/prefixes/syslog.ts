import { severityOf, severityOfNumber } from '../../layout/severity.ts';
import { readTimeAt, type ReadTime } from '../../time/index.ts';
import { instanceOf, type Envelope, type Peel } from '../peel.ts';

const PRIORITY = /^<(\d{1,3})>/;
const TAG = /^ ([^\s[\]:{"=]{1,255}) ([^\s[\]:"={]{1,80})(?:\[(\d{1,10})\])?:(?: |$)/;
/** Without a host, as `--no-hostname` prints it, a logger with its process would look the same: only the forms of time that journalctl writes tell. */
const HOSTLESS =
  /^(?:[A-Z][a-z]{2} [ \d]\d [\d:]{8}|\d{4}-\d\d-\d\dT[\d:]{8}(?:\.\d{6})?[+-]\d\d:?\d\d) ([^\s[\]:"={]{1,80})\[(\d{1,10})\]:(?: |$)/;
/** What journalctl says itself: seen, and systemd, src/journal/journalctl.c. */
const NOTICE = /^-- (?:Logs begin at |Journal begins at |No entries --|Boot [0-9a-f]{32} --|Reboot --).*$/;

export const journalNotice = (text: string): boolean => text.startsWith('-- ') && NOTICE.test(text.slice(0, 300));

/**
 * `<134>Nov 23 01:32:25 host app[123]: line` of RFC 3164 and `journalctl -o short`, short-precise, short-iso, short-full, with-unit, short-unix, with `--no-hostname` as well
 * (systemd, src/shared/logs-show.c; the notices were seen). Local time; short and 3164 have no year.
 */
export const syslog3164: Envelope = (text, memory) => {
  if (journalNotice(text)) return { name: 'journald', rest: '', drop: true };
  const priority = text.charCodeAt(0) === 60 ? PRIORITY.exec(text.slice(0, 6)) : null;
  const start = priority ? priority[0].length : 0;
  const time = start === 0 ? memory.timeOf(text) : readTimeAt(text, start, memory.options);
  if (!time || time.digits < 0 || text.charCodeAt(time.end) !== 32) return undefined;
  const found = TAG.exec(text.slice(time.end, time.end + 380));
  if (!found) return start === 0 ? hostless(text, time) : undefined;
  const [whole, host, tag, pid] = found as unknown as [string, string, string, string | undefined];
  const named = text.charCodeAt(start) > 57;
  // with a full date in front this could be `TIME LEVEL logger: message`; only a process id tells them apart
  if (
    (!named && !priority && pid === undefined) ||
    (named && time.dated && !priority && pid === undefined) ||
    severityOf(host) !== undefined ||
    host === '-'
  )
    return undefined;
  const severity = priority ? severityOfNumber(Number(priority[1]) & 7, 'syslog') : undefined;
  const instance = instanceOf({ host, service: tag, pid });
  const width = time.end + whole.length;
  return {
    name: priority ? 'syslog' : 'journald', rest: text.slice(width), time, octal: true, indent: width, ...(severity && severity !== 'info' && { severity }),
    ...(instance && { instance }),
  }; // prettier-ignore
};

function hostless(text: string, time: ReadTime): Peel | undefined {
  const found = HOSTLESS.exec(text.slice(0, 160));
  if (!found) return undefined;
  const [{ length: width }, service, pid] = found;
  const instance = instanceOf({ service, pid });
  return { name: 'journald', rest: text.slice(width), time, octal: true, indent: width, ...(instance && { instance }) };
}

const HEADER = /^(?:\d{1,7} )?<(\d{1,3})>1 (\S{1,40}) (\S{1,255}) (\S{1,128}) (\S{1,128}) (\S{1,32}) /;

/** Where the structured data that begins at `pos` ends: `-`, or groups in brackets with escaped `\]`; -1 where it is malformed. */
function structuredDataEnd(text: string, pos: number): number {
  if (text.charCodeAt(pos) === 45) return pos + 1;
  let at = pos;
  while (text.charCodeAt(at) === 91) {
    let quoted = false;
    for (at++; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === 92) at++;
      else if (code === 34) quoted = !quoted;
      else if (code === 93 && !quoted) break;
    }
    if (at >= text.length) return -1;
    at++;
  }
  return at > pos ? at : -1;
}

/** `<165>1 TIME host app procid msgid [data] line` of RFC 5424, with the octet count of RFC 6587 or without (by the grammar of section 6 of the RFC). */
export const syslog5424: Envelope = (text, memory) => {
  const first = text.charCodeAt(0);
  const found = first === 60 || (first >= 48 && first <= 57) ? HEADER.exec(text.slice(0, 660)) : null;
  if (!found) return undefined;
  const [whole, priority, stamp, host, app, process] = found as unknown as [string, string, string, string, string, string];
  // Heroku's drains leave the data out, and the dash that stands for none.
  const bare = text.charCodeAt(whole.length) !== 91 && !/^-(?: |$)/.test(text.slice(whole.length, whole.length + 2));
  const end = bare ? whole.length - 1 : structuredDataEnd(text, whole.length);
  if (end < 0) return undefined;
  const time = readTimeAt(stamp, 0, memory.options);
  const severity = severityOfNumber(Number(priority) & 7, 'syslog');
  const instance = instanceOf({ host, service: app, pid: process });
  return {
    name: 'syslog', rest: text.slice(end + 1).replace(/^\ufeff/, ''), octal: true, ...(time && { time }), ...(severity && severity !== 'info' && { severity }),
    ...(instance && { instance }),
  }; // prettier-ignore
};

const MONOTONIC = /^\[ {0,11}\d{1,10}\.\d{6}\] ([^\s[\]:{"=]{1,255}) ([^\s[\]:"={]{1,80})\[(\d{1,10})\]:(?: |$)/;

/** `[ 5325.118261] host app[123]: line` of `journalctl -o short-monotonic` (man journalctl): seconds since the machine's start tell no time of day. */
export const monotonic: Envelope = (text) => {
  const found = text.charCodeAt(0) === 91 ? MONOTONIC.exec(text.slice(0, 380)) : null;
  if (!found) return undefined;
  const instance = instanceOf({ host: found[1], service: found[2], pid: found[3] });
  return { name: 'journald', rest: text.slice(found[0].length), octal: true, indent: found[0].length, ...(instance && { instance }) };
};

/** What follows an escaped line break in a stack or a dump: a sentence that happens to hold `#012` does not go on like that. */
const ESCAPED_STACK =
  /#012(?:#011|\t|\s{1,8}at \S| {2,8}File "|(?:Caused by|Suppressed): |Traceback \(most recent|goroutine \d|(?:[a-z]\w{0,60}\.){1,12}[A-Z]\w{0,80}(?:Exception|Error)\b)/;

/**
 * Whether the escapes of rsyslog stand in a line whose syslog head is gone: templates that write `%msg%` alone, and stores that keep only the message
 * (rsyslog, parser: escapeControlCharactersOnReceive).
 */
export const holdsEscapedStack = (text: string): boolean => text.includes('#012') && ESCAPED_STACK.test(text);

/** `#012` and `#011`, as rsyslog escapes control characters, back to line breaks and tabs. */
export const unescapeOctal = (text: string): string =>
  text.includes('#01') ? text.replaceAll('#012', '\n').replaceAll('#011', '\t') : text;
