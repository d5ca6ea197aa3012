import { readTimeAt, type TimeOptions } from '../../time/index.ts';
import type { Prefix } from '../parts.ts';
import { severityOf } from '../severity.ts';

export const GLASSFISH = 'glassfish';
/** A head is no longer. */
const HEAD = 900;
const GROUP = / \[(?!\[)([^\]]{0,200})\](?= |$)/y;
/** A thread's name may hold brackets itself. */
const TID = / \[tid: _ThreadID=(\d{1,20})(?: _ThreadName=(.{0,200}?))?\](?= \[| |$)/y;
const KEYED = /^(?:timeMillis|levelValue|RECORDNUMBER|CLASSNAME|METHODNAME): /;
const MOST = 12;
const OPENS = '[[';

/**
 * `[TIME] [Payara 6] [WARNING] [message id] [logger] [tid: _ThreadID=1 _ThreadName=main] [timeMillis: …] [levelValue: 900] [[`: ODLLogFormatter of GlassFish 4 to 7
 * and of Payara. The message comes in the next line, as far as `]]`; Payara puts one of a single line behind the head, without brackets. Each
 * of the fields may be left out by configuration, so that one with a key must be there to tell the layout.
 */
function odl(text: string, options: TimeOptions): Prefix | undefined {
  const time = readTimeAt(text, 1, options);
  if (time?.dated !== true || text.charCodeAt(time.end) !== 93) return undefined;
  const prefix: Prefix = { layout: GLASSFISH, time, start: time.end + 1, end: text.length };
  const head = text.slice(0, HEAD);
  const told: string[] = [];
  let sure = false;
  for (let n = 0; n < MOST; n++) {
    TID.lastIndex = GROUP.lastIndex = prefix.start;
    const tid = TID.exec(head);
    const group = tid ?? GROUP.exec(head);
    if (group === null) break;
    const value = group[1] as string;
    if (tid !== null) prefix.thread = tid[2] || value;
    else if (!KEYED.test(value)) {
      if (sure) break;
      told.push(value);
    }
    sure ||= tid !== null || KEYED.test(value);
    prefix.start += group[0].length;
  }
  if (!sure) return undefined;
  // the product stands before the level; of what is left out nothing is seen
  const at = told.findIndex((word) => severityOf(word.trim()) !== undefined);
  const severity = at < 0 ? undefined : severityOf((told[at] as string).trim());
  const logger = at < 0 ? undefined : told[told.length - 1];
  if (severity !== undefined) prefix.severity = severity;
  if (logger !== undefined && told.length > at + 1 && logger.trim() !== '') prefix.logger = logger;
  if (text.charCodeAt(prefix.start) === 32) prefix.start++;
  if (text.startsWith(OPENS, prefix.start)) prefix.start += OPENS.length;
  return Object.assign(prefix, { closed: true });
}

const UNIFORM = /^\|([^|]{1,30})\|([^|]{0,80})\|([^|]{0,200})\|([^|]{0,600})\|/;
const THREAD = /(?:^|;)_ThreadName=([^;]{1,200})/;
const THREAD_ID = /(?:^|;)_ThreadID=(\d{1,20})/;

/** `[#|TIME|WARNING|glassfish 4.1|logger|_ThreadID=1;_ThreadName=main;…|message|#]`: UniformLogFormatter, which GlassFish 2 and 3 had alone. The message goes on as far as `|#]`. */
function uniform(text: string, options: TimeOptions): Prefix | undefined {
  const time = readTimeAt(text, 3, options);
  const found = time && UNIFORM.exec(text.slice(time.end, time.end + HEAD));
  if (!time || !found) return undefined;
  const [whole, level, , logger, pairs] = found as unknown as [string, string, string, string, string];
  const severity = severityOf(level.trim());
  const thread = THREAD.exec(pairs)?.[1] ?? THREAD_ID.exec(pairs)?.[1];
  if (severity === undefined && thread === undefined) return undefined;
  return {
    layout: GLASSFISH, time, start: time.end + whole.length, end: text.length, closed: true,
    ...(severity && { severity }), ...(thread !== undefined && { thread }), ...(logger !== '' && { logger }),
  }; // prettier-ignore
}

/** A line with which a record of GlassFish or Payara begins. @param text begins with a bracket */
export function glassfish(text: string, options: TimeOptions): Prefix | undefined {
  const second = text.charCodeAt(1);
  if (second === 35) return text.startsWith('[#|') ? uniform(text, options) : undefined;
  return second >= 48 && second <= 57 && text.includes('] [') ? odl(text, options) : undefined;
}

/** What ends the message of the record that began with this line; undefined where it is whole by itself. @param message what stands behind the head */
export function endMark(first: string, message: string): ']]' | '|#]' | undefined {
  if (first.startsWith('[#|')) return '|#]';
  return first.endsWith(message) && first.startsWith(OPENS, first.length - message.length - OPENS.length) ? ']]' : undefined;
}
