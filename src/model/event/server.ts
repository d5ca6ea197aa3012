/**
 * The database's side.
 * @module
 */
import { z } from 'zod';
import { count, stamped } from './stamp.ts';

export const SERVER_TERMINATIONS = [
  'idle-in-transaction-timeout', 'idle-session-timeout', 'too-many-clients', 'eof-in-transaction', 'eof',
  'administrator-command', 'disconnection', 'query-wait-timeout', 'unreachable', 'other',
] as const; // prettier-ignore

/** A session as the server lists it. */
export const serverSession = z
  .object({
    kind: z.literal('server-session'),
    ...stamped,
    /** Of the server's backend. */
    pid: count,
    state: z.string(),
    applicationName: z.string().optional(),
    /** Since state_change. */
    idleForMs: z.number().optional(),
    /** Since xact_start. */
    transactionForMs: z.number().optional(),
    query: z.string().optional(),
    waitEvent: z.string().optional(),
    database: z.string().optional(),
    user: z.string().optional(),
    clientAddress: z.string().optional(),
    /** The capture that the row belongs to, unique in its source: rows of one capture were true at the same instant. */
    capture: z.string().optional(),
  })
  .meta({ id: 'server-session' });

/** A session waits for a lock in the database, or has it at last. One wait may be told in several lines, each of which gives what it tells. */
export const serverLockWait = z
  .object({
    kind: z.literal('server-lock-wait'),
    ...stamped,
    /** Of the session that waits. */
    pid: count.optional(),
    /** `RowExclusiveLock`. */
    lock: z.string().optional(),
    /** `relation 16396 of database 5`, `transaction 771`. */
    on: z.string().optional(),
    waitedMs: z.number().nonnegative().optional(),
    acquired: z.boolean().optional(),
    /** Sessions that hold it. */
    holders: z.array(count).optional(),
    /** How many sessions wait for it. */
    waiting: count.optional(),
    statement: z.string().optional(),
    applicationName: z.string().optional(),
  })
  .meta({ id: 'server-lock-wait' });

/** A session that the server ended, refused or lost. */
export const serverTermination = z
  .object({
    kind: z.literal('server-termination'),
    ...stamped,
    pid: count.optional(),
    reason: z.enum(SERVER_TERMINATIONS),
    applicationName: z.string().optional(),
    database: z.string().optional(),
    user: z.string().optional(),
    sqlState: z.string().optional(),
    sessionMs: z.number().nonnegative().optional(),
  })
  .meta({ id: 'server-termination' });
