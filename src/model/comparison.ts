import { z } from 'zod';
import { CHANGES } from './changes.ts';
import { callSiteSchema, inputSummarySchema, verdictSchema } from './report.ts';

export { CHANGES, type ChangeKind } from './changes.ts';
export const changeSchema = z.enum(CHANGES);

const count = z.number().int().nonnegative();
/** `accepted`: known by the user's `--ignore` file, found nevertheless. */
const stateSchema = z.object({ verdict: z.enum(['leak', 'long-hold', 'inconclusive', 'accepted']), count });

/** How often the suspect's place, or its pool where the place cannot be seen, had the occasion to do it again. */
export const trafficSchema = z.object({
  /**
   * What is compared. `site`: runs of the very place; `line`: how often the log line came that goes with the leak, which tells failing runs of
   * a route from the others; `pool`: connections that came back to pools of the same kind; `time`: hours that
   * such pools were watched; `none`: AFTER shows no such pool.
   */
  basis: z.enum(['site', 'line', 'pool', 'time', 'none']),
  /** Runs, lines, returned connections or hours; null where the input does not tell. */
  before: z.number().nonnegative().nullable(),
  after: z.number().nonnegative().nullable(),
});
export type TrafficPair = z.infer<typeof trafficSchema>;

export const suspectChangeSchema = z.object({
  change: changeSchema,
  fingerprint: z.string(),
  /** The call site, route, log line or statement, as the report names it. */
  place: z.string(),
  callSite: callSiteSchema.nullable(),
  route: z.string().optional(),
  /** null where it was not found. `count`: leaked connections, of an undecided suspect those still out, of slow work the late ones. */
  before: stateSchema.nullable(),
  after: stateSchema.nullable(),
  traffic: trafficSchema,
  /** The chance of a count in AFTER that is so far off, had nothing been changed; where the traffic of both is known. */
  chance: z.number().min(0).max(1).optional(),
  /** Why it is called so, in a sentence. */
  text: z.string(),
});
export type SuspectChange = z.infer<typeof suspectChangeSchema>;

const sideSchema = z.object({
  verdict: verdictSchema,
  summary: z.string(),
  sources: z.array(z.string()),
  timeRange: inputSummarySchema.shape.timeRange,
  pools: count,
  /** Leaks that the user accepts (`--ignore`): they are not in the verdict. Absent where there are none. */
  accepted: z.object({ leaks: count, connections: count }).optional(),
});
export type Side = z.infer<typeof sideSchema>;

/** The result of `leak-stream compare`, sorted by change, then by fingerprint. */
export const comparisonSchema = z.object({
  schemaVersion: z.literal('1.0'),
  tool: z.object({ name: z.literal('leak-stream'), version: z.string() }),
  summary: z.string(),
  before: sideSchema,
  after: sideSchema,
  counts: z.object({ new: count, worse: count, 'not-exercised': count, same: count, better: count, gone: count }),
  changes: z.array(suspectChangeSchema),
});
export type Comparison = z.infer<typeof comparisonSchema>;

/** JSON Schema (2020-12) of a comparison, open to added fields. */
export const comparisonJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(comparisonSchema, { target: 'draft-2020-12', io: 'input' }),
  $id: 'urn:leak-stream:schema:compare:1.0',
  title: 'leak-stream comparison',
});
