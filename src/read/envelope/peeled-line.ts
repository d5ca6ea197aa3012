import type { Instance } from '../../model/event.ts';
import type { PeeledLine } from '../types.ts';
import type { State } from './pieces.ts';

/** Where no envelope tells of a place: one object for all lines. */
export const NOWHERE: Instance = Object.freeze({});

/** The application's line, with what the envelopes around it said. @param sameEntry it goes on with the entry of the line before */
export function peeledLine(state: State, text: string, sameEntry: boolean): PeeledLine {
  const { line, byte, clipped, over } = state.raw;
  if (state.instance === NOWHERE && !sameEntry && state.at === undefined && !state.object)
    return over === undefined ? { text, line, byte, clipped, instance: NOWHERE } : { text, line, byte, clipped, over, instance: NOWHERE };
  const peeled: { -readonly [K in keyof PeeledLine]: PeeledLine[K] } = { text, line, byte, clipped, instance: state.instance };
  if (state.stream) peeled.stream = state.stream;
  if (state.at !== undefined) peeled.at = state.at;
  if (state.severity) peeled.severity = state.severity;
  if (state.object) peeled.object = state.object;
  if (sameEntry) peeled.sameEntry = true;
  else if (over !== undefined) peeled.over = over;
  return peeled;
}
