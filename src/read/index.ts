/**
 * Bytes to events: sources, lines, records, rules, and the tally of what was not understood.
 * @module
 */
import type { Readable } from 'node:stream';
import type { TimedEvent } from '../model/event.ts';
import type { InputSummary } from '../model/report.ts';
import type { Plugin } from '../plugin/contract.ts';
import type { Ahead, SoFar } from './ahead.ts';
import { contextOf } from './context/index.ts';
import { readEntry } from './entry.ts';
import type { EventsOptions } from './events/options.ts';
import { Interner } from './intern.ts';
import { HintIndex } from './hints/index.ts';
import { located } from './sets/located.ts';
import { entriesOf } from './source/inputs.ts';
import type { Failure, Input } from './source/inputs.ts';
import { Tally } from './tally.ts';
import { parseTime } from './time/index.ts';
import type { TimeOptions } from './time/index.ts';
import { UNKNOWN_DAY_MS } from './time/read-time.ts';
import type { Witness } from './witness.ts';

export type { SoFar } from './ahead.ts';
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
  /** Reads every line in full, also those that cannot matter. The answer is the same, and later. */
  readonly whole?: boolean;
  /** Told of every record that is read. */
  readonly witness?: Witness;
}

export interface Events {
  /** Batches in the order of the input; may be iterated once. */
  readonly batches: AsyncIterable<TimedEvent[]>;
  /** What was read so far; whole once `batches` has ended. */
  summary(): InputSummary;
  /** The same value with places in the files of rotated sets, once `batches` has ended. Events bear the set's name and count through it. */
  located<T>(value: T): T;
  /** Inputs that could not be read, or not to their end. */
  readonly failures: readonly Failure[];
}

/** Events of inputs that have an end. */
export interface EventsToTheEnd extends Events {
  /** How far the reading is, in all inputs together. */
  soFar(): SoFar;
}

/**
 * Reads inputs one after the other, in the order given; files of one rotated log where its first one stands, oldest first. Memory does not
 * grow with their size, but for inputs that begin with their newest line (some hundred MB at most). Never throws for what an input holds.
 * @param ahead reads some of the inputs before their turn; of those the batches are what it leaves of them
 */
export function readEvents(inputs: readonly Input[], options: ReadOptions, ahead?: Ahead): EventsToTheEnd {
  const tally = new Tally();
  const failures: Failure[] = [];
  const turn = { own: false };
  return {
    batches: readAll(inputs, options, { tally, failures, turn, ahead }),
    summary: () => tally.summary(),
    soFar: () => soFar(tally, turn.own, ahead),
    located: (value) => located(value, tally.parts),
    failures,
  };
}

interface All {
  readonly tally: Tally;
  readonly failures: Failure[];
  /** Whether an input is being read here, in its turn. */
  readonly turn: { own: boolean };
  readonly ahead: Ahead | undefined;
}

async function* readAll(inputs: readonly Input[], options: ReadOptions, all: All): AsyncGenerator<TimedEvent[]> {
  const { tally, failures, turn, ahead } = all;
  const { signal } = options;
  const shared = await sharedBy(options);
  const entries = await entriesOf(inputs, options.stdin, failures, tally.notice.bind(tally));
  const reading = { shared, tally, failures, zone: zoneOf(options), signal, whole: options.whole === true };
  try {
    await ahead?.begin(entries);
    for (const entry of entries) {
      const read = ahead?.take(entry);
      if (read !== undefined) yield* read.batches;
      const part = read?.finish();
      if (part !== undefined) {
        tally.add(part.tally);
        failures.push(...part.failures);
      } else if (signal?.aborted !== true) {
        turn.own = true;
        const batches = readEntry(entry, reading);
        yield* read === undefined ? batches : read.missing(batches);
        turn.own = false;
      }
    }
  } finally {
    await ahead?.end();
  }
}

function soFar({ sources }: Tally, own: boolean, ahead: Ahead | undefined): SoFar {
  const read = sources.map(({ name, bytes }) => ({ name, bytes }));
  const others = ahead?.open() ?? [];
  return { sources: [...read, ...others], open: new Set([...(own ? read.slice(-1) : []), ...others].map(({ name }) => name)) };
}

/** How stamps are read that name no zone, year or day. */
export const zoneOf = ({ timezone }: Pick<ReadOptions, 'timezone'>): TimeOptions => ({
  near: UNKNOWN_DAY_MS,
  ...(timezone === undefined ? {} : { timezone }),
});

/** What all sources have in common. @throws FrameRuleError where a frame rule cannot be read */
export async function sharedBy(options: ReadOptions): Promise<EventsOptions> {
  const { DEFAULT_FRAME_RULES, stackClassifier } = await import('../plugin/frames/roles.ts');
  const plugins = effective(options.plugins);
  const rules = [...DEFAULT_FRAME_RULES, ...plugins.flatMap((plugin) => plugin.frames ?? [])];
  const zone = zoneOf(options);
  return {
    hints: HintIndex.of(plugins),
    intern: new Interner(stackClassifier(rules, options.frames ?? [])),
    contextOf,
    time: (text) => parseTime(text, zone),
    ...(options.since !== undefined ? { since: options.since } : {}),
    ...(options.until !== undefined ? { until: options.until } : {}),
    witness: options.witness,
  };
}

/** A plug-in that says `replaces` takes the place of that other one. */
const effective = (plugins: readonly Plugin[]): readonly Plugin[] => {
  const replaced = new Set(plugins.map((plugin) => plugin.replaces));
  return plugins.filter((plugin) => !replaced.has(plugin.id));
};
