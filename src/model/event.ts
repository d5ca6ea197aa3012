import { z } from 'zod';
import { stackFrameSchema } from './stack-frame.ts';

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

const stamped = {
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
const connection = z.string();
const stack = z.array(stackFrameSchema);
const count = z.number().int().nonnegative();

export const CHECKIN_REASONS = ['returned', 'unleaked', 'detached', 'invalidated', 'reclaimed'] as const;

export const SERVER_TERMINATIONS = [
  'idle-in-transaction-timeout', 'idle-session-timeout', 'too-many-clients', 'eof-in-transaction', 'eof',
  'administrator-command', 'disconnection', 'query-wait-timeout', 'other',
] as const; // prettier-ignore

/** The common event stream. A reader ignores kinds that it does not know. */
export const poolEventSchema = z.discriminatedUnion('kind', [
  z
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
    .meta({ id: 'checkout' }),
  z
    .object({
      kind: z.literal('checkin'),
      ...stamped,
      connection: connection.nullable(),
      reason: z.enum(CHECKIN_REASONS),
      /** As measured by the program, where it prints it. */
      heldMs: z.number().nonnegative().optional(),
      sequence: z.string().optional(),
      origin: z.enum(['pool', 'listener']).optional(),
    })
    .meta({ id: 'checkin' }),
  z
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
      /** The pool says it again and again as long as the connection is out: a second report is the same hold. */
      repeats: z.boolean().optional(),
      /** false: this version of the pool never prints that a reported connection came back. */
      returnsLogged: z.boolean().optional(),
    })
    .meta({ id: 'leak-reported' }),
  z
    .object({
      kind: z.literal('pool-snapshot'),
      ...stamped,
      inUse: count.optional(),
      idle: count.optional(),
      open: count.optional(),
      /** 0 = unlimited. */
      max: count.optional(),
      pending: count.optional(),
      /** Since process start. */
      waitCount: count.optional(),
      /** Since process start. */
      waitDurationMs: z.number().nonnegative().optional(),
      /** Since the sample before: the line prints changes, not totals. */
      waitCountDelta: count.optional(),
      waitDurationDeltaMs: z.number().nonnegative().optional(),
      /** Counters that only fall when a process restarts. */
      counters: z.record(z.string(), z.number()).optional(),
      /** `exhaustion`: taken at the moment of an acquire timeout, so no regular sample. `shutdown`: while the pool closes. */
      occasion: z.enum(['periodic', 'exhaustion', 'shutdown', 'change']).optional(),
    })
    .meta({ id: 'pool-snapshot' }),
  z
    .object({
      kind: z.literal('acquire-timeout'),
      ...stamped,
      waitedMs: z.number().nonnegative().optional(),
      /** A victim's: who waited, never who leaked. */
      stack: stack.optional(),
      max: count.optional(),
      /** `counter`: the pool's own line for each failure; `exception`: the error as the application logged it. Both name the same failures. */
      witness: z.enum(['counter', 'exception']).optional(),
    })
    .meta({ id: 'acquire-timeout' }),
  z
    .object({
      kind: z.literal('deadline-exceeded'),
      ...stamped,
      stack: stack.optional(),
      route: z.string().optional(),
    })
    .meta({ id: 'deadline-exceeded' }),
  z.object({ kind: z.literal('connection-created'), ...stamped, connection }).meta({ id: 'connection-created' }),
  z
    .object({ kind: z.literal('connection-closed'), ...stamped, connection, reason: z.string().optional() })
    .meta({ id: 'connection-closed' }),
  z
    .object({
      kind: z.literal('pool-lifecycle'),
      ...stamped,
      /** `disposed`: the pool object was replaced while its connections may still be out. */
      phase: z.enum(['started', 'closing', 'closed', 'disposed']),
    })
    .meta({ id: 'pool-lifecycle' }),
  z
    .object({
      kind: z.literal('pool-configuration'),
      ...stamped,
      max: count.optional(),
      leakDetectionThresholdMs: z.number().nonnegative().optional(),
      connectionTimeoutMs: z.number().nonnegative().optional(),
      settings: z.record(z.string(), z.string()).optional(),
    })
    .meta({ id: 'pool-configuration' }),
  z
    .object({
      kind: z.literal('pool-note'),
      ...stamped,
      /**
       * Something the pool said that weighs in the judgement: `clock-leap`, `retrograde-clock`, `leak-detection-disabled`, or plain
       * `visible`: a line that only proves that this pool's logger prints at its severity.
       */
      code: z.string(),
      connection: connection.optional(),
    })
    .meta({ id: 'pool-note' }),
  z
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
    .meta({ id: 'server-session' }),
  z
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
    .meta({ id: 'server-termination' }),
  z
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
    .meta({ id: 'goroutines' }),
  z
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
      /** The message says that a process, server or worker begins. */
      startup: z.boolean().optional(),
    })
    .meta({ id: 'context' }),
]);

/** An event as published: `at` is an ISO 8601 string. */
export type PoolEvent = z.infer<typeof poolEventSchema>;
export type EventKind = PoolEvent['kind'];

type Timed<E> = E extends unknown ? Omit<E, 'at'> & { at: number | null; text: string } : never;
/** An event inside the program: `at` in epoch milliseconds (fractions kept), `text` the record's first line as evidence. */
export type TimedEvent = Timed<PoolEvent>;
export type TimedEventOf<K extends EventKind> = Extract<TimedEvent, { kind: K }>;

type StampedByCore = 'at' | 'source' | 'line' | 'byte' | 'parser' | 'rule' | 'instance' | 'severity' | 'logger' | 'runtime';
type Draft<E> = E extends unknown ? Omit<E, StampedByCore> & { at?: string; runtime?: string } : never;
/**
 * What a plug-in's rule returns: an event without what the core stamps. `at` is given only where the text carries a time of its own
 * besides its line's (the instant of a capture), as text; the core reads it.
 */
export type EventDraft = Draft<Exclude<PoolEvent, { kind: 'context' }>>;

/** The published form of an event. */
export function publish(event: TimedEvent): PoolEvent {
  const { text: _text, at, kind, ...rest } = event;
  return { kind, at: at === null ? null : new Date(Math.floor(at)).toISOString(), ...rest } as PoolEvent;
}
