import type { EventDraft } from '../../model/event.ts';
import { isObject, roleOf } from '../layout/structured/fields.ts';
import type { LogRecord } from '../types.ts';

/** A record, and what was read of it. */
export interface Spoken {
  readonly record: LogRecord;
  readonly drafts: readonly EventDraft[];
}

/** Lines of a tail that are compared, from its beginning. */
const TAIL = 8;
/** Fields that number what is printed or shipped: each print has one of its own. */
const NUMBERS = /^(?:sequence|sequence_?(?:number|no)|seq_?no|offset|insert_?id|_id)$/i;
/** What a plug-in reads beside the pool's words: another layout may quote another line, or round the time. */
const BESIDE = new Set(['text', 'at']);

/**
 * Whether two records of which plug-ins read events tell the same, connection, pool and figures included. JSON and logfmt say those in fields, beside a message
 * that never changes. What only one of two layouts tells parts them as little as how each writes the level.
 */
export function saySame(a: Spoken, b: Spoken): boolean {
  if (!saySameOrdinary(a.record, b.record) || a.drafts.length !== b.drafts.length) return false;
  const strict = a.record.layout === b.record.layout;
  return a.drafts.every((draft, i) => agree(draft, b.drafts[i], strict, (key) => BESIDE.has(key)));
}

/** The same of records that no plug-in read: route, status and time of a request are fields too. */
export function saySameOrdinary(a: LogRecord, b: LogRecord): boolean {
  if (a.message !== b.message || !sameTail(a.tail, b.tail)) return false;
  const strict = a.layout === b.layout;
  if (strict && lastName(a.logger) !== lastName(b.logger)) return false;
  if (a.fields === undefined || b.fields === undefined) return !strict || a.fields === b.fields;
  return agree(a.fields, b.fields, strict, (key) => isOfPrint(key, strict));
}

/** A key whose value may differ between two prints. @param strict they are in one layout */
function isOfPrint(key: string, strict: boolean): boolean {
  const role = roleOf(key);
  return role === 'time' || (role !== undefined && !strict) || NUMBERS.test(key);
}

/** Loggers may be abbreviated, but for the last part of their names. */
const lastName = (logger: string | undefined): string | undefined => logger?.slice(logger.lastIndexOf('.') + 1);

const sameTail = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.slice(0, TAIL).every((line, i) => line === b[i]);

/** Whether two values are equal but for keys that are passed over. @param strict a key that only one has parts them */
function agree(a: unknown, b: unknown, strict: boolean, passOver: (key: string) => boolean): boolean {
  if (Object.is(a, b)) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((one, i) => agree(one, b[i], strict, passOver));
  if (!isObject(a) || !isObject(b)) return false;
  for (const key of Object.keys(a)) {
    if (passOver(key)) continue;
    if (Object.hasOwn(b, key) ? !agree(a[key], b[key], strict, passOver) : strict && a[key] !== undefined) return false;
  }
  return !strict || Object.keys(b).every((key) => b[key] === undefined || Object.hasOwn(a, key) || passOver(key));
}
