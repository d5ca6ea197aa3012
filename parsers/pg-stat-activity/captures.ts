import type { RecordView } from 'leak-stream/plugin';
import { readAligned } from './aligned.ts';
import type { Capture } from './capture.ts';
import { readDelimited } from './delimited.ts';
import { readExpanded } from './expanded.ts';
import { readHeadless } from './headless.ts';
import { captureInstant, type Instant } from './instant.ts';
import { readJson } from './json.ts';

/** Every result of a query over pg_stat_activity in a record: usually one, several where nothing parts them in the source. */
export function capturesOf(record: RecordView): Capture[] {
  const lines = [record.raw, ...record.tail];
  const captures: Capture[] = [];
  let instant: Instant | undefined;
  for (let i = 0; i < lines.length;) {
    const line = lines[i] as string;
    const when = captureInstant(line);
    if (when) {
      instant = when;
      i++;
      continue;
    }
    const taken = readAligned(lines, i) ?? readDelimited(lines, i) ?? readExpanded(lines, i) ?? readHeadless(lines, i);
    if (taken) captures.push({ ...taken.capture, instant });
    i = taken?.next ?? i + 1;
  }
  if (captures.length > 0) return captures;
  const json = readJson(lines, record.fields);
  return json ? [{ ...json, instant }] : [];
}
