/// <reference types="node" preserve="true" />
/**
 * leak-stream as a library: `analyze` for a report, `events` for the common event stream.
 * @module
 */
import { plugins as builtIn } from '../parsers/index.ts';
import { analyse } from './analysis.ts';
import { publish } from './model/event.ts';
import type { PoolEvent } from './model/event.ts';
import type { Report } from './model/report.ts';
import type { Plugin } from './plugin/contract.ts';
import { readWithJobs } from './jobs/index.ts';
import type { JobsOptions } from './jobs/index.ts';
import { joined } from './plugin/load.ts';
import type { Failure, Input, ReadOptions } from './read/index.ts';
import { zoneName } from './read/time/zone-name.ts';

export type { EventKind, PoolEvent } from './model/event.ts';
export type { CallSite, Evidence, InputSummary, PoolReport, Reason, Report, Suspect, Verdict } from './model/report.ts';
export type { StackFrame } from './model/stack-frame.ts';
export type { Plugin } from './plugin/contract.ts';
export type { Failure, Input } from './read/index.ts';
export { version } from './version.ts';

export interface EventsOptions extends Omit<ReadOptions, 'plugins' | 'stdin' | 'witness'> {
  /** Parsers beside the built-in ones; one that says `replaces` takes another's place. */
  readonly plugins?: readonly Plugin[];
  /**
   * Files that are read at a time, all but one in worker threads; `auto`: as many as are of use. The answer is the same. 1 where absent, and
   * where `plugins` are given, for functions do not cross threads.
   */
  readonly jobs?: number | 'auto';
  /** Give the `context` events as well: ordinary records, kept for attribution. */
  readonly context?: boolean;
}

export interface AnalyzeOptions extends Omit<EventsOptions, 'context'> {
  /** Holds longer than this are long, whatever the log's own holds say. Milliseconds. */
  readonly thresholdMs?: number;
  /** Fingerprints that are known and accepted. */
  readonly ignore?: ReadonlyMap<string, { readonly reason: string; readonly expires?: string }>;
}

/** An input could not be read at all. */
export class UnreadableInput extends Error {
  override readonly name = 'UnreadableInput';
}

const unreadable = (failures: readonly Failure[]): UnreadableInput =>
  new UnreadableInput(failures.map(({ name, message }) => `${name}: ${message}`).join('\n'));

const listOf = (input: Input | readonly Input[]): readonly Input[] =>
  Array.isArray(input) ? (input as readonly Input[]) : [input as Input];

const readOptions = ({ timezone, ...options }: EventsOptions): JobsOptions => ({
  ...options,
  ...(timezone !== undefined && { timezone: zoneName(timezone) }),
  plugins: joined(builtIn, options.plugins ?? []),
});

/**
 * Reads logs and judges the pools in them.
 * @param input a path, folder, glob, stream or named stream, or several
 * @throws RangeError where `timezone` is none; UnreadableInput where none of the inputs could be read; where some could, the report's notices name the others
 */
export async function analyze(input: Input | readonly Input[], options: AnalyzeOptions = {}): Promise<Report> {
  const { thresholdMs, ignore } = options;
  const facts = { ...(thresholdMs !== undefined ? { thresholdMs } : {}), ...(ignore !== undefined ? { ignore } : {}) };
  const { report, failures } = await analyse(listOf(input), readOptions(options), facts);
  if (failures.length > 0 && report.input.sources.length === 0) throw unreadable(failures);
  return report;
}

/**
 * The pool events of logs, one by one, in the order of the input.
 * @throws RangeError where `timezone` is none; UnreadableInput after the last event, where an input could not be read
 */
export async function* events(input: Input | readonly Input[], options: EventsOptions = {}): AsyncGenerator<PoolEvent> {
  const { batches, failures } = readWithJobs(listOf(input), readOptions(options), options.context ? 'all-events' : 'events');
  for await (const batch of batches) {
    for (const event of batch) if (options.context || event.kind !== 'context') yield publish(event);
  }
  if (failures.length > 0) throw unreadable(failures);
}
