import type { EventDraft, RecordView, Rule } from 'leak-stream/plugin';
import { draftsOf } from './drafts.ts';
import { pointsInText } from './shapes/java.ts';
import { objectsIn } from './shapes/literal.ts';
import { pointsIn } from './shapes/points.ts';

/** Objects in a row that Node prints for one collection, a metric each. */
const MOST_OBJECTS = 200;
const MOST_TEXT = 4 * 1024 * 1024;

/** A whole line: its values are kept however long it is, its text is not. */
const line: Rule = {
  pattern: /^\{ ?"(?:[Rr]esource(?:Metrics|_metrics)?|[Ss]cope(?:Metrics|_metrics)?|[Mm]etrics)" ?:/,
  read: (_match, { fields, message }) => draftsOf(pointsIn(fields === undefined ? objectsIn(message, 1) : fields)),
};

const ofTail = ({ raw, tail }: RecordView): string => {
  const lines = [raw, ...tail];
  const from = lines.findIndex((one) => one.startsWith('{'));
  return from < 0 ? '' : lines.slice(from).join('\n').slice(0, MOST_TEXT);
};

function spreadOf(record: RecordView): EventDraft[] | undefined {
  return draftsOf(pointsIn(objectsIn(ofTail(record), MOST_OBJECTS)));
}

/** Indented over many lines: WithPrettyPrint of Go, the console exporters of Python and Node. */
const spread: Rule = {
  pattern: /^\s{1,40}"?(?:DataPoints|dataPoints|data_points)"?: ?\[/,
  scope: 'record',
  read: (match, record) => (match.lineIndex > 0 ? spreadOf(record) : undefined),
};

const java: Rule = {
  pattern: /(?:^|[ _])(?:Immutable)?MetricData\{resource=|ImmutableMetricData\{/,
  read: (_match, { message }) => draftsOf(pointsInText(message)),
};

export const rules: Readonly<Record<string, Rule>> = { line, spread, java };
