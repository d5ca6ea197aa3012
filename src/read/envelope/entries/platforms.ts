import { isObject } from '../../layout/structured/fields.ts';
import { timeOf, withSeverity, withTime, type EntryReader } from '../entry.ts';
import { instanceOf } from '../peel.ts';

/** An entry of `render logs -o json`: labels beside `message` and `timestamp` (render-oss/cli, cmd/logs_output_test.go; read in source). */
export const render: EntryReader = (entry, memory) => {
  const { labels, message, timestamp } = entry;
  if (!Array.isArray(labels) || typeof message !== 'string' || typeof timestamp !== 'string') return undefined;
  const named = labels.filter(isObject).filter((label) => typeof label['name'] === 'string');
  if (named.length === 0 || named.length < labels.length) return undefined;
  const label = (name: string): unknown => named.find((each) => each['name'] === name)?.['value'];
  const instance = instanceOf({ container: label('instance'), service: label('resource') });
  return { name: 'render', rest: message.replace(/\n$/, ''), ...withTime(timeOf(timestamp, memory)), ...withSeverity(label('level')), ...(instance && { instance }) }; // prettier-ignore
};

/**
 * A line of `vercel logs --json`: `message` beside `timestampInMs`, `source` and the request (Vercel's REST API, "Get logs for a deployment"; read there). It may hold several
 * lines of the program. Which process wrote it is not told.
 */
export const vercel: EntryReader = (entry, memory) => {
  const { message, timestampInMs: time, rowId, domain, level } = entry;
  if (typeof message !== 'string' || typeof time !== 'number' || typeof rowId !== 'string') return undefined;
  const instance = instanceOf({ host: domain });
  return { name: 'vercel', rest: message.replace(/\n$/, ''), ...withTime(timeOf(time, memory)), ...withSeverity(level), ...(instance && { instance }) }; // prettier-ignore
};

/**
 * A line of `az containerapp logs show`: `{"TimeStamp":"2026-11-23T01:32:25.94076","Log":"…"}`, in UTC without saying so (azure-cli-extensions, containerapp; as remembered).
 * Which replica wrote it is not told.
 */
export const containerApp: EntryReader = (entry, memory) => {
  const { TimeStamp: stamp, Log: line } = entry;
  if (typeof stamp !== 'string' || typeof line !== 'string') return undefined;
  const time = timeOf(stamp, memory, true);
  return time && { name: 'containerapp', rest: line.replace(/\n$/, ''), time };
};
