/**
 * Bytes to events: sources, lines, records, rules, and the tally of what was not understood.
 * @module
 */
import { pipeline } from 'node:stream';
import type { Duplex, Readable } from 'node:stream';
import { objectTransform } from 'through2';
import type { TimedEvent } from '../model/event.ts';
import type { InputSummary } from '../model/report.ts';
import type { Plugin } from '../plugin/contract.ts';
import { contextOf } from './context/index.ts';
import { Unwrapper } from './envelope/index.ts';
import { EventReader } from './events.ts';
import type { EventsOptions } from './events.ts';
import { Interner } from './events/intern.ts';
import { HintIndex } from './hints.ts';
import { LayoutReader } from './layout/index.ts';
import { lineStages } from './lines.ts';
import { Records } from './record.ts';
import { entriesOf, explainError } from './source/inputs.ts';
import type { Entry, Failure, Input } from './source/inputs.ts';
import { openSource } from './source/open.ts';
import { untilAbort } from './source/until-abort.ts';
import { Tally } from './tally.ts';
import type { SourceTally } from './tally.ts';
import { parseTime } from './time/index.ts';
import { UNKNOWN_DAY_MS } from './time/read-time.ts';
import type { LogRecord, PeeledLine, RawLine } from './types.ts';

export type { Failure, Input } from './source/inputs.ts';

export interface ReadOptions {
  readonly plugins: readonly Plugin[];
  /** IANA zone for timestamps that name none; UTC where absent. */
  readonly timezone?: string;
  /** Epoch milliseconds. */
  readonly since?: number;
  readonly until?: number;
  /** The user's frame rules, after the plug-ins'. */
  readonly frames?: readonly string[];
  /** What `-` means; the process's own standard input where absent. */
  readonly stdin?: Readable;
  readonly signal?: AbortSignal;
}

export interface Events {
  /** Batches in the order of the input; may be iterated once. */
  readonly batches: AsyncIterable<TimedEvent[]>;
  /** What was read so far; whole once `batches` has ended. */
  summary(): InputSummary;
  /** Inputs that could not be read, or not to their end. */
  readonly failures: readonly Failure[];
}

/** Reads inputs one after the other, in the order given; memory does not grow with their size. Never throws for what an input holds. */
export function readEvents(inputs: readonly Input[], options: ReadOptions): Events {
  const tally = new Tally();
  const failures: Failure[] = [];
  return { batches: readAll(inputs, options, tally, failures), summary: () => tally.summary(), failures };
}

async function* readAll(inputs: readonly Input[], options: ReadOptions, tally: Tally, failures: Failure[]): AsyncGenerator<TimedEvent[]> {
  const { DEFAULT_FRAME_RULES, stackClassifier } = await import('../plugin/frames/roles.ts');
  const plugins = effective(options.plugins);
  const rules = [...DEFAULT_FRAME_RULES, ...plugins.flatMap((plugin) => plugin.frames ?? [])];
  const zone = { near: UNKNOWN_DAY_MS, ...(options.timezone === undefined ? {} : { timezone: options.timezone }) };
  const shared: EventsOptions = {
    hints: new HintIndex(plugins),
    intern: new Interner(stackClassifier(rules, options.frames ?? [])),
    contextOf,
    time: (text) => parseTime(text, zone),
    ...(options.since !== undefined ? { since: options.since } : {}),
    ...(options.until !== undefined ? { until: options.until } : {}),
  };
  for await (const entry of entriesOf(inputs, options.stdin, failures)) {
    if (options.signal?.aborted) return;
    try {
      yield* readEntry(entry, { options, shared, tally, failures, zone });
    } catch (error) {
      if (options.signal?.aborted) return;
      failures.push({ name: entry.name, message: explainError(error) });
    }
  }
}

/** A plug-in that says `replaces` takes the place of that other one. */
const effective = (plugins: readonly Plugin[]): readonly Plugin[] => {
  const replaced = new Set(plugins.map((plugin) => plugin.replaces));
  return plugins.filter((plugin) => !replaced.has(plugin.id));
};

interface Reading {
  readonly options: ReadOptions;
  readonly shared: EventsOptions;
  readonly tally: Tally;
  readonly failures: Failure[];
  readonly zone: { near: number; timezone?: string };
}

async function* readEntry(entry: Entry, { options, shared, tally, failures, zone }: Reading): AsyncGenerator<TimedEvent[]> {
  const stream = entry.open();
  // A source that says nothing yet would be waited for; once it has begun, `untilAbort` ends it in order.
  const giveUp = (): void => void stream.destroy();
  options.signal?.addEventListener('abort', giveUp, { once: true });
  const opened = await openSource(stream, (error) => {
    if (options.signal?.aborted) return;
    tally.notice(
      'compressed-input-damaged',
      entry.name,
      `${entry.name}: the compressed data ends early or is damaged (${error.message}); what it held before was read`,
    );
  });
  options.signal?.removeEventListener('abort', giveUp);
  if (opened.binary && entry.found) {
    await opened.bytes.return(undefined);
    tally.notice('binary-file-skipped', entry.name, `${entry.name}: not a text file, skipped`);
    return;
  }
  const source = tally.begin(entry.name);
  source.compression = opened.compression;
  source.encoding = opened.encoding;
  const stages = [
    ...lineStages(source, { skipped: opened.skipped, utf16: opened.encoding !== undefined }),
    recordStage(source, shared, tally, zone),
    eventStage(new EventReader(shared, tally, source)),
  ];
  const last = stages.at(-1) as Duplex;
  // The error itself arrives through the iteration below; a consumer that stops early is no error.
  const whole = endOnError(opened.bytes, (error) => {
    // Whoever stops the reading closes the source; that is no failure of the source.
    if (!options.signal?.aborted) failures.push({ name: entry.name, message: `${explainError(error)}; read up to there` });
  });
  const bytes = untilAbort(whole, options.signal, () => stream.destroy());
  pipeline([bytes, ...stages] as never, () => {});
  for await (const batch of last as AsyncIterable<TimedEvent[]>) yield batch;
}

/** A source that breaks off ends there: what was read of it still counts. */
async function* endOnError<T>(chunks: AsyncGenerator<T>, onError: (error: unknown) => void): AsyncGenerator<T> {
  try {
    yield* chunks;
  } catch (error) {
    onError(error);
  }
}

/** Lines to records: envelopes off, continuation lines joined. */
function recordStage(source: SourceTally, shared: EventsOptions, tally: Tally, zone: { near: number; timezone?: string }): Duplex {
  const unwrapper = new Unwrapper(zone);
  const records = new Records({ source: source.name, hints: shared.hints, layouts: () => new LayoutReader(zone) });
  const feed = (lines: readonly PeeledLine[], out: LogRecord[]): void => {
    for (const line of lines) records.feed(line, out);
  };
  return stage(
    (lines: readonly RawLine[]) => {
      const out: LogRecord[] = [];
      for (const line of lines) feed(unwrapper.peel(line), out);
      return out;
    },
    () => {
      const out: LogRecord[] = [];
      feed(unwrapper.flush(), out);
      records.flush(out);
      source.envelopes = unwrapper.names;
      if (records.evicted > 0) {
        tally.notice(
          'streams-evicted',
          source.name,
          `${source.name}: ${records.evicted} streams were closed early because too many were open at a time`,
        );
      }
      return out;
    },
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
