import { z } from 'zod';
import { context, goroutines } from './event/application.ts';
import {
  acquireTimeout,
  checkin,
  checkout,
  connectionClosed,
  connectionCreated,
  deadlineExceeded,
  leakReported,
} from './event/connection.ts';
import { poolConfiguration, poolLifecycle, poolNote, poolSnapshot } from './event/pool.ts';
import { serverLockWait, serverSession, serverTermination } from './event/server.ts';

export { CHECKIN_REASONS } from './event/connection.ts';
export { SERVER_TERMINATIONS } from './event/server.ts';
export { instanceSchema, severitySchema, type Instance, type Severity } from './event/stamp.ts';

/** The common event stream. A reader ignores kinds that it does not know. */
export const poolEventSchema = z.discriminatedUnion('kind', [
  checkout, checkin, leakReported, poolSnapshot, acquireTimeout, deadlineExceeded, connectionCreated, connectionClosed, poolLifecycle, poolConfiguration, poolNote, serverSession, serverTermination, serverLockWait, goroutines, context,
]); // prettier-ignore

/** An event as published: `at` is an ISO 8601 string. */
export type PoolEvent = z.infer<typeof poolEventSchema>;
export type EventKind = PoolEvent['kind'];

type Timed<E> = E extends unknown ? Omit<E, 'at'> & { at: number | null; text: string } : never;
/** An event inside the program: `at` in epoch milliseconds (fractions kept), `text` the record's first line as evidence. */
export type TimedEvent = Timed<PoolEvent>;
export type TimedEventOf<K extends EventKind> = Extract<TimedEvent, { kind: K }>;

type StampedByCore = 'at' | 'source' | 'line' | 'byte' | 'parser' | 'rule' | 'instance' | 'severity' | 'logger' | 'runtime';
type Draft<E> = E extends unknown ? Omit<E, StampedByCore> & { at?: string; runtime?: string; text?: string } : never;
/**
 * What a plug-in's rule returns: an event without what the core stamps. `at` is given only where the text carries a time of its own
 * besides its line's (the instant of a capture), as text; the core reads it. `text` is the line to quote as evidence where the record's first one says nothing.
 */
export type EventDraft = Draft<Exclude<PoolEvent, { kind: 'context' }>>;

/** The published form of an event. */
export function publish(event: TimedEvent): PoolEvent {
  const { text: _text, at, kind, ...rest } = event;
  return { kind, at: at === null ? null : new Date(Math.floor(at)).toISOString(), ...rest } as PoolEvent;
}
