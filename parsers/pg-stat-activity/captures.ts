import type { RecordView } from 'leak-stream/plugin';
import { readAligned } from './aligned.ts';
import type { Capture } from './capture.ts';
import { readDelimited } from './delimited.ts';
import { readExpanded } from './expanded.ts';
import { readHeadless } from './headless.ts';
import { captureInstant, type Instant } from './instant.ts';
import { readJson } from './json.ts';
import { readTitles } from './titles.ts';

/** A backend is listed once in a result: where its pid comes again in rows that nothing parts (`psql -x -A`, `-t`), the next result began. */
function partedByPid(capture: Capture): Capture[] {
  if (capture.rows.length === 0 || capture.instant) return [capture];
  const parts: (typeof capture.rows)[number][][] = [[]];
  let seen = new Set<string | undefined>();
  for (const row of capture.rows) {
    if (row.pid !== undefined && seen.has(row.pid)) {
      parts.push([]);
      seen = new Set();
    }
    seen.add(row.pid);
    parts.at(-1)?.push(row);
  }
  return parts.map((rows) => ({ ...capture, rows }));
}

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
    const taken =
      readAligned(lines, i) ?? readDelimited(lines, i) ?? readExpanded(lines, i) ?? readTitles(lines, i) ?? readHeadless(lines, i);
    if (taken?.capture) captures.push(...partedByPid({ ...taken.capture, instant }));
    i = taken?.next ?? i + 1;
  }
  if (captures.length > 0) return captures;
  const json = readJson(lines, record.fields);
  return json ? partedByPid({ ...json, instant }) : [];
}
