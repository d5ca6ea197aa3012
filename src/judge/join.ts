import { mayHaveMadeRoom } from './caps.ts';
import { mayHaveForgotten } from './within.ts';
import type { State } from './state.ts';

/**
 * Adds what was observed elsewhere of a later input, but for what its server said: the same as if its events had been observed here.
 * @returns false where it could not be the same, because something would have been forgotten to make room or its streams are known already; nothing is added then
 */
export function join(state: State, later: State): boolean {
  if (mayHaveMadeRoom(state, later) || mayHaveForgotten(state, later)) return false;
  for (const stream of later.streams.keys()) if (state.streams.has(stream)) return false;
  for (const [stream, processes] of later.streams) state.streams.set(stream, processes);
  state.observed += later.observed;
  state.gone += later.gone;
  return true;
}
