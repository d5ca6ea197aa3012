import { TURNS } from '../record/turns.ts';

/** A line where it lies: its bytes, end included, its number and the offset of its first byte in the source. */
export interface Lying {
  bytes: Buffer;
  from: number;
  to: number;
  line: number;
  byte: number;
}

/** Lines that are passed on after one that may matter: as many records of other threads, and more, end one that waits. */
export const AFTER = TURNS + 2;

/** One process of one pod, as its lines name it. */
export interface Process {
  /** The tens of seconds of its latest line. */
  tens: number;
  innerTens: number;
  /** Its latest line, where that was not passed on: what follows may need it, and at the end it tells how far the log went. */
  held: Lying | undefined;
  /** Its number where the scan has learnt of it. */
  number: number;
}

/** What kubectl's prefix and a container runtime's stream keep apart; without either all lines of a source. */
export interface Pod {
  readonly prefix: Buffer;
  /** 1 for stdout, 2 for stderr, 0 where nothing tells. */
  readonly stream: number;
  readonly processes: Map<number | string, Process>;
  /** The process whose line is the pod's latest, and held. */
  latest: Process | undefined;
  /** The process that was asked for last, and its id. */
  asked: Process | undefined;
  askedId: number | string;
  /** The lines of the record that is being passed on, and of those after it that are because of it; empty where none is. */
  group: Lying[];
  groupBytes: number;
  /** Its beginning is not known, or it is too large to be held. */
  spilled: boolean;
  /** A plug-in that attributes by context may read it. */
  needy: boolean;
  /** So many lines are passed on yet: it matters when a record ends, and what goes on with one that waits. */
  open: number;
  /** A container runtime may have cut its last line in two: the next one is its rest. */
  cut: boolean;
  /** First lines of records that were passed over since one was passed on. */
  over: number;
  /** Lines that began a record so far. */
  met: number;
  /** Its number where the scan has learnt of it, and whether that may pass over its lines. */
  number: number;
  ready: boolean;
}

/** Pods of one source by their prefix and stream, found by bytes. */
export class Pods {
  private readonly byHash = new Map<number, Pod[]>();
  private readonly list: Pod[] = [];
  private processes = 0;
  private last: Pod | undefined;
  /** Some are told apart by their stream: a line that tells none may belong to any. */
  streams = false;

  /** How many pods there are, or processes if these are more. */
  get size(): number {
    return Math.max(this.list.length, this.processes);
  }

  processOf(pod: Pod, id: number | string): Process {
    if (pod.asked !== undefined && pod.askedId === id) return pod.asked;
    let process = pod.processes.get(id);
    if (process === undefined) {
      pod.processes.set(id, (process = { tens: -1, innerTens: -1, held: undefined, number: 0 }));
      this.processes++;
    }
    pod.asked = process;
    pod.askedId = id;
    return process;
  }

  all(): readonly Pod[] {
    return this.list;
  }

  clear(): void {
    this.byHash.clear();
    this.list.length = 0;
    this.last = undefined;
  }

  at(bytes: Buffer, from: number, to: number, stream: number): Pod {
    const { last } = this;
    if (last !== undefined && last.stream === stream && same(last.prefix, bytes, from, to)) return last;
    let hash = ((to - from) << 2) | stream;
    for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] as number)) | 0;
    let found = this.byHash.get(hash);
    if (found === undefined) this.byHash.set(hash, (found = []));
    for (const pod of found) if (pod.stream === stream && same(pod.prefix, bytes, from, to)) return (this.last = pod);
    this.streams ||= stream > 0;
    const pod: Pod = {
      prefix: Buffer.from(bytes.subarray(from, to)), stream, processes: new Map(), latest: undefined, asked: undefined, askedId: -1,
      group: [], groupBytes: 0, spilled: true, needy: false, open: AFTER, cut: false, over: 0, met: 0, number: 0, ready: false,
    }; // prettier-ignore
    found.push(pod);
    this.list.push(pod);
    return (this.last = pod);
  }
}

function same(prefix: Buffer, bytes: Buffer, from: number, to: number): boolean {
  if (prefix.length !== to - from) return false;
  // Prefixes differ near their end.
  for (let i = prefix.length - 1; i >= 0; i--) if (prefix[i] !== bytes[from + i]) return false;
  return true;
}
