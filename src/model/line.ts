import { z } from 'zod';
import { findingSchema } from './finding.ts';
import { poolReportSchema, reportSchema, suspectSchema, victimSchema } from './report.ts';
import { published } from './schema.ts';

/**
 * One line of `--format ndjson`, told apart by its `kind`: the report without its lists (`report`), then each of them in a line of its own. While a log is
 * followed lines of findings come before them.
 */
export const lineSchema = z.union([
  z.object({ kind: z.literal('report'), ...reportSchema.omit({ pools: true, suspects: true, victims: true }).shape }),
  z.object({ kind: z.literal('pool'), ...poolReportSchema.shape }),
  z.object({ kind: z.literal('suspect'), ...suspectSchema.shape }),
  z.object({ kind: z.literal('victim'), ...victimSchema.shape }),
  ...findingSchema.options,
]);

/** JSON Schema (2020-12) of one line of `--format ndjson`, with and without `--follow`. */
export const lineJsonSchema = (): Record<string, unknown> =>
  published(lineSchema, 'urn:leak-stream:schema:ndjson:1.0', 'leak-stream line of --format ndjson');
