import { z } from 'zod';
import { evidenceSchema, inputSummarySchema, verdictSchema } from './report.ts';

/**
 * What a gate looks at.
 * - `verdict`: nothing is judged a leak or saturation.
 * - `baseline`: in-use falls back to where it was, in the last quiet window of the log.
 * - `unreturned`: no connection is still out at the end.
 * - `server-sessions`: no session is idle in transaction at the end. Only where server sessions are given.
 * - `exercised`: a path that once leaked ran as often as before. Only with a baseline report, once for each of its leaks.
 */
export const GATE_CHECKS = ['verdict', 'baseline', 'unreturned', 'server-sessions', 'exercised'] as const;

export const gateCheckSchema = z.object({
  check: z.enum(GATE_CHECKS),
  /** `unknown`: the log does not tell, which is no pass. */
  status: z.enum(['pass', 'fail', 'unknown']),
  /** Of the pool, the database or the once-leaking place that it is about. */
  subject: z.string(),
  /** The pool's id, or the fingerprint of the place. */
  id: z.string().optional(),
  /** What was seen. */
  text: z.string(),
  evidence: z.array(evidenceSchema),
});
export type GateCheck = z.infer<typeof gateCheckSchema>;

const count = z.number().int().nonnegative();

/** The result of `leak-stream gate`. */
export const gateSchema = z.object({
  schemaVersion: z.literal('1.0'),
  tool: z.object({ name: z.literal('leak-stream'), version: z.string() }),
  /** No check failed, and none is unknown unless that was allowed. */
  holds: z.boolean(),
  allowUnknown: z.boolean(),
  verdict: verdictSchema,
  summary: z.string(),
  counts: z.object({ pass: count, fail: count, unknown: count }),
  checks: z.array(gateCheckSchema),
  input: inputSummarySchema,
});
export type Gate = z.infer<typeof gateSchema>;

/** JSON Schema (2020-12) of a gate's result, open to added fields. */
export const gateJsonSchema = (): Record<string, unknown> => ({
  ...z.toJSONSchema(gateSchema, { target: 'draft-2020-12', io: 'input' }),
  $id: 'urn:leak-stream:schema:gate:1.0',
  title: 'leak-stream gate',
});
