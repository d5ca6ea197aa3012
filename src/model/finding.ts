import { z } from 'zod';
import { callSiteSchema, confidence, count, time, verdictSchema } from './report/parts.ts';

/**
 * What happens while a log is followed.
 * - `opened`: a place is suspected to lose connections.
 * - `confirmed`: it leaks.
 * - `cleared`: it does not after all: its connections came back, late or not, or the judgement no longer holds them against it.
 * - `exhausted`: a pool turns callers away. `saturated`: it does because of load or slow work, not of a leak.
 * - `recovered`: such a pool turned nobody away for a while and has room.
 */
export const FINDINGS = ['opened', 'confirmed', 'cleared', 'saturated', 'exhausted', 'recovered'] as const;

const common = {
  /** The log's newest time then, null where the log has no times. */
  at: time.nullable(),
  /** Tells what belongs together: `cs1:…` of a suspect, `pl1:…` of a pool. */
  fingerprint: z.string(),
  verdict: verdictSchema,
  confidence,
  /** Ids of the pools that it is about. */
  pools: z.array(z.string()),
  text: z.string(),
};

export const findingSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.enum(['opened', 'confirmed', 'cleared']),
    ...common,
    callSite: callSiteSchema.nullable(),
    route: z.string().optional(),
    template: z.string().optional(),
    statement: z.string().optional(),
    /** Connections judged lost. */
    leaked: count,
    /** Of those and of the undecided, not back yet. */
    open: count,
    returnedLate: count,
    instances: z.object({ count, of: count }),
  }),
  z.object({
    kind: z.enum(['saturated', 'exhausted', 'recovered']),
    ...common,
    inUse: count.optional(),
    max: count.optional(),
    acquireTimeouts: count,
  }),
]);
export type Finding = z.infer<typeof findingSchema>;
export type SuspectFinding = Extract<Finding, { callSite: unknown }>;
export type PoolFinding = Exclude<Finding, SuspectFinding>;

/** JSON Schema (2020-12) of one finding of a followed log, open to added fields. */
export const findingJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(findingSchema, { target: 'draft-2020-12', io: 'input' }),
  $id: 'urn:leak-stream:schema:finding:1.0',
  title: 'leak-stream finding',
});
