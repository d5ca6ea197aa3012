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
  return {
    text, line, byte, clipped, instance: state.instance, ...(state.stream && { stream: state.stream }), ...(state.at !== undefined && { at: state.at }),
    ...(state.severity && { severity: state.severity }),
    ...(state.object && { object: state.object }), ...(sameEntry && { sameEntry }), ...(over !== undefined && !sameEntry && { over }),
  }; // prettier-ignore
}
