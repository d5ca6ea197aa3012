import { z } from 'zod';
import { count, evidenceSchema, time } from './parts.ts';

/** Connections that the database, or a pooler before it, turned away because its own limit is used up: no pool's limit. */
export const refusedSchema = z.object({
  /** As the server's log or the programs' tell it, whichever tells more: both may tell of the same ones. */
  count,
  firstAt: time.nullable(),
  lastAt: time.nullable(),
  /** Whose limit: of the whole server, of a role or a database of it, of a pooler. Absent where the lines do not tell. */
  limit: z.enum(['server', 'role', 'database', 'pooler']).optional(),
  /** What that means beside the verdict, and what to do. */
  text: z.string(),
  evidence: z.array(evidenceSchema),
});
export type Refused = z.infer<typeof refusedSchema>;
