import type { Duplex } from 'node:stream';
import { objectTransform } from 'through2';
import type { TimedEvent } from '../model/event.ts';
import { Unwrapper } from './envelope/index.ts';
import { EventReader } from './events.ts';
import type { EventsOptions } from './events/options.ts';
import { FrameRuns, type FrameRun } from './frame-runs.ts';
import { LayoutReader } from './layout/index.ts';
import { lineStages } from './line-stages.ts';
import type { LinesOptions } from './line-stages.ts';
import { NewestFirst } from './lines/newest-first.ts';
import { ONE_BATCH } from './lines/one-batch.ts';
import { ownLine } from './own-line.ts';
import { Sift } from './prefilter/index.ts';
import type { SiftOptions } from './prefilter/index.ts';
import { Records } from './record.ts';
import type { SourceTally, Tally } from './tally.ts';
import type { TimeOptions } from './time/index.ts';
import type { LogRecord, PeeledLine, RawLine } from './types.ts';
import type { Witness } from './witness.ts';

export interface StagesOptions {
  readonly shared: EventsOptions;
  readonly tally: Tally;
  /** How stamps without a zone, a year or a day are read. */
  readonly zone: TimeOptions;
  /** Every line is read in full, as if none could be passed over. */
  readonly whole: boolean;
  /** What the prefilter passes on in full at a beginning, where not the usual. */
  readonly first?: SiftOptions['first'];
}

/** The stages from the bytes of one source to batches of its events, in order. */
export function stagesOf(source: SourceTally, lines: LinesOptions, { shared, tally, zone, whole, first }: StagesOptions): Duplex[] {
  const { plugins } = shared.hints;
  const spanned = shared.since !== undefined || shared.until !== undefined;
  const sift =
    !whole && lines.utf16 !== true && Sift.knows(plugins)
      ? new Sift({ hints: shared.hints, zone, skipped: lines.skipped, spanned, first })
      : undefined;
  const records = new Records({ source: source.name, hints: shared.hints, layouts: () => new LayoutReader(zone) });
  const reader = new EventReader(shared, tally, source);
  return [...lineStages(source, { ...lines, sift }), recordStage(source, records, tally, zone, shared.witness), eventStage(reader)];
}

/** Lines to records: envelopes off, newest-first inputs turned round, continuation lines joined. */
function recordStage(source: SourceTally, records: Records, tally: Tally, zone: TimeOptions, witness: Witness | undefined): Duplex {
  const unwrapper = new Unwrapper(zone);
  if (witness !== undefined) unwrapper.chain = [];
  const order = new NewestFirst(new LayoutReader(zone));
  const runs = new FrameRuns();
  const feed = (lines: readonly PeeledLine[], out: LogRecord[]): void => {
    for (const line of lines) records.feed(line, out);
  };
  return stage(
    (lines: readonly RawLine[]) => {
      const out: LogRecord[] = [];
      const take = (peeled: PeeledLine): void => {
        if (peeled.over !== undefined) records.passedOver(peeled, peeled.over, out);
        if (order.straight) records.feed(peeled, out);
        else feed(order.take(peeled), out);
      };
      for (let i = 0; i < lines.length; i++) {
        const given = lines[i] as RawLine;
        const run = order.straight && witness === undefined ? runs.at(lines, i) : undefined;
        const first = run && unwrapper.plain(given);
        if (first !== undefined && records.feedRun(first, run as FrameRun, out)) {
          i += (run as FrameRun).lines.length - 1;
          continue;
        }
        const line = records.crowded ? ownLine(given) : given;
        const plain = unwrapper.plain(line);
        if (plain !== undefined) take(plain);
        else for (const peeled of unwrapper.peel(line)) take(peeled);
        witness?.peeled(line.line, unwrapper.chain ?? []);
      }
      return out;
    },
    () => {
      const out: LogRecord[] = [];
      for (const peeled of unwrapper.flush()) feed(order.take(peeled), out);
      feed(order.flush(), out);
      records.flush(out);
      source.envelopes = unwrapper.names;
      noteOrder(order, source, tally);
      if (records.evicted > 0) {
        tally.notice('streams-evicted', source.name, evictedText(source.name, records.evicted));
      }
      return out;
    },
  );
}

export const evictedText = (name: string, streams: number): string =>
  `${name}: ${streams} streams were closed early because too many were open at a time`;

function noteOrder({ turned, pieces }: NewestFirst, { name }: SourceTally, tally: Tally): void {
  if (!turned) return;
  if (pieces === 1) tally.notice('newest-first', name, `${name}: its newest lines come first; it was read from its end`);
  else
    tally.notice(
      'newest-first-in-pieces',
      name,
      `${name}: its newest lines come first, and it is too large to be turned round at once; it was read in ${pieces} pieces, the newest first, ` +
        `so what spans two of them may be misjudged. Export it oldest first.`,
    );
}

function eventStage(reader: EventReader): Duplex {
  return stage(
    (records: readonly LogRecord[]) => {
      const out: TimedEvent[] = [];
      for (const record of records) reader.read(record, out);
      return out;
    },
    () => {
      const out: TimedEvent[] = [];
      reader.end(out);
      return out;
    },
  );
}

/** An object stage over batches; empty batches stop here. */
function stage<In, Out>(each: (batch: readonly In[]) => Out[], end: () => Out[]): Duplex {
  return objectTransform(
    ONE_BATCH,
    (batch: In[], _encoding: BufferEncoding, done: (error: null, out?: Out[]) => void) => {
      const out = each(batch);
      done(null, out.length > 0 ? out : undefined);
    },
    function (this: Duplex, done: () => void) {
      const out = end();
      if (out.length > 0) this.push(out);
      done();
    } as never,
  ) as unknown as Duplex;
}
