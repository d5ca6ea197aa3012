import type { Severity } from '../../model/event.ts';
import { isObject, type Fields } from '../layout/structured/fields.ts';
import { severityOf } from '../layout/severity.ts';
import { epochMs, readTimeAt, type ReadTime, type TimeOptions } from '../time/index.ts';
import type { Memory, Peel } from './peel.ts';

/** Takes the envelope of one kind off an entry that is a JSON object. */
export type EntryReader = (entry: Fields, memory: Memory) => Peel | undefined;

export const string = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/**
 * A writing time given as ISO text, as a number, or as a number in text, of any unit.
 * @param utc a text without a zone is UTC, whatever the zone of the application's own stamps
 */
export function timeOf(value: unknown, memory: Memory, utc = false): ReadTime | undefined {
  const number =
    typeof value === 'number' ? value : typeof value === 'string' && /^\d{10,19}(?:\.\d{1,9})?$/.test(value) ? Number(value) : undefined;
  if (number !== undefined) {
    const ms = epochMs(number);
    return ms === undefined ? undefined : { ms, end: 0, zoned: true, dated: true, digits: ms % 1000 === 0 ? 0 : 3 };
  }
  return typeof value === 'string' && value.length < 64 ? readTimeAt(value, 0, utc ? inUtc(memory) : memory.options) : undefined;
}

/** A level that a collector tells beside the line. What is not told is `info` to many of them, so that says nothing. */
export function withSeverity(value: unknown): { severity?: Severity } {
  const severity = severityOf(string(value) ?? '');
  return severity === undefined || severity === 'info' ? {} : { severity };
}

/** The first of some trace ids that is one; zeros stand for none. */
export function withRequest(...ids: readonly unknown[]): { request?: string } {
  const request = ids.find((id): id is string => typeof id === 'string' && id !== '' && id.length <= 128 && !/^0+$/.test(id));
  return request === undefined ? {} : { request };
}

/** How stamps are read that are UTC without saying so. */
export const inUtc = ({ options }: Memory): TimeOptions => ({ near: options.near });

export const withTime = (time: ReadTime | undefined): { time?: ReadTime } => (time ? { time } : {});

/** A text, or an object where the collector has parsed the text. */
export const payload = (value: unknown): { rest: string; object?: Record<string, unknown> } | undefined => {
  if (typeof value === 'string') return { rest: value };
  return isObject(value) ? { rest: JSON.stringify(value), object: value } : undefined;
};
