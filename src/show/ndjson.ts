import type { Reporter } from './reporter.ts';
import { stableJson } from './json.ts';

/**
 * The findings, one JSON object a line, for log pipelines and `jq`: first `kind: "report"` (verdict, summary, what was read), then a
 * `kind: "pool"` for each pool, a `kind: "suspect"` for each suspect and a `kind: "victim"` for each victim, all with the fields of the
 * JSON report.
 */
export const ndjson: Reporter = function* ({ pools, suspects, victims, ...report }) {
  yield `${stableJson({ kind: 'report', ...report })}\n`;
  for (const pool of pools) yield `${stableJson({ kind: 'pool', ...pool })}\n`;
  for (const suspect of suspects) yield `${stableJson({ kind: 'suspect', ...suspect })}\n`;
  for (const victim of victims) yield `${stableJson({ kind: 'victim', ...victim })}\n`;
};
