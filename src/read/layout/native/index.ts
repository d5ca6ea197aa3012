import { gin } from './gin.ts';
import { glassfish } from './glassfish.ts';
import { readTimeAt, type ReadTime, type TimeOptions } from '../../time/index.ts';
import { trailingPairs } from '../structured/logfmt.ts';
import type { Prefix } from '../parts.ts';
import { severityOf } from '../severity.ts';
import { structlogConsole } from '../structured/structlog.ts';
import { uwsgi } from './uwsgi.ts';
import { weblogic } from './weblogic.ts';

export interface Native extends Prefix {
  fields?: Readonly<Record<string, unknown>>;
}

const KLOG = /^([IWEF])(\d{2})(\d{2}) (\d{2}:\d{2}:\d{2}\.\d{6}) +(\d{1,20}) ([\w./-]{1,120}:\d{1,6})\] /;
const KLOG_LEVEL: Readonly<Record<string, string>> = { I: 'info', W: 'warn', E: 'error', F: 'fatal' };
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A time without a year, as in the heads of klog and log15. */
const yearless = (month: string, day: string, clock: string, options: TimeOptions): ReadTime | undefined =>
  readTimeAt(`${MONTHS[Number(month) - 1] ?? '?'} ${day} ${clock}`, 0, options);

/**
 * `I1123 01:52:09.164908   19273 main.go:118] message`: klog and glog (k8s.io/klog, klog.go formatHeader). No year. absl's logging for Python has a thread in the
 * place of the process (absl-py, absl/logging/__init__.py get_absl_log_prefix), and no system numbers its processes so high.
 */
function klog(text: string, options: TimeOptions): Native | undefined {
  const found = KLOG.exec(text.slice(0, 220));
  if (!found) return undefined;
  const [whole, level, month, day, clock, number] = found as unknown as [string, string, string, string, string, string];
  const time = yearless(month, day, clock, options);
  const severity = severityOf(KLOG_LEVEL[level] as string);
  return {
    layout: 'klog', start: whole.length, end: text.length, ...(number.length <= 7 ? { pid: number } : { thread: number }), ...(severity && { severity }), ...(time && { time }),
  }; // prettier-ignore
}

const LOGRUS = /^(TRAC|DEBU|INFO|WARN|ERRO|FATA|PANI)\[(\d{1,9}|[^\]|]{8,40})\] ?/;
/** log15 (format.go TerminalFormat) and go-ethereum's log: `EROR[11-23|01:56:35] …`, `ERROR[11-23|01:56:35.123] …`. No year. */
const LOG15 = /^(TRACE|DBUG|DEBUG|INFO|WARN|EROR|ERROR|CRIT) ?\[(\d{2})-(\d{2})\|(\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)\] /;
/** The message of a terminal's line, which ends before the blanks that keep its `key=value` apart. */
function terminal(text: string, layout: string, start: number, level: string, time: ReadTime | undefined): Native {
  const severity = severityOf(level);
  const pairs = trailingPairs(text.slice(start));
  const end = pairs ? start + text.slice(start, start + pairs.start).trimEnd().length : text.length;
  return { layout, start, end, ...(severity && { severity }), ...(time && { time }), ...(pairs && { fields: pairs.fields }) };
}

/** `INFO[0000] message                key=value`: logrus on a terminal (sirupsen/logrus, text_formatter.go printColored). Seconds since start, no time. */
function logrusTerminal(text: string, options: TimeOptions): Native | undefined {
  const found = LOGRUS.exec(text.slice(0, 64));
  if (!found) return undefined;
  const [whole, level, at] = found as unknown as [string, string, string];
  return terminal(text, 'logrus-terminal', whole.length, level, /^\d+$/.test(at) ? undefined : readTimeAt(at, 0, options));
}

function log15(text: string, options: TimeOptions): Native | undefined {
  const found = LOG15.exec(text.slice(0, 64));
  if (!found) return undefined;
  const [whole, level, month, day, clock] = found as unknown as [string, string, string, string, string];
  return terminal(text, 'log15', whole.length, level, yearless(month, day, clock, options));
}

const ZEROLOG = /^(?:(TRC|DBG|INF|WRN|ERR|FTL|PNC) )/;

/** `1:52AM INF message key=value`: zerolog's ConsoleWriter (rs/zerolog, console.go). */
function zerologConsole(text: string, time: ReadTime): Native | undefined {
  const found = ZEROLOG.exec(text.slice(time.end + 1, time.end + 5));
  const severity = found ? severityOf(found[1] as string) : undefined;
  if (!found || !severity) return undefined;
  const start = time.end + 1 + found[0].length;
  const caller = /^[\w./-]{1,120}\.go:\d{1,6} > /.exec(text.slice(start, start + 140))?.[0].length ?? 0;
  const pairs = trailingPairs(text.slice(start + caller));
  return { layout: 'zerolog-console', time, severity, start: start + caller, end: text.length, ...(pairs && { fields: pairs.fields }) };
}

const JUL = /^ ?([A-Za-z_$][\w$.]{2,160}) ([\w$<>]{1,80})$/;

/** `May 20, 2023 5:33:35 PM com.example.Worker run`: the first of the two lines of java.util.logging's SimpleFormatter; its level comes next. */
export function julHeader(text: string, time: ReadTime | undefined): { time: ReadTime; logger: string } | undefined {
  if (!time || text.length > 320) return undefined;
  const found = JUL.exec(text.slice(time.end));
  return found && (found[1] as string).includes('.') ? { time, logger: found[1] as string } : undefined;
}

/** A level's name in any language is in capitals: `FINE: `, `AVERTISSEMENT: `. */
const JUL_LEVEL = /^(\p{Lu}{3,20}(?: \p{Lu}{1,12})?): /u;

/** `INFO: message`, the second of the two lines: the logger is named already, and a word before a dash is the message's. */
export function julMessage(text: string, header: { time: ReadTime; logger: string }): Native | undefined {
  const found = JUL_LEVEL.exec(text.slice(0, 40));
  if (!found) return undefined;
  const severity = severityOf(found[1] as string);
  return { layout: 'java-util-logging', ...header, start: found[0].length, end: text.length, ...(severity && { severity }) };
}

/** Layouts whose punctuation is their own and would mislead the general reader. `time` is what the line begins with. */
export function readNative(text: string, time: ReadTime | undefined, options: TimeOptions): Native | undefined {
  if (!time) {
    const first = text.charCodeAt(0);
    if (first === 91) return gin(text, 0, undefined, options) ?? uwsgi(text, options) ?? glassfish(text, options);
    if (first === 60 || first === 35) return weblogic(text, options);
    return first >= 65 && first <= 87 ? (klog(text, options) ?? logrusTerminal(text, options) ?? log15(text, options)) : undefined;
  }
  if (text.charCodeAt(time.end) !== 32) return undefined;
  const next = text.charCodeAt(time.end + 1);
  if (next === 91) return structlogConsole(text, time) ?? gin(text, time.end + 1, time, options);
  return text.charCodeAt(time.end + 4) === 32 ? zerologConsole(text, time) : undefined;
}
