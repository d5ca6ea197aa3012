import type { TimedEvent, TimedEventOf } from '../../model/event.ts';
import { lostIn, toldOf } from '../context/lost.ts';
import type { Part } from '../sets/located.ts';
import type { LogRecord } from '../types.ts';
import type { Interner } from '../intern.ts';
import { bareStampOf } from './stamp.ts';

/** Where lines of a source are missing. Pools whose ordinary lines nobody needs have to know it too, once one of them has spoken: before, nothing was out. */
export class MissingLines {
  private readonly intern: Interner;
  private readonly placesOf: () => readonly Part[] | undefined;
  /** The first line of the latest file of a rotated set that was looked at. */
  private line = 0;

  /** @param placesOf the files of a rotated set, as far as they are read */
  constructor(intern: Interner, placesOf: () => readonly Part[] | undefined) {
    this.intern = intern;
    this.placesOf = placesOf;
  }

  /** What a record says of lines that were dropped before it. @param runtime that of a pool which has spoken */
  saidIn(record: LogRecord, runtime: string | undefined): TimedEvent | undefined {
    const lost = runtime === undefined ? undefined : lostIn(record);
    return lost === undefined ? undefined : this.stamp(record, runtime as string, toldOf(lost));
  }

  /** That files of the set are missing before a record, told of the first one after them. */
  filesBefore(record: LogRecord, runtime: string | undefined): TimedEvent | undefined {
    const places = this.placesOf();
    if (places === undefined) return undefined;
    // files are opened a little ahead of the records, so that the record's own is among the last
    const own = places.findLastIndex(({ line }) => line <= record.line);
    const newest = places[own]?.line ?? 0;
    if (newest <= this.line) return undefined;
    const after = places.slice(0, own + 1).findLast(({ gap, line }) => gap !== undefined && line > this.line);
    this.line = newest;
    return runtime === undefined || after?.gap === undefined ? undefined : this.stamp(record, runtime, { missing: after.gap });
  }

  private stamp(record: LogRecord, runtime: string, what: Pick<TimedEventOf<'context'>, 'lost' | 'lostSince' | 'missing'>): TimedEvent {
    return { kind: 'context', ...bareStampOf(record, this.intern), ...what, runtime, parser: 'core', rule: 'lines-missing' };
  }
}
