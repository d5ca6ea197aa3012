import { readTimeAt } from '../time/index.ts';
import type { TimeOptions } from '../time/index.ts';

/** How far back of each stream's time its lines are known: whoever takes a log up again asks for it from a whole second on, or a little earlier. */
const KNOWN_MS = 10_000;
/** Lines of one stream that are known, and streams. */
const LINES = 50_000;
const STREAMS = 1_000;
const POD = /^\[pod\/[^\]\s]{1,600}\] /;

/** The lines of one pod or container that were read last. */
interface Stream {
  /** Stamps (epoch milliseconds; null before the first one) and hashes, in the order in which the lines came. */
  readonly stamps: (number | null)[];
  readonly hashes: number[];
  newest: number | null;
  /** The stamp of the line before: a line without one was written then. */
  last: number | null;
  /** While lines may come a second time: which, and how often each; undefined otherwise. */
  again: { readonly from: number; readonly until: number; readonly left: Map<number, number> } | undefined;
}

/** What is remembered of streams, as plain data. */
export type RepeatsMemory = ReadonlyMap<string, Omit<Stream, 'again' | 'last'>>;

/**
 * Recognises lines that come a second time because a broken stream was taken up a little before the place where it broke (`kubectl logs
 * --since-time`, a pipe that is opened again). A line is the same where its pod, its time and all its text are. Two like lines of one time are two
 * lines: each is expected as often as it was read. What it cannot know: whether a like line, of a time that was read already, was written after all
 * after the break; and of times older than what is known it takes all lines for read. Lines before the first one with a time are told by their text
 * alone. Knows no clock; memory is bounded.
 */
export class Repeats {
  private streams = new Map<string, Stream>();
  private readonly zone: TimeOptions;

  /** @param zone how stamps are read that name no zone, year or day */
  constructor(zone: TimeOptions = {}) {
    this.zone = zone;
  }

  /** The next line, without its line end. @returns whether it was read before the break; else it is remembered */
  isRepeat(line: string): boolean {
    const pod = line.charCodeAt(0) === 91 ? (POD.exec(line)?.[0] ?? '') : '';
    const stream = this.streamOf(pod);
    const stamp = readTimeAt(line, pod.length, this.zone)?.ms ?? null;
    if (stamp !== null) stream.last = stamp;
    const hash = hashOf(line, stream.last);
    if (stream.again !== undefined && this.cameBefore(stream, stream.again, hash)) return true;
    this.remember(stream, stream.last, hash);
    return false;
  }

  /** The stream broke and is taken up again: what comes may have been read. */
  broken(): void {
    for (const stream of this.streams.values()) {
      const left = new Map<number, number>();
      for (const hash of stream.hashes) left.set(hash, (left.get(hash) ?? 0) + 1);
      stream.again = { from: stream.stamps[0] ?? -Infinity, until: stream.newest ?? -Infinity, left };
      stream.last = null;
    }
  }

  /** The newest stamp read, epoch milliseconds with fractions; of all streams the one that is furthest behind. Null where no line showed a time. */
  get readUpTo(): number | null {
    let least: number | null = null;
    for (const { newest } of this.streams.values()) if (newest !== null && (least === null || newest < least)) least = newest;
    return least;
  }

  memory(): RepeatsMemory {
    return new Map([...this.streams].map(([pod, { stamps, hashes, newest }]) => [pod, { stamps, hashes, newest }]));
  }

  /** Goes on from what another one remembered, as after a break. */
  recall(memory: RepeatsMemory): void {
    this.streams = new Map([...memory].map(([pod, known]) => [pod, { ...known, last: null, again: undefined }]));
    this.broken();
  }

  /** What comes goes on exactly where the stream broke: nothing is a repetition. */
  unbroken(): void {
    for (const stream of this.streams.values()) stream.again = undefined;
  }

  private cameBefore(stream: Stream, { from, until, left }: NonNullable<Stream['again']>, hash: number): boolean {
    const at = stream.last ?? -Infinity;
    if (stream.last !== null && at > until) {
      stream.again = undefined;
      return false;
    }
    if (stream.last !== null && at < from) return true;
    const times = left.get(hash) ?? 0;
    if (times > 0) left.set(hash, times - 1);
    // Without any time the first strange line is where it goes on.
    else if (until === -Infinity) stream.again = undefined;
    return times > 0;
  }

  private streamOf(pod: string): Stream {
    const known = this.streams.get(pod);
    if (known !== undefined) return known;
    if (this.streams.size >= STREAMS) this.streams.delete(this.streams.keys().next().value as string);
    const stream: Stream = { stamps: [], hashes: [], newest: null, last: null, again: undefined };
    this.streams.set(pod, stream);
    return stream;
  }

  private remember(stream: Stream, stamp: number | null, hash: number): void {
    const { stamps, hashes } = stream;
    if (stamp !== null && (stream.newest === null || stamp > stream.newest)) stream.newest = stamp;
    stamps.push(stamp);
    hashes.push(hash);
    // Thrown away by halves: rarely, and at no cost for each line.
    if (stamps.length % 1024 !== 0) return;
    const old = (stream.newest ?? -Infinity) - KNOWN_MS;
    const known = stamps.findIndex((at) => at !== null && at >= old);
    const first = Math.max(known, stamps.length > LINES ? stamps.length - LINES / 2 : 0);
    if (first > 0) {
      stamps.splice(0, first);
      hashes.splice(0, first);
    }
  }
}

/** 53 bits of a line and its time (FNV-1a, once forwards and once over what that gives): two like numbers are two like lines. */
function hashOf(line: string, stamp: number | null): number {
  let one = 0x811c9dc5 ^ ((stamp ?? 0) % 0x7fffffff);
  let two = one ^ line.length;
  for (let i = 0; i < line.length; i++) {
    one = Math.imul(one ^ line.charCodeAt(i), 0x01000193);
    two = Math.imul(two ^ (one >>> 13), 0x01000193);
  }
  return (two & 0x1fffff) * 0x1_0000_0000 + (one >>> 0);
}
