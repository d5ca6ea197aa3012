import { readTimeAt, type TimeOptions } from '../../time/index.ts';
import { addGroup, type Prefix } from '../parts.ts';
import { severityOf } from '../severity.ts';

/** `####<Nov 23, 2026 1:52:09,123 AM UTC> <Warning> …`, and without the marks on standard output. */
const START = /^(?:####)?<(?=[A-Z\d])/;
const MESSAGE_ID = /^[A-Z]{2,8}-\d{3,8}$/;
/** What the columns of a server's log behind the severity are. The message's own comes last. */
const COLUMNS = ['logger', 'host', 'service', 'thread', 'user', 'transaction', 'diagnostic'] as const;
const MOST = 14;

/**
 * A line of WebLogic Server, all of whose attributes stand in angle brackets: time, severity, subsystem, machine, server, thread, user,
 * transaction, diagnostic context, milliseconds, message id, message ("Understanding WebLogic Logging Services", Log Message Format). Its
 * standard output has fewer of them: then what each is can be told from its text alone. The last one may go on in the next lines.
 */
export function weblogic(text: string, options: TimeOptions): Prefix | undefined {
  const start = START.exec(text)?.[0].length;
  if (start === undefined) return undefined;
  const time = readTimeAt(text, start, options);
  if (!time || !text.startsWith('> <', time.end)) return undefined;
  const whole = text.startsWith('####');
  const prefix: Prefix = { layout: 'weblogic', time, start: time.end + 3, end: text.length };
  // nothing but the message stands behind its id
  let told = false;
  for (let n = 0; n < MOST; n++) {
    const close = text.indexOf('> ', prefix.start);
    // the message's column, which ends the line or goes on below
    if (close < 0 || text.slice(close + 1).trim() === '') break;
    const group = text.slice(prefix.start, close);
    if (group.length > 200 || told) break;
    told = MESSAGE_ID.test(group);
    const severity = n === 0 ? severityOf(group) : undefined;
    if (n === 0 && severity === undefined) return undefined;
    const column = whole ? COLUMNS[n - 1] : undefined;
    if (severity) prefix.severity = severity;
    else if (column === 'logger' || column === 'service' || column === 'thread') prefix[column] = group;
    else if (!whole && !told) {
      // a subsystem is a word: `<JDBC>`
      if (n === 1 && /^[A-Za-z][\w.$ ]{1,60}$/.test(group)) prefix.logger = group;
      else addGroup(prefix, group);
    }
    const next = close + 2;
    if (text.charCodeAt(next) !== 60) return Object.assign(prefix, { start: next });
    prefix.start = next + 1;
  }
  const end = text.trimEnd();
  if (end.endsWith('>')) prefix.end = Math.max(prefix.start, end.length - 1);
  return prefix;
}
