import type { Instance } from '../../model/event.ts';
import type { PeeledLine } from '../types.ts';
import type { ReadTime } from '../time/index.ts';
import type { State } from './pieces.ts';

/** Where no envelope tells of a place: one object for all lines. */
export const NOWHERE: Instance = Object.freeze({});

/** What an envelope inside of others knows of the place, above what they know. */
export const within = (outer: Instance, inner: Instance | undefined): Instance =>
  inner === undefined ? outer : outer === NOWHERE ? inner : { ...outer, ...inner };

/**
 * The application's line, with what the envelopes around it said.
 * @param sameEntry it goes on with the entry of the line before
 * @param time with which the text begins, where it has been read
 */
export function peeledLine(state: State, text: string, sameEntry: boolean, time?: ReadTime): PeeledLine {
  const { raw, instance, stream, at, severity, request, object } = state;
  const peeled: { -readonly [K in keyof PeeledLine]: PeeledLine[K] } = {
    text,
    line: raw.line,
    byte: raw.byte,
    clipped: raw.clipped,
    instance,
  };
  if (stream !== undefined) peeled.stream = stream;
  if (at !== undefined) peeled.at = at;
  if (severity !== undefined) peeled.severity = severity;
  if (request !== undefined) peeled.request = request;
  if (object !== undefined) peeled.object = object;
  if (time !== undefined) peeled.time = time;
  if (sameEntry) peeled.sameEntry = true;
  else if (raw.over !== undefined) peeled.over = raw.over;
  return peeled;
}
