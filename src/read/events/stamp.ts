import type { EventDraft, Instance, TimedEvent } from '../../model/event.ts';
import { timeOf } from '../layout/known/seen-lines.ts';
import { isShared, perInstance } from '../shared-instance.ts';
import type { LogRecord } from '../types.ts';
import { flatten } from '../intern.ts';
import type { Interner } from '../intern.ts';
import type { Retold } from './one-request.ts';
import { isKind, ownCopy, type ContextFields } from './own.ts';

/** Evidence quotes at most this much of a record's first line. */
const TEXT_CAP = 400;

/** A draft that is no event: the plug-in's fault. */
export class BadDraft extends Error {
  override readonly name = 'BadDraft';
}

/** What the core knows of every event of one record; made once per record that gave any. */
export interface Stamp {
  readonly at: number | null;
  readonly source: string;
  readonly line: number;
  readonly byte: number;
  readonly instance?: Instance;
  readonly thread?: string;
  readonly request?: string;
  readonly severity?: NonNullable<LogRecord['severity']>;
  readonly logger?: string;
  readonly text: string;
}

/** The name of each of a pool's threads, so that it tells none of them from the others: AnyIO's, on which FastAPI and Starlette run what is no coroutine (anyio, _backends/_asyncio.py). */
const namesMany = (thread: string): boolean => thread === 'AnyIO worker thread';

/** Instances are few and their events many: one object for each. */
const instances = new Map<string, Instance>();

/** Of a place that has one object already: its values are texts of their own. */
const ownInstance = perInstance(({ namespace, pod, container, host, service, pid }) =>
  given({ namespace, pod, container, host, service, pid }),
);

function given(fields: { readonly [K in keyof Instance]: string | undefined }): Instance {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

function instanceOf(record: LogRecord, intern: Interner): Instance | undefined {
  if (record.pid === undefined && record.service === undefined && isShared(record.instance)) return ownInstance(record.instance);
  const { pid = record.instance.pid, service = record.instance.service } = record;
  const { namespace, pod, container, host } = record.instance;
  if (
    pid === undefined &&
    service === undefined &&
    namespace === undefined &&
    pod === undefined &&
    container === undefined &&
    host === undefined
  ) {
    return undefined;
  }
  const key = `${namespace ?? ''}\n${pod ?? ''}\n${container ?? ''}\n${host ?? ''}\n${service ?? ''}\n${pid ?? ''}`;
  let instance = instances.get(key);
  if (!instance) {
    if (instances.size >= 10_000) instances.clear();
    const own = (text: string | undefined): string | undefined => text && intern.text(text);
    instance = given({
      namespace: own(namespace),
      pod: own(pod),
      container: own(container),
      host: own(host),
      service: own(service),
      pid: own(pid),
    });
    instances.set(flatten(key), instance);
  }
  return instance;
}

/** As much of a record's first line as evidence quotes. Of a line that came before only its time is copied. */
function textOf({ raw, seen }: LogRecord): string {
  if (seen === undefined || raw.length > TEXT_CAP) return flatten(raw.slice(0, TEXT_CAP));
  return timeOf(raw, seen) + seen.rest;
}

/** When and where, and nothing else of the record. */
export function bareStampOf(record: LogRecord, intern: Interner): Writable<Stamp> {
  const stamp: Writable<Stamp> = {
    at: record.at,
    source: record.source,
    line: record.line,
    byte: record.byte,
    text: textOf(record),
  };
  const instance = instanceOf(record, intern);
  if (instance !== undefined) stamp.instance = instance;
  return stamp;
}

export function stampOf(record: LogRecord, intern: Interner): Stamp {
  const stamp = bareStampOf(record, intern);
  if (record.thread !== undefined && !namesMany(record.thread)) stamp.thread = intern.text(record.thread);
  if (record.request !== undefined) stamp.request = intern.text(record.request);
  if (record.severity !== undefined) stamp.severity = record.severity;
  if (record.logger !== undefined) stamp.logger = intern.text(record.logger);
  return stamp;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

export interface Origin {
  readonly runtime: string;
  readonly parser: string;
  readonly rule: string;
}

/**
 * An event of a draft: the core's stamps below, the draft's own fields above (its own thread, request and runtime win).
 * @param time reads the draft's own `at`, as text
 * @throws BadDraft where the draft's kind is unknown or a number is none
 */
export function stampDraft(
  draft: EventDraft,
  stamp: Stamp,
  origin: Origin,
  intern: Interner,
  time: (text: string) => number | undefined,
): TimedEvent {
  const kind: unknown = (draft as Partial<EventDraft> | null)?.kind;
  if (!isKind(kind)) throw new BadDraft(`its draft's kind is ${JSON.stringify(kind ?? null)}`);
  const event = eventOf(kind, stamp, origin, isThreadless(draft));
  const own = draft as unknown as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(own)) {
    const value = own[name];
    if (value === undefined || name === 'kind') continue;
    if (typeof value === 'number' && !Number.isFinite(value)) throw new BadDraft(`its draft's ${name} is not a finite number`);
    if (name === 'at') event['at'] = (typeof value === 'string' ? time(value) : undefined) ?? stamp.at;
    else if (name === 'text') event['text'] = flatten(String(value).slice(0, TEXT_CAP));
    else event[name] = ownCopy(name, value, intern);
  }
  return event as unknown as TimedEvent;
}

/** These lines are written by the pool's housekeeper, or by whoever closes at last; neither need be the borrower. */
const isThreadless = (draft: EventDraft): boolean =>
  draft.kind === 'leak-reported' || (draft.kind === 'checkin' && draft.reason === 'unleaked');

/** The event that `stampDraft` makes. @param own as of `ownDraft` */
export function stampOwn(own: EventDraft, stamp: Stamp, origin: Origin): TimedEvent {
  const event = eventOf(own.kind, stamp, origin, isThreadless(own));
  for (const name in own) event[name] = own[name as keyof EventDraft];
  return event as unknown as TimedEvent;
}

/** An ordinary record's event. @param own as of `ownContext` @param retold what lines before have told of its request */
export function stampContext(own: ContextFields, stamp: Stamp, runtime: string, retold?: Retold): TimedEvent {
  const event = eventOf('context', stamp, { runtime, parser: 'core', rule: 'context' }, false);
  for (const name in own) event[name] = own[name as keyof ContextFields];
  if (retold !== undefined) event['retold'] = retold.retold;
  if (retold?.timed === true) delete event['durationMs'];
  return event as unknown as TimedEvent;
}

/** The stamps and the origin, in the order in which events are printed. Spelled out, because every event of a log passes here. */
function eventOf(kind: string, stamp: Stamp, origin: Origin, threadless: boolean): Record<string, unknown> {
  const { at, source, line, byte, text } = stamp;
  const event: Record<string, unknown> = { kind, at, source, line, byte, text };
  if (stamp.instance !== undefined) event['instance'] = stamp.instance;
  if (stamp.thread !== undefined && !threadless) event['thread'] = stamp.thread;
  if (stamp.request !== undefined) event['request'] = stamp.request;
  if (stamp.severity !== undefined) event['severity'] = stamp.severity;
  if (stamp.logger !== undefined) event['logger'] = stamp.logger;
  event['runtime'] = origin.runtime;
  event['parser'] = origin.parser;
  event['rule'] = origin.rule;
  return event;
}
