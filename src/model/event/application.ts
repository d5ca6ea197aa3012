/**
 * What the application shows beside its pools.
 * @module
 */
import { z } from 'zod';
import { count, stack, stamped } from './stamp.ts';

/** A dump of all goroutines, counted. */
export const goroutines = z
  .object({
    kind: z.literal('goroutines'),
    ...stamped,
    /** Open transactions: `(*Tx).awaitDone`, exact. */
    openTransactions: count,
    /** `(*Rows).awaitDone`; rows of a background context leave none. */
    openRows: count,
    /** In `(*DB).conn`: victims. */
    waiting: count,
    /** What the dump names: the origin of an open handle (tracebackancestors), where the goroutine that opened it still is at work (holder), or a waiter. */
    stacks: z.array(z.object({ about: z.enum(['transaction', 'rows', 'holder', 'waiter', 'panic']), count, stack })),
  })
  .meta({ id: 'goroutines' });

/** An ordinary record: whose work went on. */
export const context = z
  .object({
    kind: z.literal('context'),
    ...stamped,
    /** `POST /orders/{id}/invoice`: with its method where the log shows one, ids as {id}. */
    route: z.string().optional(),
    /** The message alone, variable parts as <*>. */
    template: z.string().optional(),
    statement: z.string().optional(),
    status: z.number().int().optional(),
    durationMs: z.number().nonnegative().optional(),
    /** An exception in the record. */
    stack: stack.optional(),
    /** Some record's line of a request as such (an access line), not a remark during it. */
    access: z.boolean().optional(),
    /** A line before has told of this request: that it is over (`request`), or only, by a warning or an error, which one it is (`route`). */
    retold: z.enum(['request', 'route']).optional(),
    /** The message says that a process, server or worker begins. */
    startup: z.boolean().optional(),
    /** Process id of a worker that was killed or has died, by the word of whoever looks after it. */
    died: z.string().optional(),
    /** So many lines before it were dropped, by its word, 0 for a number that it does not tell: a rate limit of whoever hands the log on. */
    lost: count.optional(),
    /** Since when, epoch ms, where it says so. */
    lostSince: z.number().optional(),
    /** So many files of its rotated log are missing before it; the last line before them is of `since`, epoch ms. */
    missing: z.object({ files: count, since: z.number().nullable() }).optional(),
  })
  .meta({ id: 'context' });
