/**
 * One connection's way, and those who waited for one.
 * @module
 */
import { z } from 'zod';
import { connection, count, stack, stamped } from './stamp.ts';

export const CHECKIN_REASONS = ['returned', 'unleaked', 'detached', 'invalidated', 'reclaimed'] as const;

/** A connection goes out. */
export const checkout = z
  .object({
    kind: z.literal('checkout'),
    ...stamped,
    /** null where the log shows that a connection went out, but not which. */
    connection: connection.nullable(),
    stack: stack.optional(),
    /** The checkout's number as a listener prints it, unique in its process: tells a repeated line from another checkout. */
    sequence: z.string().optional(),
    /** `listener`: a second witness of a checkout that the pool itself also logs; joined to it, counted once. */
    origin: z.enum(['pool', 'listener']).optional(),
  })
  .meta({ id: 'checkout' });

/** A connection comes back, or is given up. */
export const checkin = z
  .object({
    kind: z.literal('checkin'),
    ...stamped,
    connection: connection.nullable(),
    reason: z.enum(CHECKIN_REASONS),
    /** As measured by the program, where it prints it. */
    heldMs: z.number().nonnegative().optional(),
    /** Of the borrower, where the line that gives it back tells it: it says which one that is, where no connection is named. */
    stack: stack.optional(),
    sequence: z.string().optional(),
    origin: z.enum(['pool', 'listener']).optional(),
  })
  .meta({ id: 'checkin' });

/** The pool itself speaks of a leak. */
export const leakReported = z
  .object({
    kind: z.literal('leak-reported'),
    ...stamped,
    connection: connection.nullable(),
    /** Of the borrower at checkout. Empty where the trace is missing. */
    stack,
    /** How long the connection had been out when the pool spoke, where it says so. */
    heldMs: z.number().nonnegative().optional(),
    /** The pool took the connection back itself (remove-abandoned and the like). */
    reclaimed: z.boolean().optional(),
    /** So many frames of the stack, from the outermost on, the borrower's thread had not left by then, as it worked on. */
    stillIn: count.optional(),
    /**
     * true: the pool says it again and again as long as the connection is out, so that a second report is the same hold. false: it tells on an occasion of its own who
     * holds what; whoever is still at work there is no leak, and no silence after it tells that anything came back.
     */
    repeats: z.boolean().optional(),
    /** false: this version of the pool never prints that a reported connection came back. */
    returnsLogged: z.boolean().optional(),
    /** The end of the pool's name, where the line tells no more of it. */
    poolEnd: z.string().optional(),
  })
  .meta({ id: 'leak-reported' });

/** A caller waited in vain. */
export const acquireTimeout = z
  .object({
    kind: z.literal('acquire-timeout'),
    ...stamped,
    waitedMs: z.number().nonnegative().optional(),
    /** A victim's: who waited, never who leaked. */
    stack: stack.optional(),
    /** The request that gave up. */
    route: z.string().optional(),
    max: count.optional(),
    /** `counter`: the pool's own line for each failure; `exception`: the error as the application logged it. Both name the same failures. */
    witness: z.enum(['counter', 'exception']).optional(),
    /** A word in front of "pool" that is its name, or else what is in it. */
    poolPerhaps: z.string().optional(),
    /** The caller held a connection already and asked for another one; told by the stack where a plug-in leaves it out. */
    nested: z.literal(true).optional(),
    /** All connections that were out by then, where the pool lists them: any other that it told of is back. */
    held: z.array(connection).optional(),
  })
  .meta({ id: 'acquire-timeout' });

/** A caller's own deadline was over, whatever it waited for. */
export const deadlineExceeded = z
  .object({
    kind: z.literal('deadline-exceeded'),
    ...stamped,
    stack: stack.optional(),
    route: z.string().optional(),
    /** A library between tells it beside its statement and hands the error on: its caller may tell it once more. */
    passedOn: z.literal(true).optional(),
  })
  .meta({ id: 'deadline-exceeded' });

/** The pool opened a connection. */
export const connectionCreated = z
  .object({ kind: z.literal('connection-created'), ...stamped, connection })
  .meta({ id: 'connection-created' });

/** The pool closed a connection. */
export const connectionClosed = z
  .object({ kind: z.literal('connection-closed'), ...stamped, connection, reason: z.string().optional() })
  .meta({ id: 'connection-closed' });
