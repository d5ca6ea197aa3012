import { cleanLine } from '../../lines/clean-line.ts';
import { docker } from '../../envelope/entries/collectors.ts';
import { Memory } from '../../envelope/peel.ts';
import { isObject, valuesByRole } from '../../layout/structured/fields.ts';
import { namesServerProcess } from '../../layout/structured/server-process.ts';
import { parseLogfmt } from '../../layout/structured/logfmt.ts';
import type { Fields } from '../../layout/structured/fields.ts';
import { readTimeAt } from '../../time/index.ts';
import type { Head, PeeledLine } from '../../types.ts';
import { PLAIN } from './answer.ts';
import type { Answer } from './answer.ts';
import type { LineStart } from './line-start.ts';
import { epochTens, isoTens, NONE } from './stamps.ts';
import { KIND } from './value-kinds.ts';
import type { Values } from './values.ts';

/** An object whose values are their own numbers, `#0`, `#1` …; empty texts, truths and nulls are themselves. */
export type Named = Fields;

/** The object or pairs of a line in that form; undefined where it is none, or one that is read in a way of its own. */
export function namedBy(latin1: string, { form, values: { count, kinds, from, to }, from: base, after }: LineStart): Named | undefined {
  let text = '';
  let at = after - base;
  for (let i = 0; i < count; i++) {
    if (kinds[i] === KIND.empty) continue;
    text += latin1.slice(at, (from[i] as number) - base) + (isText(kinds[i]) || form === 'logfmt' ? `#${i}` : `"#${i}"`);
    at = (to[i] as number) - base;
  }
  try {
    const whole = text + latin1.slice(at);
    const named: unknown = form === 'logfmt' ? parseLogfmt(whole) : JSON.parse(whole);
    return isObject(named) && !special(named) ? named : undefined;
  } catch {
    return undefined;
  }
}

/** Records that are read in ways of their own, and envelopes that are told by what a value holds. */
function special(named: Named): boolean {
  if (isObject(named['instant']) || isObject(named['record']) || 'timestampSeconds' in named || 'MESSAGE' in named || 'app_name' in named)
    return true;
  return typeof named['line'] === 'string' && ('timestamp' in named || 'tsNs' in named || isObject(named['labels']));
}

/**
 * Judges a record of JSON or logfmt for all that have its skeleton: it begins a record whatever its values hold, and these values are its time and its process.
 * @param head what the reader made of it
 */
export function judgeRecord(named: Named, latin1: string, start: LineStart, line: PeeledLine, head: Head): Answer | undefined {
  const { values, from, after, tens } = start;
  if (line.text !== cleanLine(latin1.slice(after - from))) return undefined;
  const roles = valuesByRole(named);
  const numbers = (role: readonly unknown[] | undefined): number[] => (role ?? []).flatMap((value) => numberOf(value) ?? []);
  // A record inside of the message would have its own time and process.
  const message = numbers(roles.message).find((value) => isText(values.kinds[value]));
  if (message === undefined ? isObject(named['message']) : values.kinds[message] !== KIND.text && values.kinds[message] !== KIND.stamp)
    return undefined;
  // Frames that are objects are put together from several values.
  if (roles.stack?.some((value) => typeof value === 'object')) return undefined;
  const time = numbers(roles.time)[0] ?? -1;
  if (time < 0 ? tens === NONE : !isTime(latin1, from, values, time)) return undefined;
  const idValue = numbers(roles.pid)[0] ?? -1;
  const server = idValue >= 0 && !('hostname' in named) ? message : undefined;
  if (server !== undefined && isOfServer(latin1, from, values, server)) return { ...PLAIN, time, idValue, message: server };
  return (head.pid === undefined) === idValue < 0 ? { ...PLAIN, time, idValue, message: server ?? -1 } : undefined;
}

/** Judges what Docker keeps of a container: the line itself stands in `log`. */
export function judgeDocker(named: Named, latin1: string, { values, from, after, tens }: LineStart): Answer | undefined {
  const log = numberOf(named['log']);
  if (log === undefined || values.ended[log] !== 1 || tens !== NONE || PARTIAL.some((key) => key in named)) return undefined;
  const peel = docker(JSON.parse(cleanLine(latin1.slice(after - from))) as Fields, new Memory());
  if (peel === undefined || peel.partial === true || peel.instance !== undefined) return undefined;
  const stream = numberOf(named['stream'] ?? named['source']) ?? -1;
  const time = numberOf(named['time'] ?? named['date']) ?? -1;
  const timed = peel.time?.ms !== undefined;
  return timed === time >= 0 && (!timed || isTime(latin1, from, values, time)) ? { ...PLAIN, time, log, stream } : undefined;
}

/** Where Docker and others say that a line goes on in the next one. */
const PARTIAL = ['logtag', '_p', 'partial_message'];

const numberOf = (value: unknown): number | undefined => (typeof value === 'string' && value !== '' ? Number(value.slice(1)) : undefined);

const isText = (kind: number | undefined): boolean => kind !== KIND.number && kind !== KIND.epoch;

/** Whether the value is a message by whose words the process is not the program's own. */
function isOfServer(latin1: string, from: number, values: Values, value: number): boolean {
  return namesServerProcess(latin1.slice((values.from[value] as number) - from, (values.to[value] as number) - from), {});
}

/** Whether the reader takes the value for a time, all of it, and so does who compares its digits. */
function isTime(latin1: string, from: number, values: Values, value: number): boolean {
  const text = latin1.slice((values.from[value] as number) - from, (values.to[value] as number) - from);
  const bytes = Buffer.from(text, 'latin1');
  if (epochTens(bytes, 0, bytes.length) !== NONE) return true;
  return values.kinds[value] === KIND.stamp && isoTens(bytes, 0) !== NONE && readTimeAt(text, 0)?.end === text.length;
}
