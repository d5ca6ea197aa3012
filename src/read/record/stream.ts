import type { Instance } from '../../model/event.ts';
import { flatten } from '../intern.ts';
import { perInstance } from '../shared-instance.ts';
import type { Head, LogRecord, PeeledLine } from '../types.ts';
import { finished } from './finished.ts';
import type { OpenRecord } from './open-record.ts';

/** What tells a record's first line from the rest: one per stream, because the layout is remembered per stream. */
export interface Layouts {
  read(line: PeeledLine): Head | undefined;
}

/** The lines of one pod or container, stdout or stderr: records are joined in each by itself. */
export interface Stream {
  readonly layouts: Layouts;
  open: OpenRecord | undefined;
  /** Records that are not told yet because the first of them may still go on, the open one among them; empty where none waits. */
  order: OpenRecord[];
  /** When the open record began, counted in records. */
  begun: number;
  /** Heads whose layout stamped them, and unrecognised unindented lines: which of both is usual here. */
  stamped: number;
  bare: number;
}

/** Records of the stream that are not told yet, in the order in which they began. */
export const untold = ({ order, open }: Stream): readonly OpenRecord[] => (order.length > 0 || open === undefined ? order : [open]);

/** From so many streams on a line that is kept should be a text of its own, no view of the 64 KiB in which it came: one for each stream is too much. */
export const CROWD = 8;
/** Closed at once where there are too many, so that looking for the oldest is rare. */
const SHARE = 0.05;

/** From so many streams on, those are looked for that have ended, and again whenever so many more have come. */
const MANY = { from: 1000, step: 128 };
/** A stream has ended where so many records of others have begun since its last one. */
const ENDED_RECORDS = 100_000;

/**
 * Makes room for one more stream: ends the records of those that have ended, and where there are as many as may be, closes those in which no record has begun for
 * longest. @param begun how many records have begun in all. @returns how many were closed that may not have ended
 */
export function makeRoom(streams: Map<string, Stream>, most: number, begun: number, out: LogRecord[]): number {
  if (streams.size >= MANY.from && streams.size % MANY.step === 0) close(streams, [...streams].filter(([, stream]) => begun - stream.begun >= ENDED_RECORDS), out); // prettier-ignore
  if (streams.size < most) return 0;
  const oldest = [...streams].sort(([, a], [, b]) => a.begun - b.begun).slice(0, Math.ceil(streams.size * SHARE));
  close(streams, oldest, out);
  return oldest.length;
}

function close(streams: Map<string, Stream>, some: readonly (readonly [string, Stream])[], out: LogRecord[]): void {
  for (const [key, stream] of some) {
    for (const record of untold(stream)) out.push(finished(record));
    streams.delete(key);
  }
}

const keyOfInstance = perInstance((instance) => flatten(streamKey(instance, '')));

/** The key under which lines are joined: two pods, or stdout and stderr of one, never share a record. */
export function streamKey(instance: Instance, stream: string | undefined): string {
  if (stream === undefined) return keyOfInstance(instance);
  let key = stream;
  for (const part of [instance.namespace, instance.pod, instance.container, instance.host, instance.service, instance.pid])
    key += `\n${part ?? ''}`;
  return key;
}
