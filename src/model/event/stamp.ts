import { z } from 'zod';
import { stackFrameSchema } from '../stack-frame.ts';

/** Where a process runs, as far as envelopes and layouts tell. Two different instances never share a pool. */
export const instanceSchema = z.object({
  namespace: z.string().optional(),
  pod: z.string().optional(),
  container: z.string().optional(),
  host: z.string().optional(),
  service: z.string().optional(),
  /** Process id or name as logged (`4711`, `ForkPoolWorker-2`). */
  pid: z.string().optional(),
});
export type Instance = z.infer<typeof instanceSchema>;

export const severitySchema = z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal']);
export type Severity = z.infer<typeof severitySchema>;

/** What every event bears. */
export const stamped = {
  /** ISO 8601 UTC, null where neither the line nor its envelope tells. */
  at: z.iso.datetime().nullable(),
  /** The input's name: a path, or `<stdin>`. */
  source: z.string(),
  /** 1-based line of the record's first line in its source. */
  line: z.number().int().positive(),
  /** Decompressed byte offset of that line. */
  byte: z.number().int().nonnegative(),
  runtime: z.string(),
  parser: z.string(),
  rule: z.string(),
  pool: z.string().optional(),
  instance: instanceSchema.optional(),
  thread: z.string().optional(),
  /** Request, trace or task id: what ties the lines of one unit of work together, stronger than the thread. */
  request: z.string().optional(),
  severity: severitySchema.optional(),
  logger: z.string().optional(),
};

/** The identity of a connection as logged, opaque. Unique within (source, instance, pool) and only while the connection lives. */
export const connection = z.string();
export const stack = z.array(stackFrameSchema);
export const count = z.number().int().nonnegative();
