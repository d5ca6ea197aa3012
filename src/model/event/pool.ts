/**
 * What a pool says of itself.
 * @module
 */
import { z } from 'zod';
import { connection, count, stamped } from './stamp.ts';

/** How many connections there are, and where. */
export const poolSnapshot = z
  .object({
    kind: z.literal('pool-snapshot'),
    ...stamped,
    inUse: count.optional(),
    idle: count.optional(),
    open: count.optional(),
    /** 0 = unlimited. */
    max: count.optional(),
    /** Connections that the pool keeps open, where it may open more for a while: a setting, so two sizes are two pools. */
    size: count.optional(),
    pending: count.optional(),
    /** Since process start. */
    waitCount: count.optional(),
    /** Since process start. */
    waitDurationMs: z.number().nonnegative().optional(),
    /** Since the sample before: the line prints changes, not totals. */
    waitCountDelta: count.optional(),
    waitDurationDeltaMs: z.number().nonnegative().optional(),
    /** Since process start: connections that the pool took from their borrowers by force. Whoever lost them gave nothing back, so they count as out. */
    takenBack: count.optional(),
    /** Counters that only fall when a process restarts. */
    counters: z.record(z.string(), z.number()).optional(),
    /** `exhaustion`: taken at the moment of an acquire timeout, so no regular sample. `shutdown`: while the pool closes. */
    occasion: z.enum(['periodic', 'exhaustion', 'shutdown', 'change']).optional(),
  })
  .meta({ id: 'pool-snapshot' });

/** A pool begins or ends. */
export const poolLifecycle = z
  .object({
    kind: z.literal('pool-lifecycle'),
    ...stamped,
    /** `disposed`: the pool object was replaced while its connections may still be out. */
    phase: z.enum(['started', 'closing', 'closed', 'disposed']),
  })
  .meta({ id: 'pool-lifecycle' });

/** A setting, as the log shows it. */
export const poolConfiguration = z
  .object({
    kind: z.literal('pool-configuration'),
    ...stamped,
    max: count.optional(),
    leakDetectionThresholdMs: z.number().nonnegative().optional(),
    connectionTimeoutMs: z.number().nonnegative().optional(),
    settings: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'pool-configuration' });

/** Any other word of a pool. */
export const poolNote = z
  .object({
    kind: z.literal('pool-note'),
    ...stamped,
    /**
     * Something the pool said that weighs in the judgement: `clock-leap`, `retrograde-clock`, `leak-detection-disabled`, `rollback-on-return` and
     * `already-reset` (of a connection that has just come back: whether its transaction was open still), or plain `visible`: a line that only proves that this pool's logger prints at its severity.
     */
    code: z.string(),
    connection: connection.optional(),
  })
  .meta({ id: 'pool-note' });
