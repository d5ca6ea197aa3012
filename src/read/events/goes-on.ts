import type { TimedEvent } from '../../model/event.ts';
import type { Reading } from '../../plugin/read-record.ts';
import { perInstance } from '../shared-instance.ts';
import type { LogRecord } from '../types.ts';
import { flatten, type Interner } from '../intern.ts';
import { bareStampOf } from './stamp.ts';

/** The log's clock in steps: the first ordinary record of a stream in each is told of while the log still runs. */
const STEP_MS = 10_000;
/** Each stream keeps one record, and with it at worst the 64 KiB slice that it came in. */
const STREAMS = 1_000;

interface Stream {
  readonly runtime: string;
  /** The time up to which the judge knows that the log went on. */
  told: number;
  /** The latest ordinary record since. */
  newest: LogRecord | undefined;
}

/**
 * Remembers, for each stream of one source in which a pool spoke, the latest ordinary record after it. Whether a connection came back can
 * only be told if the log went on, and pools that print little do not show it themselves.
 */
export class LogGoesOn {
  /** That of the pool that spoke last. */
  runtime: string | undefined;
  private readonly streams = new Map<string, Stream>();
  private readonly tell: (record: LogRecord, runtime: string) => void;
  /** Neighbouring records mostly are of one stream, whose instance the envelope gives as one object. */
  private last: { instance: LogRecord['instance']; pid: string | undefined; stream: Stream | undefined } | undefined;

  /** @param tell makes an event of a record that only says that the log went on */
  constructor(tell: (record: LogRecord, runtime: string) => void) {
    this.tell = tell;
  }

  /** Another one that knows the same and tells it to somebody else. */
  copy(tell: (record: LogRecord, runtime: string) => void): LogGoesOn {
    const copy = new LogGoesOn(tell);
    copy.runtime = this.runtime;
    for (const [key, stream] of this.streams) copy.streams.set(key, { ...stream });
    return copy;
  }

  /** A pool spoke in this record: its own event tells its time. */
  spoke(record: LogRecord, runtime: string): void {
    this.runtime = runtime;
    const key = keyOf(record);
    const told = Math.max(record.at ?? -Infinity, this.streams.get(key)?.told ?? -Infinity);
    if (!this.streams.has(key) && this.streams.size >= STREAMS) this.forgetOldest();
    this.streams.set(key, { runtime, told, newest: undefined });
    this.last = undefined;
  }

  /** No plug-in read this record. Records without a time of their own tell nothing here. */
  ordinary(record: LogRecord): void {
    if (this.streams.size === 0 || record.at === null) return;
    const stream = this.streamOf(record);
    if (stream === undefined) return;
    if (record.line >= (stream.newest?.line ?? 0)) stream.newest = record;
    if (Math.floor(record.at / STEP_MS) > Math.floor(stream.told / STEP_MS)) this.tellOf(stream, record);
  }

  /** The source has ended. */
  end(): void {
    for (const stream of this.streams.values()) this.flush(stream);
  }

  private tellOf(stream: Stream, record: LogRecord): void {
    stream.newest = record;
    this.flush(stream);
  }

  private streamOf(record: LogRecord): Stream | undefined {
    const { instance, pid } = record;
    if (this.last === undefined || this.last.instance !== instance || this.last.pid !== pid)
      this.last = { instance, pid, stream: this.streams.get(keyOf(record)) };
    return this.last.stream;
  }

  private flush(stream: Stream): void {
    const { newest, told } = stream;
    if (newest === undefined || newest.at === null || newest.at <= told) return;
    this.tell(newest, stream.runtime);
    stream.told = newest.at;
    stream.newest = undefined;
  }

  private forgetOldest(): void {
    const [key, stream] = this.streams.entries().next().value as [string, Stream];
    this.flush(stream);
    this.streams.delete(key);
  }
}

/** One process of one stream, named as its events are: the pid of the record's layout before the envelope's. */
function keyOf({ instance, pid }: LogRecord): string {
  return pid === undefined ? ofInstance(instance) : keyWith(instance, pid);
}

const ofInstance = perInstance((instance) => flatten(keyWith(instance, instance.pid)));

function keyWith(instance: LogRecord['instance'], pid: string | undefined): string {
  const { namespace = '', pod = '', container = '', host = '' } = instance;
  return `${namespace}\n${pod}\n${container}\n${host}\n${pid ?? ''}`;
}

/** A context event that says no more than when and where; its record is not counted as kept for attribution. */
export const stampGoesOn = (record: LogRecord, runtime: string, intern: Interner): TimedEvent => ({
  kind: 'context',
  ...bareStampOf(record, intern),
  runtime,
  parser: 'core',
  rule: 'log-goes-on',
});

/** A program says at its own work that the server does not answer: it is an ordinary line as well. */
export const tellsOfWork = ({ drafts }: Reading): boolean =>
  drafts.every((draft) => draft.kind === 'server-termination' && draft.reason === 'unreachable');

/** What a server says of its sessions is no pool's; the judge joins it by itself. */
export const speaksOfPool = ({ drafts }: Reading): boolean =>
  drafts.some(({ kind }) => kind !== 'server-session' && kind !== 'server-termination' && kind !== 'server-lock-wait');
