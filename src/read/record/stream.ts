import type { Instance } from '../../model/event.ts';
import { flatten } from '../events/intern.ts';
import { perInstance } from '../shared-instance.ts';
import type { Head, LogRecord, PeeledLine } from '../types.ts';
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

/** Closes the streams in which no record has begun for longest. @returns how many */
export function closeOldest(streams: Map<string, Stream>, out: LogRecord[]): number {
  const oldest = [...streams].sort(([, a], [, b]) => a.begun - b.begun).slice(0, Math.ceil(streams.size * SHARE));
  for (const [key, stream] of oldest) {
    for (const record of untold(stream)) out.push(record.finish());
    streams.delete(key);
  }
  return oldest.length;
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
