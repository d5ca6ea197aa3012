import type { EventDraft, EventKind, TimedEventOf } from '../../model/event.ts';
import type { StackFrame } from '../../model/stack-frame.ts';
import type { Interner } from '../intern.ts';

/** Spelled out, so that reading needs no zod; the compiler holds it against the schema. `context` is the core's own. */
const KINDS: Readonly<Record<EventKind, boolean>> = {
  checkout: true,
  checkin: true,
  'leak-reported': true,
  'pool-snapshot': true,
  'acquire-timeout': true,
  'deadline-exceeded': true,
  'connection-created': true,
  'connection-closed': true,
  'pool-lifecycle': true,
  'pool-configuration': true,
  'pool-note': true,
  'server-session': true,
  'server-termination': true,
  'server-lock-wait': true,
  goroutines: true,
  context: false,
};

/** Whether a draft's kind is one that plug-ins may give. */
export const isKind = (kind: unknown): kind is EventKind =>
  typeof kind === 'string' && Object.hasOwn(KINDS, kind) && KINDS[kind as EventKind];

/** The own fields of a context event. */
export type ContextFields = Partial<
  Pick<
    TimedEventOf<'context'>,
    'route' | 'template' | 'statement' | 'status' | 'durationMs' | 'stack' | 'access' | 'startup' | 'died' | 'lost' | 'lostSince'
  >
>;

/** What an ordinary record tells, in memory of its own; null where that is nothing. */
export function ownContext(draft: ContextFields | undefined, intern: Interner): ContextFields | null {
  if (draft === undefined) return null;
  const own = draft as Record<string, unknown>;
  for (const name in own) own[name] = ownCopy(name, own[name], intern);
  return own;
}

/** A draft in memory of its own, for events that are to be made of it again and again; undefined where each has to be looked at, for it is faulty or tells a time. */
export function ownDraft(draft: EventDraft, intern: Interner): EventDraft | undefined {
  if (!isKind((draft as Partial<EventDraft> | null)?.kind) || 'at' in draft) return undefined;
  const own: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(draft)) {
    if (typeof value === 'number' && !Number.isFinite(value)) return undefined;
    if (value !== undefined) own[name] = ownCopy(name, value, intern);
  }
  return own as unknown as EventDraft;
}

/** A value that keeps nothing of the log's text alive but itself. */
export function ownCopy(name: string, value: unknown, intern: Interner): unknown {
  if (typeof value === 'string') return intern.text(value);
  if (name === 'stack' && Array.isArray(value)) return intern.stack(value as StackFrame[]);
  if (Array.isArray(value)) return value.map((item: unknown) => ownCopy('', item, intern));
  if (value !== null && typeof value === 'object') {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, ownCopy(key, inner, intern)]));
  }
  return value;
}
