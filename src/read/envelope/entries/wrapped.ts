import { valueAt } from '../../layout/structured/fields.ts';
import { string, timeOf, withSeverity, withTime, type EntryReader } from '../entry.ts';
import { instanceOfLabels } from '../prefixes/hosted.ts';
import { looksStamped } from '../prefixes/looks.ts';

/** Where collectors keep the line as it was written. */
const LINE = ['message', 'msg', 'line', 'text', 'body', 'event.original'];
/** What only the application's own record has. */
const OWN = [
  'logger',
  'logger_name',
  'loggerName',
  'log.logger',
  'thread',
  'thread_name',
  'threadName',
  'process.thread.name',
  'stack_trace',
  'exception',
  'exc_info',
  'caller',
];
/** A full date with which the line begins: no logger writes one into its message. */
const DATED = /"(?:message|msg|line|text|body|original)"\s*:\s*"(?:\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:|\[\d{4}-\d\d-\d\d)/;

/** Whether a line may be a record that holds a line of an application, or the source has shown such records. */
export const mayWrap = (text: string, proved: ReadonlySet<string>): boolean => proved.has('wrapped') || DATED.test(text);

/**
 * A record of nobody in particular around a line that is whole by itself, by time and level: `{"message":"2026-11-23 01:32:25 INFO …","timestamp":"…"}` of Railway, of
 * Vector, of what was cut down with jq.
 */
export const wrapped: EntryReader = (entry, memory) => {
  const text = LINE.map((key) => string(valueAt(entry, key))).find((value) => value !== undefined);
  if (text === undefined || OWN.some((key) => valueAt(entry, key) !== undefined)) return undefined;
  if (!memory.proved.has('wrapped')) {
    if (!looksStamped(text) || text.startsWith('{')) return undefined;
    memory.proved.add('wrapped');
  }
  const instance = instanceOfLabels(entry);
  const time = timeOf(entry['timestamp'] ?? entry['@timestamp'] ?? entry['time'], memory);
  return { name: 'json', rest: text.replace(/\n$/, ''), ...withTime(time), ...withSeverity(entry['severity'] ?? entry['level']), ...(instance && { instance }) }; // prettier-ignore
};
