import { isOfServer, observe, streamKey, type State } from '../judge/index.ts';
import type { Process } from '../judge/state.ts';
import type { TimedEvent } from '../model/event.ts';
import { copyFor, copyOf } from './copy.ts';

interface Copied {
  readonly events: readonly TimedEvent[];
  /** Of the stream, with these events. */
  readonly processes: Map<string, Process>;
}

/**
 * The state as it would be with what open records would tell. The state stays as it is: of the streams of which they tell the other one has copies, and
 * keeps them as long as neither changes.
 */
export class WithAhead {
  private copies = new Map<string, Copied>();

  /** @param changed streams of which more was observed since the last time */
  of(state: State, ahead: readonly TimedEvent[], changed: ReadonlySet<string>): State {
    const ofServer = ahead.filter(isOfServer);
    // What it would forget to make room it shares with the state, so it makes none.
    const own: State = { ...state, streams: new Map(state.streams), server: ofServer.length > 0 ? copyOf(state.server) : state.server };
    for (const event of ofServer) observe(own, event);
    const copies = new Map<string, Copied>();
    for (const [key, events] of byStream(ahead)) {
      const known = changed.has(key) ? undefined : this.copies.get(key);
      const copied = known && isSame(known.events, events) ? known : copyWith(state, key, events);
      copies.set(key, copied);
      own.streams.set(key, copied.processes);
    }
    this.copies = copies;
    return own;
  }
}

function byStream(events: readonly TimedEvent[]): Map<string, TimedEvent[]> {
  const streams = new Map<string, TimedEvent[]>();
  for (const event of events) {
    if (isOfServer(event)) continue;
    const key = streamKey(event);
    const some = streams.get(key);
    if (some) some.push(event);
    else streams.set(key, [event]);
  }
  return streams;
}

function copyWith({ streams, ...rest }: State, key: string, events: readonly TimedEvent[]): Copied {
  const processes = streams.get(key);
  const own: State = { ...rest, streams: new Map(processes && [[key, copyFor(processes, events)]]), observed: 0 };
  for (const event of events) observe(own, event);
  return { events, processes: own.streams.get(key) ?? new Map<string, Process>() };
}

const isSame = (a: readonly unknown[], b: readonly unknown[]): boolean => a.length === b.length && a.every((one, i) => one === b[i]);
