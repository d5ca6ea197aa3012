import type { TimedEvent } from '../../model/event.ts';
import type { EventReader } from '../events.ts';
import { Kept } from '../events/kept.ts';
import type { Records } from '../record.ts';
import { finished as recordOf } from '../record/finished.ts';
import type { OpenRecord } from '../record/open-record.ts';
import type { LogRecord } from '../types.ts';

/** Arrivals that are nearer to each other than this are one. */
const MOMENT_MS = 20;
/** How far back arrivals are known. */
const KNOWN_MS = 10_000;

/**
 * The open ends of a source that is still being written. A record ends when the next one begins, but the last one before a silence has to be heard
 * too. So one may look at open records as if they had ended; they stay open, and a line that is late goes on with its record.
 */
export class OpenEnds {
  private readonly records: Records;
  private readonly reader: EventReader;
  private readonly clock: () => number;
  private readonly kept = new Kept();
  private readonly finished = new WeakMap<OpenRecord, { readonly lastLine: number; readonly size: number; readonly record: LogRecord }>();
  /** The last line of each moment, oldest first; the first one may be older than what is known. */
  private moments: { readonly begun: number; at: number; line: number }[] = [];

  /** @param clock milliseconds, never going back */
  constructor(records: Records, reader: EventReader, clock: () => number = () => performance.now()) {
    this.records = records;
    this.reader = reader;
    this.clock = clock;
  }

  /** The lines up to this one have come. */
  came(line: number): void {
    const now = this.clock();
    const last = this.moments.at(-1);
    if (last !== undefined && now - last.begun < MOMENT_MS) Object.assign(last, { at: now, line });
    else this.moments.push({ begun: now, at: now, line });
    const old = this.moments.findIndex(({ at }) => now - at < KNOWN_MS);
    if (old > 1) this.moments.splice(0, old - 1);
  }

  /** The source is over: what was open has ended. */
  ended(): void {
    this.moments = [];
  }

  /** What open records would give of which no line has come for so long. Changes nothing. Of what is as it was the last time the events are the same objects. */
  look(silentMs: number): TimedEvent[] {
    const now = this.clock();
    const silent = this.moments.findLast(({ at }) => now - at >= silentMs);
    const out: TimedEvent[] = [];
    if (silent === undefined) return out;
    const ahead = this.reader.ahead(this.kept);
    for (const open of this.records.look(silent.line)) ahead.read(this.finish(open), out);
    ahead.end(out);
    return out;
  }

  private finish(open: OpenRecord): LogRecord {
    const { lastLine, size } = open;
    const known = this.finished.get(open);
    if (known?.lastLine === lastLine && known.size === size) return known.record;
    const record = recordOf(open);
    this.finished.set(open, { lastLine, size, record });
    return record;
  }

  /** The line up to which nothing more has come for so long: `look` gives the same as long as it stays. */
  silentUpTo(silentMs: number): number {
    const now = this.clock();
    return this.moments.findLast(({ at }) => now - at >= silentMs)?.line ?? 0;
  }
}
