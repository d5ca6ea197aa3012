import type { TimedEvent } from '../model/event.ts';
import { Following } from './following.ts';
import { sharedBy, zoneOf } from './index.ts';
import type { Events, ReadOptions } from './index.ts';
import { located } from './located.ts';
import type { OpenEnds } from './open-ends.ts';
import type { Failure } from './source/inputs.ts';
import { Tally } from './tally.ts';

/** The events of logs that are still being written. */
export interface LiveEvents extends Events {
  /** What records would give that are open and got no further line for so long. They stay open, nothing is taken. */
  look(silentMs: number): TimedEvent[];
  /** A number that grows when `look` may give more than before. */
  silence(silentMs: number): number;
}

/**
 * Follows files through growth, rotation and truncation, and folders and globs through new files; a pipe until it ends. Files are read from their
 * beginning, at the same time. Lines of one source come in its order. Ends when the signal aborts, or all pipes have ended and no file is followed.
 */
export function followEvents(inputs: readonly string[], options: ReadOptions): LiveEvents {
  const tally = new Tally();
  const failures: Failure[] = [];
  const ends = new Set<OpenEnds>();
  const batches = async function* (): AsyncGenerator<TimedEvent[]> {
    const live = { add: (end: OpenEnds) => void ends.add(end) };
    const shared = await sharedBy(options);
    const reading = { shared, tally, failures, zone: zoneOf(options), signal: options.signal, whole: true, live };
    yield* new Following(inputs, reading, options.stdin).batches();
  };
  return {
    batches: batches(),
    look: (silentMs) => [...ends].flatMap((end) => end.look(silentMs)),
    silence: (silentMs) => [...ends].reduce((sum, end) => sum + end.silentUpTo(silentMs), 0),
    summary: () => tally.summary(),
    located: (value) => located(value, tally.parts),
    failures,
  };
}
