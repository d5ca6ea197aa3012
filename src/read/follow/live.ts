import type { TimedEvent } from '../../model/event.ts';
import { Following } from './following.ts';
import { sharedBy, zoneOf } from '../index.ts';
import type { Events, ReadOptions } from '../index.ts';
import { LiveSources } from './live-sources.ts';
import type { SourceMemory } from './live-sources.ts';
import { located } from '../sets/located.ts';
import type { Failure, Input } from '../source/inputs.ts';
import { Tally } from '../tally.ts';

/** What a reading knows, as plain data: another one goes on from there. */
export interface ReadMemory {
  readonly tally: object;
  readonly sources: readonly SourceMemory[];
  /** Files that were read, by device and number, with their first bytes. */
  readonly files: ReadonlyMap<string, string>;
}

/** The events of logs that are still being written. */
export interface LiveEvents extends Events {
  /** What records would give that are open and got no further line for so long. They stay open, nothing is taken. */
  look(silentMs: number): TimedEvent[];
  /** A number that grows when `look` may give more than before. */
  silence(silentMs: number): number;
  /** Once the batches have ended: what the last lines and the open records give. Nothing can be kept after that. */
  rest(): TimedEvent[];
  /**
   * What is known of all lines whose events were given, in a task of its own (a timer): first those batches are given that nobody has taken yet. The data is shared
   * with the reading and must be written at once. Undefined before anything was read.
   */
  memory(take: (batch: readonly TimedEvent[]) => void): ReadMemory | undefined;
}

export interface LiveOptions extends ReadOptions {
  /** What an earlier reading knew; null where there was none, but what is known will be asked for. */
  readonly earlier?: ReadMemory | null;
  /** Files are read to their present end, not followed. */
  readonly once?: boolean;
  /** Told once of inputs that are not there yet and are waited for. */
  readonly onAwaited?: (missing: readonly Failure[]) => void;
}

/**
 * Follows files through growth, rotation and truncation, and folders and globs through new files; a pipe until it ends. Files are read from their
 * beginning, or from where an earlier reading ended, at the same time. Lines of one source come in its order. Ends when the signal aborts, or all pipes
 * have ended and no file is followed.
 */
export function followEvents(inputs: readonly Input[], options: LiveOptions): LiveEvents {
  const { earlier } = options;
  const tally = new Tally();
  if (earlier) tally.recall(earlier.tally);
  const failures: Failure[] = [];
  let live: LiveSources | undefined;
  let following: Following | undefined;
  const batches = async function* (): AsyncGenerator<TimedEvent[]> {
    const shared = await sharedBy(options);
    const zone = zoneOf(options);
    live = new LiveSources({ shared, tally, zone }, earlier === undefined ? undefined : (earlier?.sources ?? []));
    const reading = { shared, tally, failures, zone, signal: options.signal, whole: true, live };
    following = new Following(inputs, reading, options.stdin, {
      once: options.once === true,
      known: earlier?.files,
      onAwaited: options.onAwaited,
    });
    yield* following.batches();
  };
  const ends = () => [...(live?.all ?? [])].map((source) => source.ends);
  return {
    batches: batches(),
    look: (silentMs) => ends().flatMap((end) => end.look(silentMs)),
    silence: (silentMs) => ends().reduce((sum, end) => sum + end.silentUpTo(silentMs), 0),
    rest: () => live?.rest() ?? [],
    memory: (take) => {
      for (const batch of following?.drain() ?? []) take(batch);
      return live && following && { tally: tally.memory(), sources: live.memory(), files: following.met };
    },
    summary: () => tally.summary(),
    located: (value) => located(value, tally.parts),
    failures,
  };
}
