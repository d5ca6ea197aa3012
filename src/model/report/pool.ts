import { z } from 'zod';
import { instanceSchema } from '../event/stamp.ts';
import { confidence, count, ms, reasonSchema, time, verdictSchema } from './parts.ts';

const sample = z.object({ at: time, value: count });

export const poolReportSchema = z.object({
  id: z.string(),
  name: z.string().optional(),
  runtime: z.string(),
  instance: instanceSchema.extend({
    /** 0 for the first life of the process in this log. */
    restart: count.optional(),
    /** How many lives this log shows of the process; absent for one. The last one goes on, as far as the log tells. */
    lives: count.optional(),
  }),
  verdict: verdictSchema,
  confidence,
  reasons: z.array(reasonSchema),
  /** First and last line of this life of its process, as far as the log shows times. */
  watched: z.object({ from: time, to: time }).optional(),
  /** 0 = unlimited. */
  max: count.optional(),
  inUse: z
    .object({
      first: count,
      last: count,
      peak: count,
      /** The floor: at each point the least that in-use ever falls to afterwards. Only its steps. */
      floor: z.array(sample),
      series: z.array(z.object({ at: time, min: count, max: count })),
      slopePerHour: z.number().optional(),
    })
    .optional(),
  /** As the pool's last sample with such figures tells: connections that lie ready, callers that wait. */
  idle: count.optional(),
  pending: count.optional(),
  openHolds: z.array(z.object({ connection: z.string(), since: time.nullable(), fingerprint: z.string().optional() })),
  acquireTimeouts: count,
  waits: z.object({ count, totalMs: ms }).optional(),
  /**
   * `at`: when the first caller gave up, else when all were in use. `drySince`: that, less what this caller had waited. `orLater`: its line has no time, `at` is that of the
   * line before.
   */
  exhaustion: z
    .union([
      z.object({ at: time, drySince: time.optional(), orLater: z.boolean().optional() }),
      z.object({ eta: time, from: time, to: time }),
    ])
    .optional(),
  /** Who held connections when callers gave up: the first time and the last. */
  autopsy: z
    .array(
      z.object({
        at: time.nullable(),
        /** Known to be out then; where only the pool's own reports show it, those reported so far. */
        out: count,
        held: z.array(
          z.object({
            /** Call site or route, empty where the log does not tell. */
            name: z.string(),
            /** Of the suspect that it is. */
            fingerprint: z.string().optional(),
            connections: count,
            /** Of those, back later by themselves. */
            returned: count,
          }),
        ),
      }),
    )
    .optional(),
  /** When things happened, as far as the times are known, to be drawn: near ones are counted together, so there are at most some hundred. */
  marks: z
    .object({
      /** The pool reported a connection as leaked; some of them may have come back later. */
      alarms: z.array(z.object({ at: time, count })).optional(),
      timeouts: z.array(z.object({ at: time, count })).optional(),
    })
    .optional(),
  /** Of RETURNED connections. */
  holdTime: z
    .object({
      count,
      p50Ms: ms,
      p99Ms: ms,
      p999Ms: ms,
      maxMs: ms,
      /** How they are spread: classes of equal width on a logarithmic ruler, empty ones too. */
      classes: z.array(z.object({ atMostMs: ms, count })).optional(),
    })
    .optional(),
  threshold: z
    .object({
      recommendedMs: ms.nullable(),
      basis: z.string(),
      current: ms.optional(),
      advice: z.string(),
      /** `recommendedMs` is a lower bound: the log shows only holds that were reported as too long. Absent where it shows all. */
      atLeast: z.boolean().optional(),
    })
    .optional(),
});
export type PoolReport = z.infer<typeof poolReportSchema>;
